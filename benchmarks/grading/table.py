"""The comparison for people."""

from collections.abc import Iterator

from benchmarks.grading.results import (
    BenignFigures,
    GradingFigures,
    LabelledFigures,
    Proportion,
    SimilarityFigures,
    SpeechFigures,
)
from scoring.evaluation import figure, fit

NAME = 34
CELL = 18
HITS_SHOWN = 40


def table(figures: GradingFigures) -> str:
    """Every part that was measured, and what was skipped."""
    return "\n".join(line.rstrip() for line in _lines(figures))


def _lines(figures: GradingFigures) -> Iterator[str]:
    for labelled in figures.labelled:
        yield from _labelled(labelled)
    yield from _speech(figures.speech)
    for benign in figures.benign:
        yield from _benign(benign)
    yield from _similarity(figures.similarity)
    versions = figures.versions
    yield f"learned peers trained on {figures.examples} examples of the project; intervals of 95 %"
    yield f"grader {versions.grader}; detector {versions.detector}"
    yield f"standards {versions.standards}; encoder {versions.encoder}"
    yield from figures.notes
    yield from (f"skipped: {what}" for what in figures.skipped)


def _labelled(labelled: LabelledFigures) -> Iterator[str]:
    yield f"{labelled.source}: {labelled.rows} replies, micro F1"
    yield _cells("", "elements", "violations", "clean accused", "ms a reply")
    for one in labelled.contestants:
        elements, violations = one.elements.micro, one.violations.micro
        yield _cells(
            one.name,
            figure(elements.f1, elements.f1_interval),
            figure(violations.f1, violations.f1_interval),
            _share(one.false_accusations),
            f"{one.milliseconds:.2f}",
        )
    yield ""


def _speech(speech: tuple[SpeechFigures, ...]) -> Iterator[str]:
    if not speech:
        return
    yield "CPED, speech of television: recall of an act; found where people heard none of them"
    yield _cells("", "act", "recall", "found in none")
    for one in speech:
        for label, recall in one.recall.items():
            yield _cells(one.contestant, label, _share(recall), _share(one.found_in_none[label]))
    yield ""


def _benign(benign: BenignFigures) -> Iterator[str]:
    counts = ", ".join(f"{name} {count}" for name, count in benign.by_violation.items()) or "none"
    yield f"shop replies presumed clean: {benign.contestant}"
    yield _cells("  accused of anything", _share(benign.accused))
    yield _cells("  of more than no_reply, jargon", _share(benign.accused_beyond))
    yield fit(f"  by violation: {counts}")
    if benign.contestant == "grader":
        yield from (
            fit(f"    {hit.id} {hit.violation}: {hit.before} | {hit.reply}")
            for hit in benign.hits[:HITS_SHOWN]
        )
    yield ""


def _similarity(similarity: tuple[SimilarityFigures, ...]) -> Iterator[str]:
    if not similarity:
        return
    yield "Chinese STS-B, Spearman of the cosine with people's scores"
    for one in similarity:
        yield _cells(one.encoder, figure(one.spearman, one.interval), f"{one.pairs} pairs")
    yield ""


def _share(proportion: Proportion) -> str:
    return figure(proportion.share, proportion.interval)


def _cells(name: str, *cells: str) -> str:
    return f"{name:<{NAME}}{''.join(f'{cell:<{CELL}}' for cell in cells)}"
