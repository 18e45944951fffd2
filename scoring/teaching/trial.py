"""What a refit would change, on replies that nobody taught: before and after."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from scoring.evaluation import LabelScores, shorten
from scoring.evaluation.figures import accusations, figures_by_label
from scoring.evaluation.masks import LABELS, mask_of
from scoring.evaluation.scores import micro_scores, share
from scoring.schema import Frozen, LabelledRow

Found = frozenset[str]
FigureName = Literal["elements", "violations", "false_accusations"]
FLIPS_SHOWN: Final = 40


class Figures(Frozen):
    """Agreement with the gold set: micro F1, and the share of clean replies that are accused."""

    elements: float | None
    violations: float | None
    false_accusations: float | None


class LabelChange(Frozen):
    """F1 of a label whose findings changed."""

    label: str
    before: float | None
    after: float | None
    support: int


class Flip(Frozen):
    """A gold reply in which a label came or went; ``right``: as the gold set has it now."""

    id: str
    before: str
    reply: str
    label: str
    now: Literal["found", "not_found"]
    right: bool


class Fall(Frozen):
    """A figure that became worse than is tolerated."""

    figure: FigureName
    before: float
    after: float
    tolerated: float


class Unfollowed(Frozen):
    """A correction that the refit grader does not follow either."""

    id: str
    reply: str
    label: str
    wanted: bool


class Trial(Frozen):
    """Everything that is to be known before a refit is accepted."""

    rows: int
    before: Figures
    after: Figures
    labels: tuple[LabelChange, ...]
    flips: tuple[Flip, ...]
    """At most :data:`FLIPS_SHOWN`, those for the worse first."""
    flipped: int
    flipped_right: int
    corrections: int
    followed_before: int
    followed: int
    unfollowed: tuple[Unfollowed, ...]
    falls: tuple[Fall, ...]

    @property
    def acceptable(self) -> bool:
        """Measured, and nothing fell beyond what is tolerated."""
        return self.rows > 0 and not self.falls


@dataclass(frozen=True)
class Judged:
    """A gold reply with what was found in it before and after."""

    row: LabelledRow
    before: Found
    after: Found


@dataclass(frozen=True)
class Tolerance:
    """How far a figure may fall by chance: a few replies of the gold set."""

    elements: float = 0.003
    violations: float = 0.006
    false_accusations: float = 0.003

    def falls(self, before: Figures, after: Figures) -> Iterator[Fall]:
        """Of F1 down, of false accusations up."""
        names: tuple[FigureName, ...] = ("elements", "violations", "false_accusations")
        for name in names:
            old, new, tolerated = getattr(before, name), getattr(after, name), getattr(self, name)
            if old is None or new is None:
                continue
            worse = new - old if name == "false_accusations" else old - new
            if worse > tolerated + 1e-9:
                yield Fall(figure=name, before=old, after=new, tolerated=tolerated)


def figures_of(pairs: Counter[tuple[int, int]]) -> tuple[Figures, dict[str, LabelScores]]:
    """``pairs`` count masks of wanted and found labels."""
    labels, rows = figures_by_label(pairs), sum(pairs.values())
    accused, clean = accusations(pairs)
    micro = {
        kind: micro_scores([one for one in labels if one.kind == kind], rows).f1
        for kind in ("element", "violation")
    }
    figures = Figures(
        elements=micro["element"], violations=micro["violation"], false_accusations=share(accused, clean)
    )
    return figures, {one.label: one for one in labels}


def measure(
    judged: Sequence[Judged],
    points: int,
    followed_before: int,
    unfollowed: Sequence[Unfollowed],
    tolerance: Tolerance,
) -> Trial:
    """Put the two sides of every reply together; ``points`` is the number of corrected labels."""
    before, by_label = figures_of(_pairs(judged, after=False))
    after, by_label_now = figures_of(_pairs(judged, after=True))
    flips = sorted((flip for one in judged for flip in _flips(one)), key=lambda flip: flip.right)
    changed = {flip.label for flip in flips}
    return Trial(
        rows=len(judged),
        before=before,
        after=after,
        labels=tuple(
            _change(label, by_label.get(label), by_label_now.get(label))
            for label in LABELS
            if label in changed
        ),
        flips=tuple(flips[:FLIPS_SHOWN]),
        flipped=len(flips),
        flipped_right=sum(flip.right for flip in flips),
        corrections=points,
        followed_before=followed_before,
        followed=points - len(unfollowed),
        unfollowed=tuple(unfollowed),
        falls=tuple(tolerance.falls(before, after)),
    )


def _pairs(judged: Sequence[Judged], after: bool) -> Counter[tuple[int, int]]:
    return Counter(
        (mask_of((*one.row.elements, *one.row.violations)), _mask(one.after if after else one.before))
        for one in judged
    )


def _mask(found: Found) -> int:
    return mask_of(label for label in LABELS if label in found)


def _flips(one: Judged) -> Iterator[Flip]:
    wanted = {*one.row.elements, *one.row.violations}
    for label in LABELS:
        if (label in one.before) != (label in one.after):
            yield Flip(
                id=one.row.id,
                before=shorten(one.row.history[-1].text) if one.row.history else "",
                reply=shorten(one.row.reply),
                label=label,
                now="found" if label in one.after else "not_found",
                right=(label in one.after) == (label in wanted),
            )


def _change(label: str, before: LabelScores | None, after: LabelScores | None) -> LabelChange:
    known = after or before
    return LabelChange(
        label=label,
        before=before.f1 if before else None,
        after=after.f1 if after else None,
        support=known.support if known else 0,
    )
