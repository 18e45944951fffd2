"""Runs every contestant on everything that is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Final, TypeVar

from pydantic import BaseModel

from benchmarks.figures import machine
from benchmarks.grading.contestants import Contestant, GraderContestant
from benchmarks.grading.keywords import Keywords
from benchmarks.grading.model_judge import ModelContestant
from benchmarks.grading.results import ContestantFigures, GradingFigures, LabelledFigures
from benchmarks.grading.rows import (
    BENIGN_FILE,
    PAIRS_FILE,
    SAMPLE_FILE,
    SPEECH_FILE,
    SentencePair,
    SpokenRow,
    find,
    read_labelled,
    read_rows,
)
from benchmarks.grading.third_party import measure_benign, measure_similarity, measure_speech, proportion
from knowledge.encoder import load_encoder
from knowledge.ports import Encoder
from scoring.bootstrap import Scoring
from scoring.evaluation import Tally
from scoring.schema import LabelledRow, ReplyRow

M = TypeVar("M", bound=BaseModel)
EXAMPLES: Final = Path(__file__).parents[2] / "scoring" / "examples"


@dataclass(frozen=True)
class Wanted:
    """What is to be measured. ``labelled`` are files or folders of labelled replies."""

    data: Path
    labelled: tuple[str, ...] = ()
    encoder: str = ""
    """A sentence-transformers model to compare the bundled encoder with; ``""`` for none."""
    examples: Path = EXAMPLES
    judge_sample: int = 40
    """Replies of each labelled file that the model judge sees: the first ones."""


@dataclass
class Comparison:
    """One run; ``skipped`` collects what was asked for and is not there."""

    wanted: Wanted
    scoring: Scoring
    judge: ModelContestant | None = None
    """Measured on a sample, beside everybody else on the same rows."""
    skipped: list[str] = field(default_factory=list)

    def run(self) -> GradingFigures:
        examples, _ = read_labelled(str(self.wanted.examples))
        encoders = self._encoders()
        if self.judge is None:
            self.skipped.append("a local model as judge: give --judge FILE.gguf or a server's address")
        simple: list[Contestant] = [GraderContestant(self.scoring.grader), Keywords()]
        everybody = [*simple, *_learned(encoders, examples)]
        labelled = tuple(self._labelled(everybody))
        spoken = self._third_party(SPEECH_FILE, SpokenRow)
        benign = self._third_party(BENIGN_FILE, ReplyRow)
        pairs = self._third_party(PAIRS_FILE, SentencePair)
        return GradingFigures(
            machine=machine(),
            versions=self.scoring.versions,
            examples=len(examples),
            labelled=labelled,
            speech=tuple(measure_speech(one, spoken) for one in everybody if spoken),
            benign=tuple(measure_benign(one, benign) for one in everybody if benign),
            similarity=tuple(measure_similarity(name, one, pairs) for name, one in encoders.items() if pairs),
            notes=(self.judge.described,) if self.judge else (),
            skipped=tuple(self.skipped),
        )

    def _encoders(self) -> dict[str, Encoder]:
        other = self.wanted.encoder
        if not other:
            self.skipped.append("another encoder: give --encoder PATH")
        bundled = {"bundled encoder": load_encoder()}
        return {**bundled, Path(other).name: load_encoder(other)} if other else bundled

    def _labelled(self, contestants: Sequence[Contestant]) -> Iterator[LabelledFigures]:
        sample = find(self.wanted.data, SAMPLE_FILE)
        for source in self.wanted.labelled or ((str(sample),) if sample else ()):
            rows, bad = read_labelled(source)
            figures = tuple(measure(one, rows) for one in contestants)
            yield LabelledFigures(source=source, rows=len(rows), bad_rows=bad, contestants=figures)
            if self.judge is not None:
                first = rows[: self.wanted.judge_sample]
                beside = tuple(measure(one, first) for one in (self.judge, *contestants))
                yield LabelledFigures(
                    source=f"{source}, the first rows", rows=len(first), bad_rows=bad, contestants=beside
                )
        if not (sample or self.wanted.labelled):
            self.skipped.append(
                f"labelled replies: no {SAMPLE_FILE} in {self.wanted.data}, and no --labelled"
            )

    def _third_party(self, name: str, model: type[M]) -> list[M]:
        file = find(self.wanted.data, name)
        if file is None:
            self.skipped.append(f"{name}: not in {self.wanted.data} nor in its thirdparty folder")
            return []
        return read_rows(file, model)


def _learned(encoders: dict[str, Encoder], examples: Sequence[LabelledRow]) -> list[Contestant]:
    """Imported here: scikit-learn takes a second that nothing else needs."""
    from benchmarks.grading.learned import embeddings, ngrams  # noqa: PLC0415

    return [
        ngrams(examples),
        *(embeddings(f"{name}, whole reply", one, examples) for name, one in encoders.items()),
    ]


def measure(contestant: Contestant, rows: Sequence[LabelledRow]) -> ContestantFigures:
    """One contestant on labelled rows."""
    tally, start = Tally(examples=0), perf_counter()
    found = contestant.label(rows)
    took = perf_counter() - start
    for row, labels in zip(rows, found, strict=True):
        tally.add_labels(row, labels)
    result = tally.result()
    return ContestantFigures(
        name=contestant.name,
        milliseconds=round(1_000 * took / max(1, len(rows)), 3),
        elements=result.elements,
        violations=result.violations,
        false_accusations=proportion(result.false_accusations, result.clean_rows),
    )
