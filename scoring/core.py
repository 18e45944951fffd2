"""The one thing that a call of this situation is about: whoever leaves it out does not pass."""

from collections.abc import Sequence
from typing import Final

from scoring.decisions import Decision, Deduction
from scoring.labels import Labels
from scoring.rubric import Rubric

CORE_CEILING: Final = 70.0
"""At most this is left of a call whose core was missed, however kindly it was led."""


def core_missed(
    rubric: Rubric, decisions: Sequence[Decision], score: float, labels: Labels
) -> Deduction | None:
    """What a score without it has above :data:`CORE_CEILING`; ``None`` where nothing has to be taken."""
    missed = next((one for one in decisions if one.id in rubric.core and one.status == "missed"), None)
    if missed is None or score <= CORE_CEILING:
        return None
    return Deduction(
        id="core_missed",
        label=f"{labels.reasons['core_missed']}：{missed.label}",
        dimension="resolution",
        points=round(score - CORE_CEILING, 2),
        reason=labels.reasons["core_missed"],
        clause=missed.clause,
    )
