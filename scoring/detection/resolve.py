"""What the acts found mean together: one may imply, replace or excuse another."""

from collections.abc import Mapping
from typing import Final

from knowledge.vocabulary import ElementId, ViolationId
from scoring.detection.flags import Flag
from scoring.detection.model import Detected

Elements = dict[ElementId, Detected[ElementId]]
Violations = dict[ViolationId, Detected[ViolationId]]

COMPLAINT_QUESTIONS: Final[tuple[ElementId, ...]] = ("ask_time", "ask_address")
HELPS_ON: Final[frozenset[ElementId]] = frozenset({"redirect", "refer_contractor"})
SOFTENS_NO: Final[frozenset[ElementId]] = frozenset(
    {
        "polite_decline", "explain_policy", "redirect", "refer_contractor", "transfer_supervisor",
        "promise_forward", "promise_reply", "clarify_wrong_number", "explain_ownership",
    }
)  # fmt: skip
EXCUSED_BY: Final[Mapping[ViolationId, frozenset[ElementId]]] = {
    "pass_buck": HELPS_ON,
    "refuse": SOFTENS_NO,
    "perfunctory": frozenset({"give_deadline", "promise_reply", "dispatch"}),
}
SURE: Final = 0.95
"""A pattern this sure is a violation whatever else the reply does."""


def resolve(elements: Elements, violations: Violations, flags: frozenset[Flag]) -> None:
    """Apply the rules between acts, in place."""
    _complaint_questions(elements, flags)
    _excuse(elements, violations)
    _one_form_one_label(violations)
    _mocking_is_not_listening(elements, violations)
    _empty_waiting(elements, violations)


def _complaint_questions(elements: Elements, flags: frozenset[Flag]) -> None:
    """In a complaint, when and where it happened are particulars of the matter."""
    if not flags & {"complaint"}:
        return
    for question in COMPLAINT_QUESTIONS:
        found = elements.pop(question, None)
        if found and "ask_details" not in elements:
            elements["ask_details"] = Detected("ask_details", found.score, found.start, found.end)


def _excuse(elements: Elements, violations: Violations) -> None:
    for violation, excuses in EXCUSED_BY.items():
        found = violations.get(violation)
        if found and found.score < SURE and excuses & elements.keys():
            del violations[violation]


def _one_form_one_label(violations: Violations) -> None:
    """Where two violations share words, the surer one keeps them."""
    for found in sorted(violations.values(), key=lambda act: act.score):
        others = (other for other in violations.values() if other is not found)
        if any(_overlap(found, other) and other.score > found.score for other in others):
            del violations[found.id]


def _mocking_is_not_listening(elements: Elements, violations: Violations) -> None:
    heard = elements.get("backchannel")
    if heard and any(_overlap(heard, found) for found in violations.values()):
        del elements["backchannel"]


def _empty_waiting(elements: Elements, violations: Violations) -> None:
    """等着吧 is a brush-off, not a request to wait."""
    waiting, brushed_off = elements.get("ask_patience"), violations.get("perfunctory")
    if waiting and brushed_off and _overlap(waiting, brushed_off):
        del elements["ask_patience"]


def _overlap(one: Detected[ElementId] | Detected[ViolationId], other: Detected[ViolationId]) -> bool:
    return one.start < other.end and other.start < one.end
