"""What holds for every call, whatever the trainee says or does."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from personas.catalogue import load_personas
from scoring.schema import Utterance
from simulator.customer import (
    TURN_LIMIT,
    CallState,
    CustomerTurn,
    Instance,
    ScriptedCustomer,
    TraineeTurn,
    fingerprint,
    instantiate,
)

PINNED = "6157077ab67ca85765d397ef5c6f172dff8b6c0ad10292fbf2c96f45b118998d"
ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "data" / "personas"
CATALOGUE = load_personas(FOLDER)
TEXTS = (
    st.sampled_from(
        ["", "嗯", "您好", "请问地址？", "电话14200161234对吗", "锦绣花园3号楼", "😀", "\u202e?", "x" * 500]
    )
    | st.text()
)
ACTIONS = st.sampled_from(
    ["wait_quietly", "start_recording", "transfer_supervisor", "wait_hang_up", "hang_up"]
)
SPEECH = st.builds(
    TraineeTurn,
    text=TEXTS,
    elements=st.frozensets(st.sampled_from(ELEMENTS), max_size=5),
    violations=st.frozensets(st.sampled_from(VIOLATIONS), max_size=2),
)
TURNS = st.lists(SPEECH | st.builds(TraineeTurn, action=ACTIONS), max_size=TURN_LIMIT + 3)
SEEDS = st.integers(min_value=0, max_value=2**63 - 1)
SCENARIOS = st.sampled_from(sorted(CATALOGUE.scenarios))


def prepare(scenario_id: str, seed: int) -> Instance:
    scenario = CATALOGUE.scenarios[scenario_id]
    return instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, seed)


def play(instance: Instance, turns: list[TraineeTurn]) -> list[CustomerTurn]:
    engine = ScriptedCustomer()
    said = [engine.open(instance)]
    for turn in turns:
        said.append(engine.respond(instance, said[-1].state, turn))
    return said


@given(SCENARIOS, SEEDS, TURNS)
@settings(deadline=None, max_examples=150)
def test_the_mood_stays_in_bounds_and_the_ledger_accounts_for_it(
    scenario: str, seed: int, turns: list[TraineeTurn]
) -> None:
    for said in play(prepare(scenario, seed), turns):
        assert -100 <= said.mood <= 100
        assert said.mood == said.state.mood
        assert all(change.amount for change in said.state.ledger)


@given(SCENARIOS, SEEDS, TURNS)
@settings(deadline=None, max_examples=150)
def test_no_utterance_comes_twice_running_and_only_an_ended_call_is_silent(
    scenario: str, seed: int, turns: list[TraineeTurn]
) -> None:
    said = play(prepare(scenario, seed), turns)
    for before, after in pairwise(said):
        assert before.ended or after.text != before.text
        assert after.text or after.ended
        assert not before.ended or (after.text == "" and after.state == before.state)


@given(SCENARIOS, SEEDS, TURNS)
@settings(deadline=None, max_examples=150)
def test_a_fact_that_was_not_told_is_in_no_utterance(
    scenario: str, seed: int, turns: list[TraineeTurn]
) -> None:
    instance = prepare(scenario, seed)
    for said in play(instance, turns):
        for name, fact in instance.scenario.facts.items():
            if name not in said.state.told:
                assert all(telling.rstrip("。！？") not in said.text for telling in fact.tell)


@given(SCENARIOS, SEEDS, TURNS)
@settings(deadline=None, max_examples=100)
def test_the_state_goes_through_json_and_the_call_goes_on_the_same(
    scenario: str, seed: int, turns: list[TraineeTurn]
) -> None:
    instance = prepare(scenario, seed)
    copy = Instance.model_validate_json(instance.model_dump_json())
    assert copy == instance
    engine, state = ScriptedCustomer(), ScriptedCustomer().open(instance).state
    for turn in turns:
        stored = CallState.model_validate_json(state.model_dump_json())
        assert stored == state
        reply = engine.respond(copy, stored, turn)
        assert reply == engine.respond(instance, state, turn)
        state = reply.state


@given(SCENARIOS, SEEDS, SPEECH)
@settings(deadline=None, max_examples=100)
def test_every_call_ends_within_the_limit(scenario: str, seed: int, turn: TraineeTurn) -> None:
    assert play(prepare(scenario, seed), [turn] * TURN_LIMIT)[-1].ended is not None


@given(SCENARIOS, SEEDS, TURNS)
@settings(deadline=None, max_examples=100)
def test_sentences_are_closed_and_no_blank_is_left(
    scenario: str, seed: int, turns: list[TraineeTurn]
) -> None:
    for said in play(prepare(scenario, seed), turns):
        assert "{" not in said.text
        assert not any(pair in said.text for pair in ("。。", "，。", "！。", "？。", "，，"))


SCRIPT = """
import json, sys
from pathlib import Path
from personas.catalogue import load_personas
from simulator.customer import ScriptedCustomer, TraineeTurn, instantiate
catalogue = load_personas(Path(sys.argv[1]))
lines = []
for scenario in catalogue.scenarios.values():
    for seed in range(5):
        instance = instantiate(scenario, catalogue.person_of(scenario), catalogue.pools, seed)
        engine = ScriptedCustomer()
        said = engine.open(instance)
        lines.append(said.text)
        for elements in (["greeting", "soothe", "ask_time"], ["ask_address", "apologise"], ["dispatch"], []):
            turn = TraineeTurn(text="您好", elements=frozenset(elements))
            said = engine.respond(instance, said.state, turn)
            lines.append(said.text)
print(json.dumps([catalogue.fingerprint, lines]))
"""


def test_another_process_with_another_hash_seed_plays_the_same_call() -> None:
    outputs = []
    for hash_seed in ("1", "77"):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", SCRIPT, str(FOLDER)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        outputs.append(json.loads(done.stdout))
    assert outputs[0] == outputs[1]
    assert len(outputs[0][1]) == len(CATALOGUE.scenarios) * 5 * 5


def test_a_call_is_the_same_call_for_all_time() -> None:
    """Changes here mean that recorded calls can no longer be replayed: raise the engine's version."""
    instance = prepare("dark_stairs", 7)
    turns = [
        TraineeTurn(text="您好", elements=frozenset({"greeting", "offer_help"})),
        TraineeTurn(text="您在哪里？", elements=frozenset({"ask_address", "soothe"})),
        TraineeTurn(action="wait_quietly"),
        TraineeTurn(text="烦不烦", violations=frozenset({"impatient"})),
        TraineeTurn(
            text="已派单，半小时到，再见", elements=frozenset({"dispatch", "give_deadline", "closing"})
        ),
    ]
    said = [Utterance(role="customer", text=turn.text) for turn in play(instance, turns)]
    assert fingerprint("dark_stairs", 7, said) == PINNED
