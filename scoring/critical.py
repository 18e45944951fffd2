"""Errors that fail a call whatever the sum. Each must be certain: in doubt there is none."""

from collections.abc import Iterator

from scoring.conversation import Breach, Conversation
from scoring.decisions import Deduction, Evidence
from scoring.hang_up import FORCED_CLAUSE, hang_up_place, is_forced
from scoring.labels import CriticalId, Labels
from scoring.rubric import Must, Rubric
from scoring.rules import Rules

SAFETY_CLAUSE = "safety.warn_first"
REFUSAL_CLAUSE = "firstq.own_the_call"
LAST_TURNS = 2
_REFUSALS = ("refuse", "pass_buck")


def critical_errors(
    rubric: Rubric, conversation: Conversation, rules: Rules, labels: Labels
) -> tuple[Deduction, ...]:
    """Every critical error once, with the place that shows it; they carry no points of their own.

    None where nobody spoke; a missed call is worth nothing and needs no error besides.
    """
    if not conversation.turns:
        return ()
    found: dict[str, Deduction] = {}
    for error in _all(rubric, conversation, rules, labels):
        found.setdefault(error.id, error)
    return tuple(found.values())


def _all(rubric: Rubric, conversation: Conversation, rules: Rules, labels: Labels) -> Iterator[Deduction]:
    for breach in conversation.all_breaches:
        fatal = rules.violations[breach.finding.id].critical
        if fatal is not None:
            yield _error(fatal, breach.finding.clause, _place(breach), labels)
    if is_forced(rubric, conversation):
        yield _error("force_hangup", FORCED_CLAUSE, hang_up_place(conversation), labels)
    yield from _said(conversation, rules, labels)
    yield from _hazard(conversation, labels)
    yield from _refused(rubric, conversation, labels)
    yield from _left_undone(rubric, conversation, labels)


def _said(conversation: Conversation, rules: Rules, labels: Labels) -> Iterator[Deduction]:
    for turn in conversation.trainee_turns:
        for fatal, sign in rules.critical.items():
            span = sign.find(conversation.turns[turn].text)
            if span is not None:
                yield _error(fatal, sign.clause, Evidence(turn, *span), labels)


def _hazard(conversation: Conversation, labels: Labels) -> Iterator[Deduction]:
    """A danger that nobody was warned of; leading the customer to live parts is worse still."""
    if (
        "hazard" not in conversation.conditions
        or conversation.grading_failed
        or not conversation.trainee_turns
    ):
        return
    if "safety_advice" in conversation.done or conversation.trainee_says("warns"):
        return
    yield _error("hazard_no_safety", SAFETY_CLAUSE, None, labels)
    hands_on = conversation.first(("guide_self_check",))
    if hands_on is not None:
        yield _error("unsafe_guidance", SAFETY_CLAUSE, hands_on.evidence, labels)


def _refused(rubric: Rubric, conversation: Conversation, labels: Labels) -> Iterator[Deduction]:
    """Turned away for good: more than once or at the end, and nothing that took the matter up."""
    refusals = [breach for breach in conversation.breaches if breach.finding.id in _REFUSALS]
    if not refusals or not rubric.accepted_by or conversation.grading_failed:
        return
    final = refusals[-1].turn in conversation.trainee_turns[-LAST_TURNS:]
    if (final or len(refusals) > 1) and conversation.first(rubric.accepted_by) is None:
        yield _error("refuse_service", REFUSAL_CLAUSE, _place(refusals[0]), labels)


def _left_undone(rubric: Rubric, conversation: Conversation, labels: Labels) -> Iterator[Deduction]:
    if conversation.grading_failed or conversation.trainee_says("takes_up"):
        return
    for must in rubric.must:
        if _expected(must, conversation) and conversation.first(must.any_of) is None:
            yield _error(must.id, must.clause, None, labels)


def _expected(must: Must, conversation: Conversation) -> bool:
    holds = conversation.conditions
    asked_for = not must.only_when or bool(holds & set(must.only_when))
    truth = conversation.truth
    waived = bool(holds & set(must.waived_when)) or bool(truth and set(must.any_of) & set(truth.waive))
    undecided = bool(conversation.undecided & set(must.any_of))
    return asked_for and not waived and not undecided and conversation.judged_turns >= must.after_turns


def _error(fatal: CriticalId, clause: str, place: Evidence | None, labels: Labels) -> Deduction:
    label = labels.critical[fatal]
    return Deduction(fatal, label, "resolution", 0.0, label, clause, place)


def _place(breach: Breach) -> Evidence:
    found = breach.finding
    return Evidence(breach.turn, found.start, found.end, found.clause, found.phrase)
