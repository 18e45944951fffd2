"""The work order against the truth, field by field."""

from dataclasses import dataclass
from typing import Final, Literal

from knowledge.vocabulary import ElementId
from scoring.conversation import Conversation
from scoring.decisions import Decision, DecisionStatus
from scoring.fields import same_field
from scoring.labels import FIELDS, FieldName, Labels, Reason
from scoring.policy import PolicyValues
from scoring.results import FieldCheck
from scoring.rubric import Rubric, WorkOrderRule
from scoring.schema import WorkOrder, WorkOrderKind

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
    danger = conversation.truth is None and "hazard" in conversation.conditions
    also = frozenset(rubric.work_order.kinds_in_hazard if danger else ())
    promised = _promised(rubric, conversation.policy.values)
    form = _Form(rubric.work_order, written, truth, conversation.volunteered, labels, also, promised)
    return tuple(form.check(field) for field in FIELDS)


def _promised(rubric: Rubric, values: PolicyValues) -> str:
    figures = {item.figure for item in rubric.items}
    if "complaint_deadline" in figures:
        return f"{values.complaint_reply_days}个工作日"
    return f"{values.report_reply_days}个工作日" if "report_deadline" in figures else ""


def field_decisions(
    checks: tuple[FieldCheck, ...] | None, rubric: Rubric, missed: frozenset[ElementId], labels: Labels
) -> tuple[Decision, ...]:
    """A decision for each field; ``missed`` are the elements already counted as not done."""
    rule = rubric.work_order
    if rule is None:
        return ()
    judged = sum(check.status != "not_judged" for check in checks or ()) or 1
    decider = _FieldDecider(rule, rule.weight / judged, missed, labels)
    return tuple(decider.decide(check) for check in checks) if checks else (decider.no_form(),)


@dataclass(frozen=True)
class _Form:
    rule: WorkOrderRule
    written: WorkOrder
    truth: WorkOrder | None
    told: frozenset[ElementId]
    """Questions that the customer answered."""
    labels: Labels
    also: frozenset[WorkOrderKind]
    """Kinds that are right besides."""
    promised: str
    """What the local policy lets the trainee promise; ``""`` where it names no time."""

    def check(self, field: FieldName) -> FieldCheck:
        written = self._value(self.written, field)
        expected = self._value(self.truth, field)
        if field == "kind":
            expected = expected or self.rule.kinds[0]
        status = self._kind(written, expected) if field == "kind" else self._field(field, written, expected)
        label = self.labels.fields[field]
        return FieldCheck(field=field, label=label, written=written, expected=expected, status=status)

    @staticmethod
    def _value(form: WorkOrder | None, field: FieldName) -> str:
        return str(getattr(form, field)).strip() if form else ""

    def _kind(self, written: str, expected: str) -> FieldStatus:
        """Kinds that the standard treats alike are all right, whichever of them the truth names."""
        if not written:
            return "not_judged" if expected == "none" else "blank"
        alike = {*self.rule.kinds, *self.also} if expected in self.rule.kinds else {expected}
        return "right" if written in alike else "wrong"

    def _as_policy(self, field: FieldName, written: str) -> bool:
        return field == "promised_time" and bool(self.promised) and same_field(field, written, self.promised)

    def _field(self, field: FieldName, written: str, expected: str) -> FieldStatus:
        if expected:
            right = same_field(field, written, expected) or self._as_policy(field, written)
            return "blank" if not written else "right" if right else "wrong"
        left_out = self.truth is None and not written and ASKED_BY.get(field) in self.told
        return "blank" if left_out else "not_judged"


@dataclass(frozen=True)
class _FieldDecider:
    rule: WorkOrderRule
    weight: float
    """Of each field that was judged."""
    missed: frozenset[ElementId]
    labels: Labels

    def decide(self, check: FieldCheck) -> Decision:
        status, reason = self._verdict(check)
        return self._decision(check.field, check.label, status, reason)

    def no_form(self) -> Decision:
        return self._decision("all", self.labels.work_order, "not_judged", "no_work_order")

    def _verdict(self, check: FieldCheck) -> tuple[DecisionStatus, Reason]:
        if check.status == "not_judged":
            return "not_judged", "no_truth"
        if check.status == "right":
            return "met", "field_right"
        if check.status == "wrong":
            return "missed", "field_wrong"
        asked = ASKED_BY.get(check.field) not in self.missed
        return ("missed", "field_blank") if asked else ("waived", "already_missed")

    def _decision(self, field: str, label: str, status: DecisionStatus, reason: Reason) -> Decision:
        return Decision(
            id=f"field_{field}",
            label=label,
            dimension="record",
            status=status,
            weight=self.weight,
            reason=self.labels.reasons[reason],
            clause=self.rule.kind_clause if field == "kind" else self.rule.clause,
        )
