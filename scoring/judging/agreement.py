"""How far the grader and the model agree over many replies."""

from collections import Counter
from dataclasses import dataclass, field

from knowledge.vocabulary import ELEMENTS
from scoring.evaluation import Label, Scores, Tally
from scoring.judging.comparison import SideBySide
from scoring.judging.opinion import Opinion, Silence
from scoring.schema import Frozen, LabelledRow, ReplyRow


class Agreement(Frozen):
    """Cohen's kappa over the labels of a kind that were found at all, -1..1; ``None`` where undefined.

    ``compared`` counts the replies that both judged; ``silent`` why the model gave no opinion on others.
    """

    replies: int
    compared: int
    silent: dict[Silence, int]
    disregarded: int
    """Answers that counted as none: unknown label, words that are not in the reply, a label repeated."""
    elements: float | None
    violations: float | None
    agreed: int
    only_grader: int
    only_model: int
    labels: dict[str, float | None]
    """Kappa of each label that one of the two found."""


@dataclass
class AgreementTally:
    """Counts as replies stream by."""

    _replies: int = 0
    _compared: int = 0
    _disregarded: int = 0
    _silent: Counter[Silence] = field(default_factory=Counter)
    _sides: Counter[str] = field(default_factory=Counter)
    _tally: Tally = field(default_factory=lambda: Tally(examples=0))

    def add(self, row: ReplyRow, opinion: Opinion, sides: SideBySide | None) -> None:
        self._replies += 1
        self._disregarded += len(opinion.disregarded)
        if opinion.silence is not None:
            self._silent[opinion.silence] += 1
        if sides is None:
            return
        self._compared += 1
        for name in ("agreed", "only_grader", "only_model"):
            self._sides[name] += len(getattr(sides, name))
        grader = {line.label for line in (*sides.agreed, *sides.only_grader)}
        model = {line.label for line in (*sides.agreed, *sides.only_model)}
        self._tally.add_labels(_labelled(row, grader), model)

    def result(self) -> Agreement:
        """So far; more may be added afterwards."""
        figures = self._tally.result()
        return Agreement(
            replies=self._replies,
            compared=self._compared,
            silent=dict(self._silent),
            disregarded=self._disregarded,
            elements=_kappa(figures.elements.micro),
            violations=_kappa(figures.violations.micro),
            agreed=self._sides["agreed"],
            only_grader=self._sides["only_grader"],
            only_model=self._sides["only_model"],
            labels={scores.label: _kappa(scores) for scores in figures.labels},
        )


def _labelled(row: ReplyRow, labels: set[Label]) -> LabelledRow:
    """The reply as if the grader were the inspector: kappa is the same from either side."""
    elements = [name for name in labels if name in ELEMENTS]
    violations = [name for name in labels if name not in ELEMENTS]
    return LabelledRow.model_validate({**row.model_dump(), "elements": elements, "violations": violations})


def _kappa(scores: Scores) -> float | None:
    return None if scores.kappa is None else round(scores.kappa, 4)
