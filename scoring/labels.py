"""Names and reasons as people read them."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal, get_args

from pydantic import model_validator

from knowledge.content import Content, load_model
from scoring.recognisers import SHARED
from scoring.schema import DimensionId

CriticalId = Literal[
    "rude", "force_hangup", "false_information", "refuse_service", "discourage_complaint",
    "privacy_leak", "threat", "hazard_no_safety", "unsafe_guidance", "no_dispatch", "not_registered",
    "coached_rating",
]  # fmt: skip
Reason = Literal[
    "met", "met_by_event", "missed", "waived_by_truth", "waived_volunteered", "waived_condition", "advice",
    "grading_failed", "element_not_judged", "no_events", "no_truth", "no_work_order", "no_trainee", "clean",
    "violation", "same_words", "cap_reached", "order", "hung_up_first", "hung_up_forced", "field_right",
    "field_wrong", "field_blank", "already_missed", "empty_reply", "failed", "no_clause", "no_span",
    "no_call", "unanswered", "already_taken", "own_broken", "own_late", "inaccurate",
    "left_open", "core_missed", "not_understood",
    "local_rule", "late_dispatch", "contractor_imposed", "local_missed",
]  # fmt: skip
FieldName = Literal[
    "kind", "name", "address", "phone", "scope", "started_at", "description", "dispatch_to", "promised_time"
]
FIELDS: tuple[FieldName, ...] = get_args(FieldName)


LocalId = Literal["agent_number", "wait_announced", "late_dispatch", "contractor_imposed"]


class Name(Content):
    zh: str
    en: str


class Labels(Content):
    """Texts of ``rubrics/shared/labels.yaml``; every id has one."""

    dimensions: dict[DimensionId, Name]
    fields: dict[FieldName, str]
    work_order: str
    clean_language: str
    local: dict[LocalId, str]
    critical: dict[CriticalId, str]
    reasons: dict[Reason, str]

    @model_validator(mode="after")
    def _complete(self) -> "Labels":
        wanted: dict[str, tuple[object, Collection[str]]] = {
            "dimensions": (DimensionId, self.dimensions),
            "fields": (FieldName, self.fields),
            "critical": (CriticalId, self.critical),
            "local": (LocalId, self.local),
            "reasons": (Reason, self.reasons),
        }
        missing = [
            f"{section}.{key}"
            for section, (ids, texts) in wanted.items()
            for key in get_args(ids)
            if key not in texts
        ]
        if missing:
            raise ValueError(f"no text for {', '.join(missing)}: add them")
        return self


def load_labels(file: Path = SHARED / "labels.yaml") -> Labels:
    """Raises :class:`knowledge.content.ContentError` with every invalid field."""
    return load_model(file, Labels)
