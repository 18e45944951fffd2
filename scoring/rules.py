"""What violations cost and which words alone fail a call, the same in every situation."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import Field, RootModel

from knowledge.content import Content, ContentError, ContentProblem, attempt, load_model
from knowledge.vocabulary import VIOLATIONS, ViolationId
from scoring.labels import CriticalId
from scoring.recognisers import SHARED, Sign
from scoring.schema import DimensionId

ViolationGroup = Literal["attitude", "evasion", "truth", "wording", "hang_up"]


class ViolationRule(Content):
    """``points`` of the total of 100 for each time, ``cap`` for all times together."""

    dimension: DimensionId
    points: float = Field(ge=0, le=50)
    cap: float = Field(ge=0, le=50)
    group: ViolationGroup
    clause: str
    critical: CriticalId | None = None


class CriticalSign(Sign):
    clause: str


class ViolationRules(RootModel[dict[ViolationId, ViolationRule]]):
    """``violations.yaml``."""


class CriticalSigns(RootModel[dict[CriticalId, CriticalSign]]):
    """``critical.yaml``."""


@dataclass(frozen=True)
class Rules:
    """Read from ``rubrics/shared``."""

    violations: dict[ViolationId, ViolationRule]
    critical: dict[CriticalId, CriticalSign]


def load_rules(folder: Path = SHARED) -> Rules:
    """Raises :class:`ContentError` with every problem of both files."""
    problems: list[ContentProblem] = []
    violations = attempt(partial(load_model, folder / "violations.yaml", ViolationRules), problems)
    critical = attempt(partial(load_model, folder / "critical.yaml", CriticalSigns), problems)
    if violations is not None:
        problems += [
            ContentProblem("violations.yaml", name, "has no rule: say what it costs")
            for name in VIOLATIONS
            if name not in violations.root
        ]
    if problems or violations is None or critical is None:
        raise ContentError(problems)
    return Rules(violations.root, critical.root)
