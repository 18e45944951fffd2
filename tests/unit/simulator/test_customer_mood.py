"""Feelings: bounded, with momentum, and every change accounted for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vocabulary import ELEMENTS, VIOLATIONS, ElementId, ViolationId
from personas.catalogue import load_personas
from personas.schema import MoodReason, Person
from simulator.customer import CallState, mood_level
from simulator.customer.mood import feel, upset

NEIGHBOUR = load_personas(Path(__file__).parents[2] / "data" / "personas").people["neighbour"]


def after(
    state: CallState,
    *elements: ElementId,
    bad: tuple[ViolationId, ...] = (),
    reasons: dict[MoodReason, int] | None = None,
    person: Person = NEIGHBOUR,
) -> CallState:
    return feel(state, person, elements, bad, reasons or {})


def tempered(**changes: float) -> Person:
    temperament = NEIGHBOUR.temperament.model_copy(update=changes)
    return NEIGHBOUR.model_copy(update={"temperament": temperament})


def test_kind_words_lift_the_mood() -> None:
    assert after(CallState(mood=-20), "soothe").mood == -8


def test_what_a_person_likes_or_dislikes_overrides_the_table() -> None:
    assert after(CallState(mood=0), bad=("command",)).mood == -30


def test_an_apology_does_not_undo_an_insult() -> None:
    insulted = after(CallState(mood=0), bad=("rude",))
    assert after(insulted, "apologise", "soothe").mood < -20


def test_an_insult_halves_kind_words_for_some_turns_and_then_wears_off() -> None:
    state = after(CallState(mood=0), bad=("rude",))
    first = after(state, "soothe").mood - state.mood
    for _ in range(3):
        state = after(state)
    assert after(state, "soothe").mood - state.mood == 2 * first


def test_the_same_apology_wears_out_and_then_annoys() -> None:
    state, changes = CallState(mood=0), []
    for _ in range(4):
        told = after(state, "apologise")
        changes.append(told.mood - state.mood)
        state = told
    assert changes == [8, 4, 2, -4]


def test_one_reply_cannot_win_everything() -> None:
    every = after(CallState(mood=0), *(item for item in ELEMENTS if item != "notify_recording"))
    assert every.mood <= 25


@pytest.mark.parametrize(("reason", "amount"), [("broken_promise", -8), ("repeated_question", -4)])
def test_broken_promises_and_repeated_questions_weigh(reason: MoodReason, amount: int) -> None:
    assert after(CallState(mood=0), reasons={reason: 1}).mood == amount


def test_sensitivity_and_forgiveness_scale_each_their_own_side() -> None:
    thin_skinned, kind = tempered(sensitivity=2.0), tempered(forgiveness=1.5)
    assert after(CallState(mood=0), bad=("refuse",), person=thin_skinned).mood == -32
    assert after(CallState(mood=0), "apologise", person=kind).mood == 12


@pytest.mark.parametrize(
    ("mood", "level"),
    [(-100, "furious"), (-60, "furious"), (-59, "upset"), (-24, "uneasy"), (6, "calm"), (46, "pleased")],
)
def test_the_scale_is_shown_in_five_steps(mood: int, level: str) -> None:
    assert mood_level(mood) == level
    assert upset(mood) == (level in ("furious", "upset"))


@given(
    st.integers(-100, 100),
    st.lists(st.sampled_from(ELEMENTS), unique=True, max_size=8),
    st.lists(st.sampled_from(VIOLATIONS), unique=True, max_size=4),
)
def test_the_ledger_adds_up_to_the_change(
    mood: int, elements: list[ElementId], bad: list[ViolationId]
) -> None:
    state = after(CallState(mood=mood), *elements, bad=tuple(bad))
    change = sum(entry.amount for entry in state.ledger)
    assert state.mood == max(-100, min(100, mood + change))
    assert {entry.reason.split(":")[1] for entry in state.ledger} <= {*elements, *bad}
