"""What the company's own clauses come to in a whole conversation: items kept or missed, and deductions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.own import KeptClause
from scoring.conversation import Conversation
from scoring.decisions import Decision, DecisionStatus, Deduction, Evidence
from scoring.labels import Labels, Reason
from scoring.rubric import Rubric
from scoring.schema import EMPTY_ID, OWN_ID, DimensionId, GradedReply, OwnFinding

TIMES: Final = 2
"""So often at most is a forbidden clause deducted in one call."""

_Verdict = tuple[DecisionStatus, Reason]
_MET: Final[_Verdict] = ("met", "met")


def own_decisions(
    clauses: Sequence[KeptClause], rubric: Rubric, conversation: Conversation, labels: Labels
) -> tuple[Decision, ...]:
    """One for each required clause of the company that applies to the call."""
    return tuple(
        _decision(kept, rubric, conversation, labels)
        for kept in clauses
        if kept.own.kind == "required" and kept.own.applies_to(rubric.situation)
    )


def own_deductions(
    clauses: Sequence[KeptClause], rubric: Rubric, conversation: Conversation, labels: Labels
) -> tuple[Deduction, ...]:
    """One for each time that a forbidden clause was broken; those that cost nothing further say why."""
    known = {kept.full_id: kept for kept in clauses}
    times = Counter[str]()
    deductions = []
    for turn, found in _findings(conversation):
        kept = known.get(found.id)
        if kept is None or found.kind != "forbidden":
            continue
        times[found.id] += 1
        reason = _deduction_reason(turn, found, times[found.id], conversation)
        deductions.append(
            Deduction(
                id=found.id,
                label=kept.own.title,
                dimension=_dimension(kept, rubric),
                points=kept.own.weight if reason == "own_broken" else 0.0,
                reason=labels.reasons[reason],
                clause=found.clause,
                evidence=Evidence(turn, found.start, found.end, found.clause, found.phrase),
            )
        )
    return tuple(deductions)


def _decision(kept: KeptClause, rubric: Rubric, conversation: Conversation, labels: Labels) -> Decision:
    name, own = kept.full_id, kept.own
    turn, found = next(((t, f) for t, f in _findings(conversation) if f.id == name), (0, None))
    status, reason = _MET if found else _unmet(name, conversation)
    evidence = Evidence(turn, found.start, found.end, found.clause, found.phrase) if found else None
    return Decision(
        id=name,
        label=own.title,
        dimension=_dimension(kept, rubric),
        status=status,
        weight=own.weight,
        reason=labels.reasons[reason],
        clause=name,
        evidence=evidence,
        better=next(iter(own.good), None) if status == "missed" else None,
    )


def _unmet(name: str, conversation: Conversation) -> _Verdict:
    if not conversation.turns:
        return "not_judged", "no_call"
    if conversation.grading_failed:
        return "not_judged", "grading_failed"
    if conversation.unanswered:
        return "missed", "unanswered"
    if OWN_ID in conversation.undecided:
        return "not_judged", "element_not_judged"
    held = all(name in reply.own_judged for reply in conversation.graded if not _says_nothing(reply))
    return ("missed", "missed") if held else ("not_judged", "own_late")


def _deduction_reason(turn: int, found: OwnFinding, time: int, conversation: Conversation) -> Reason:
    """Words that already break the standard are not deducted again."""
    if any(
        breach.turn == turn and breach.finding.start < found.end and found.start < breach.finding.end
        for breach in conversation.all_breaches
    ):
        return "same_words"
    return "own_broken" if time <= TIMES else "cap_reached"


def _dimension(kept: KeptClause, rubric: Rubric) -> DimensionId:
    """Its own; where the situation gives that no weight, the weightiest one."""
    if rubric.weights.get(kept.own.dimension):
        return kept.own.dimension
    return max(rubric.weights, key=lambda name: (rubric.weights[name], name))


def _findings(conversation: Conversation) -> Iterator[tuple[int, OwnFinding]]:
    for turn, reply in zip(conversation.trainee_turns, conversation.graded, strict=True):
        yield from ((turn, found) for found in reply.own)


def _says_nothing(reply: GradedReply) -> bool:
    return any(entry.id == EMPTY_ID for entry in reply.not_judged)
