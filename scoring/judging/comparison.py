"""The grade and the second opinion side by side."""

from collections.abc import Iterable

from scoring.judging.offered import OFFERED, Label
from scoring.judging.opinion import Opinion
from scoring.schema import EMPTY_ID, FAILED_ID, Frozen, GradedReply


class Judged(Frozen):
    """A label with the words that each of the two gave for it; ``None`` where one did not find it."""

    label: Label
    grader: str | None
    model: str | None


class SideBySide(Frozen):
    """Every label that at least one of the two found, in the order of the vocabulary."""

    agreed: tuple[Judged, ...] = ()
    only_grader: tuple[Judged, ...] = ()
    only_model: tuple[Judged, ...] = ()

    @property
    def differs(self) -> bool:
        return bool(self.only_grader or self.only_model)


def compare(graded: GradedReply, opinion: Opinion) -> SideBySide | None:
    """``None`` where one of the two did not judge the reply: silence is no disagreement.

    What the model was not asked about, and what the grader left open, is not compared.
    """
    left_open = {item.id for item in graded.not_judged}
    if not opinion.given or left_open & {EMPTY_ID, FAILED_ID}:
        return None
    grader: dict[Label, str] = {found.id: found.text for found in graded.elements}
    grader |= {found.id: found.text for found in graded.violations}
    model = {claim.label: claim.text for claim in opinion.claims}
    lines = [
        Judged(label=label, grader=grader.get(label), model=model.get(label))
        for label in OFFERED.values()
        if label not in left_open and (label in grader or label in model)
    ]
    return SideBySide(
        agreed=_those(line for line in lines if line.grader is not None and line.model is not None),
        only_grader=_those(line for line in lines if line.model is None),
        only_model=_those(line for line in lines if line.grader is None),
    )


def _those(lines: Iterable[Judged]) -> tuple[Judged, ...]:
    return tuple(lines)
