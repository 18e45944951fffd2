"""Real scenarios behind the port of the use-cases: what is kept of a case is enough to play it."""

import re
from pathlib import Path

import pytest

from knowledge.vocabulary import ElementId, ViolationId
from personas.catalogue import PERSONAS, PersonaCatalogue, load_personas
from scoring.schema import Finding, GradedReply, Utterance
from simulator.bootstrap import SimulatorSettings, build_practice
from simulator.casting import INSTANCE, Casting, load_casting
from simulator.customer import CallState, CustomerTurn, Instance, ScriptedCustomer, TraineeTurn, instantiate
from simulator.errors import GraderNotReady, UnknownScenario
from simulator.ports import CallScoring

SCENARIOS = sorted(file.stem for file in (PERSONAS / "scenarios").glob("*.yaml"))


@pytest.fixture(scope="module")
def personas() -> PersonaCatalogue:
    return load_personas()


@pytest.fixture(scope="module")
def casting() -> Casting:
    return load_casting()


def graded(*elements: ElementId) -> GradedReply:
    found = (
        Finding[ElementId](id=name, score=1, start=0, end=2, text="您好", clause="a.b") for name in elements
    )
    return GradedReply(id="1", elements=tuple(found))


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_an_instance_comes_back_from_its_snapshot_as_it_was(
    scenario_id: str, personas: PersonaCatalogue, casting: Casting
) -> None:
    scenario = personas.scenarios[scenario_id]
    drawn = instantiate(scenario, personas.people[scenario.person], personas.pools, 11)
    snapshot = casting.prepare(scenario_id, 11)
    assert INSTANCE.validate_json(snapshot.instance) == drawn
    assert snapshot.screen == drawn.scenario.case.screen
    assert snapshot.content == personas.fingerprint


@pytest.mark.parametrize("scenario_id", SCENARIOS)
def test_the_same_case_is_played_the_same_way_from_its_snapshot(
    scenario_id: str, personas: PersonaCatalogue, casting: Casting
) -> None:
    case = casting.prepare(scenario_id, 11)
    other = Casting(personas, casting.names, ScriptedCustomer())
    assert other.prepare(scenario_id, 11) == case
    line = casting.open(case.instance)
    assert other.open(case.instance) == line
    assert line.text
    for reply in (graded("greeting"), graded("ask_address", "ask_name"), graded()):
        before = line.state
        line = casting.respond(case.instance, before, "嗯", reply, None)
        assert other.respond(case.instance, before, "嗯", reply, None) == line


def test_a_call_goes_on_after_its_scenario_was_taken_away(casting: Casting) -> None:
    case = casting.prepare(SCENARIOS[0], 11)
    emptied = Casting(PersonaCatalogue({}, {}, {}), casting.names, ScriptedCustomer())
    line = emptied.open(case.instance)
    assert line == casting.open(case.instance)
    reply = graded("greeting")
    answer = emptied.respond(case.instance, line.state, "您好", reply, None)
    assert answer == casting.respond(case.instance, line.state, "您好", reply, None)


class Listener(ScriptedCustomer):
    """A customer that remembers what reached him."""

    def __init__(self) -> None:
        self.heard: list[TraineeTurn] = []

    def respond(self, instance: Instance, state: CallState, turn: TraineeTurn) -> CustomerTurn:
        self.heard.append(turn)
        return super().respond(instance, state, turn)


def test_the_customer_hears_what_the_grader_found(personas: PersonaCatalogue, casting: Casting) -> None:
    listener = Listener()
    desk = Casting(personas, casting.names, listener)
    case = desk.prepare(SCENARIOS[0], 11)
    state = desk.open(case.instance).state
    rude = Finding[ViolationId](id="rude", score=1, start=0, end=1, text="滚", clause="a.b")
    reply = graded("greeting").model_copy(update={"violations": (rude,)})
    desk.respond(case.instance, state, "您好，滚", reply, None)
    desk.respond(case.instance, state, "", None, "wait_quietly")
    assert listener.heard == [
        TraineeTurn(text="您好，滚", elements=frozenset({"greeting"}), violations=frozenset({"rude"})),
        TraineeTurn(action="wait_quietly"),
    ]


def test_the_truth_of_a_case_can_be_told_from_what_is_kept(casting: Casting) -> None:
    case = casting.prepare(SCENARIOS[0], 11)
    line = casting.open(case.instance)
    truth = casting.truth(case.instance, line.state, [Utterance(role="customer", text=line.text)])
    assert truth.work_order is not None
    assert truth.facts


def test_every_scenario_has_a_card_with_the_name_of_its_situation(
    personas: PersonaCatalogue, casting: Casting
) -> None:
    cards = casting.cards()
    assert [card.id for card in cards] == SCENARIOS
    assert all(card.situation_name and card.person_name and card.title for card in cards)


def test_a_mistyped_scenario_names_what_was_meant(casting: Casting) -> None:
    known = SCENARIOS[0]
    with pytest.raises(UnknownScenario) as unknown:
        casting.prepare(known[:-2], 1)
    assert known in unknown.value.near
    with pytest.raises(UnknownScenario, match="simulator list"):
        casting.prepare("////", 1)


def test_a_practice_is_built_from_the_settings(tmp_path: Path) -> None:
    def loading() -> CallScoring:
        raise GraderNotReady

    settings = SimulatorSettings(data_dir=tmp_path / "data", database_url="")
    practice = build_practice(settings, loading)
    call = practice.start("guest", SCENARIOS[0])
    assert practice.answer("guest", call.id).turns
    assert re.fullmatch(r"[\w-]{20,}", call.id)
    again = build_practice(settings, loading)  # a second start on the same data
    assert [line.id for line in again.recent("guest")] == [call.id]
    assert (tmp_path / "data" / "trainer.db").is_file()


def test_the_database_can_be_named_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    assert SimulatorSettings().database == f"sqlite:///{tmp_path}/other.db"
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert SimulatorSettings().database == tmp_path / "trainer.db"
