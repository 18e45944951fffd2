"""The work order against the truth, field by field."""

from typing import Final, Literal

from knowledge.vocabulary import ElementId
from scoring.conversation import Conversation
from scoring.decisions import Decision, DecisionStatus
from scoring.fields import same_field
from scoring.labels import FIELDS, FieldName, Labels, Reason
from scoring.results import FieldCheck
from scoring.rubric import Rubric, WorkOrderRule
from scoring.schema import WorkOrder

FieldStatus = Literal["right", "wrong", "blank", "not_judged"]
ASKED_BY: Final[dict[str, ElementId]] = {
    "name": "ask_name",
    "address": "ask_address",
    "phone": "ask_contact",
    "scope": "ask_scope",
    "started_at": "ask_time",
    "description": "ask_details",
}
"""The question that a field depends on: where it was not asked, the empty field costs nothing more."""


def check_work_order(
    rubric: Rubric, written: WorkOrder | None, conversation: Conversation, labels: Labels
) -> tuple[FieldCheck, ...] | None:
    """Every field of the form; ``None`` where there is no form to check or the situation has none."""
    if written is None or rubric.work_order is None:
        return None
    truth = conversation.truth.work_order if conversation.truth else None
    return tuple(_check(field, written, truth, rubric.work_order, conversation, labels) for field in FIELDS)


def field_decisions(
    checks: tuple[FieldCheck, ...] | None, rubric: Rubric, missed: frozenset[str], labels: Labels
) -> tuple[Decision, ...]:
    """A decision for each field; ``missed`` are the elements already counted as not done."""
    rule = rubric.work_order
    if rule is None:
        return ()
    if checks is None:
        return (_decision("work_order", "", "not_judged", rule.weight, "no_work_order", rule, labels),)
    judged = sum(check.status != "not_judged" for check in checks) or 1
    return tuple(_field_decision(check, rule.weight / judged, rule, missed, labels) for check in checks)


def _check(
    field: FieldName,
    written: WorkOrder,
    truth: WorkOrder | None,
    rule: WorkOrderRule,
    conversation: Conversation,
    labels: Labels,
) -> FieldCheck:
    told = str(getattr(written, field)).strip()
    wanted = str(getattr(truth, field)).strip() if truth else ""
    status: FieldStatus
    if field == "kind":
        status, wanted = _kind(told, wanted, rule)
    elif wanted:
        status = "blank" if not told else "right" if same_field(field, told, wanted) else "wrong"
    else:
        known = truth is None and ASKED_BY.get(field) in conversation.volunteered
        status = "blank" if known and not told else "not_judged"
    return FieldCheck(field=field, label=labels.fields[field], written=told, expected=wanted, status=status)


def _kind(told: str, wanted: str, rule: WorkOrderRule) -> tuple[FieldStatus, str]:
    """Kinds that the standard treats alike are all right, whichever of them the truth names."""
    alike = set(rule.kinds) if not wanted or wanted in rule.kinds else {wanted}
    expected = wanted or rule.kinds[0]
    if not told:
        return ("not_judged" if expected == "none" else "blank"), expected
    return ("right" if told in alike else "wrong"), expected


def _field_decision(
    check: FieldCheck, weight: float, rule: WorkOrderRule, missed: frozenset[str], labels: Labels
) -> Decision:
    field = f"field_{check.field}"
    if check.status == "not_judged":
        return _decision(field, check.label, "not_judged", weight, "no_truth", rule, labels)
    if check.status == "right":
        return _decision(field, check.label, "met", weight, "field_right", rule, labels)
    if check.status == "blank" and ASKED_BY.get(check.field) in missed:
        return _decision(field, check.label, "waived", weight, "already_missed", rule, labels)
    reason: Reason = "field_blank" if check.status == "blank" else "field_wrong"
    return _decision(field, check.label, "missed", weight, reason, rule, labels)


def _decision(
    id_: str,
    label: str,
    status: DecisionStatus,
    weight: float,
    reason: Reason,
    rule: WorkOrderRule,
    labels: Labels,
) -> Decision:
    clause = rule.kind_clause if id_ == "field_kind" else rule.clause
    return Decision(id_, label or labels.work_order, "record", status, weight, labels.reasons[reason], clause)
