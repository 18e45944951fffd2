"""What violations cost and which words alone fail a call, the same in every situation."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from knowledge.content import Content, ContentError, ContentProblem, read_yaml, validation_problems
from knowledge.vocabulary import VIOLATIONS, ViolationId
from scoring.labels import CriticalId
from scoring.recognisers import SHARED, Sign
from scoring.schema import DimensionId

T = TypeVar("T")
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


@dataclass(frozen=True)
class Rules:
    """Read from ``rubrics/shared``."""

    violations: dict[ViolationId, ViolationRule]
    critical: dict[CriticalId, CriticalSign]


_VIOLATIONS = TypeAdapter(dict[ViolationId, ViolationRule])
_CRITICAL = TypeAdapter(dict[CriticalId, CriticalSign])


def load_rules(folder: Path = SHARED) -> Rules:
    """Raises :class:`ContentError` with every problem of both files."""
    problems: list[ContentProblem] = []
    violations = _read(folder / "violations.yaml", _VIOLATIONS, problems) or {}
    critical = _read(folder / "critical.yaml", _CRITICAL, problems) or {}
    problems += [
        ContentProblem("violations.yaml", name, "has no rule: say what it costs")
        for name in VIOLATIONS
        if name not in violations
    ]
    if problems:
        raise ContentError(problems)
    return Rules(violations, critical)


def _read(file: Path, adapter: TypeAdapter[T], problems: list[ContentProblem]) -> T | None:
    try:
        return adapter.validate_python(read_yaml(file))
    except ContentError as error:
        problems.extend(error.problems)
    except ValidationError as error:
        problems.extend(validation_problems(file.name, error))
    return None
