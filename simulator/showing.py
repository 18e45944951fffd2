"""From what is kept to what a trainee may see."""

from scoring.results import CoachItem
from simulator.ports import CallScoring, Customers
from simulator.records import StoredCall, StoredTurn
from simulator.views import CallView, TurnView


def call_view(
    call: StoredCall, customers: Customers, scoring: CallScoring | None, form_open: bool
) -> CallView:
    """``scoring`` is for the coach: ``None`` where there is none, or while the grader is loading."""
    open_book = call.hints or call.status == "ended"
    return CallView(
        id=call.id,
        status=call.status,
        card=call.case.card,
        seed=call.seed,
        screen=call.case.screen,
        turns=tuple(_turn(turn, open_book) for turn in call.turns),
        events=call.events,
        mood=call.mood,
        mood_level=customers.mood_level(call.mood),
        work_order=call.work_order,
        form_open=form_open,
        coach=_coach(call, customers, scoring),
        hints=call.hints,
        started_at=call.answered_at or call.created_at,
        ended_at=call.ended_at,
        end_reason=call.end_reason,
    )


def _turn(turn: StoredTurn, open_book: bool) -> TurnView:
    grade = turn.grade if open_book else None
    return TurnView(index=turn.index, role=turn.role, text=turn.text, mood=turn.mood, grade=grade)


def _coach(call: StoredCall, customers: Customers, scoring: CallScoring | None) -> tuple[CoachItem, ...]:
    if scoring is None:
        return ()
    truth = customers.truth(call.case.instance, call.state, call.utterances)
    return scoring.coach.items(call.case.card.situation, call.utterances, call.graded, truth, call.events)
