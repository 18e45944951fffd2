"""The customers that come with the product: all of them can be played, well and badly."""

from collections.abc import Iterator

import pytest

from knowledge.vocabulary import ElementId, ViolationId
from personas.catalogue import load_personas
from simulator.customer import (
    CustomerTurn,
    Instance,
    ScriptedCustomer,
    TraineeTurn,
    case_truth,
    instantiate,
)

CATALOGUE = load_personas()
SCENARIOS = sorted(CATALOGUE.scenarios)
SEEDS = (1, 2, 3)
PARTICULARS = {"ask_name", "ask_address", "ask_contact"}
SITUATIONS = ("anxious_outage", "repeat_caller", "angry_complaint", "drunk_visitor", "wrong_number")


def prepare(scenario_id: str, seed: int) -> Instance:
    scenario = CATALOGUE.scenarios[scenario_id]
    return instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, seed)


def play(instance: Instance, turns: Iterator[TraineeTurn]) -> list[CustomerTurn]:
    engine = ScriptedCustomer()
    said = [engine.open(instance)]
    for turn in turns:
        said.append(engine.respond(instance, said[-1].state, turn))
        if said[-1].ended:
            break
    return said


def reply(text: str, *elements: ElementId, bad: tuple[ViolationId, ...] = ()) -> TraineeTurn:
    return TraineeTurn(text=text, elements=frozenset(elements), violations=frozenset(bad))


def perfect(instance: Instance) -> Iterator[TraineeTurn]:
    """Greets, calms, asks for everything, reads back, settles every need, takes leave."""
    scenario = instance.scenario
    yield reply("您好，请问有什么可以帮您？", "greeting", "identify", "offer_help")
    yield reply("您先别着急，真对不起，您慢慢说", "soothe", "apologise", "guide_expression", "backchannel")
    for element in dict.fromkeys(element for fact in scenario.facts.values() for element in fact.answers):
        yield reply("请问具体情况？", element)
    known = "，".join(fact.value for fact in scenario.facts.values())
    yield reply(f"我核对一下：{known}，对吗？", "confirm_record", "backchannel")
    for need in scenario.needs.values():
        yield reply("我这就给您办", need.settled_by[0], "backchannel")
    yield reply("请问还有别的需要吗？", "ask_more")
    yield reply("感谢您的来电，再见", "closing", "thank_customer")


def rude(_: Instance) -> Iterator[TraineeTurn]:
    for _turn in range(10):
        yield reply("你烦不烦？", bad=("rhetorical", "rude"))
        yield reply("等着吧，再见", "closing", bad=("perfunctory",))


def curious(_: Instance) -> Iterator[TraineeTurn]:
    """Listens and asks nothing: only what is volunteered may come out."""
    for _turn in range(12):
        yield reply("嗯，您说", "backchannel")


def test_the_five_customers_have_three_scenarios_each() -> None:
    counts = [sum(item.situation == name for item in CATALOGUE.scenarios.values()) for name in SITUATIONS]
    assert min(counts) >= 3, dict(zip(SITUATIONS, counts, strict=True))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_perfect_trainee_leaves_a_satisfied_customer(scenario: str, seed: int) -> None:
    instance = prepare(scenario, seed)
    said = play(instance, perfect(instance))
    assert said[-1].ended == "satisfied", "\n".join(turn.text for turn in said)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_rude_trainee_does_not(scenario: str, seed: int) -> None:
    instance = prepare(scenario, seed)
    said = play(instance, rude(instance))
    assert said[-1].ended in ("hung_up_angry", "gave_up", "resigned")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_that_waits_to_be_asked_comes_out_by_itself(scenario: str) -> None:
    for seed in range(10):
        instance = prepare(scenario, seed)
        said = play(instance, curious(instance))
        text = "".join(turn.text for turn in said)
        for name, fact in instance.scenario.facts.items():
            if fact.release in ("asked", "calm"):
                assert name not in said[-1].state.told
                if PARTICULARS & set(fact.answers):
                    assert fact.value not in text


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_fact_can_be_found_out_and_the_work_order_follows_from_the_case(scenario: str) -> None:
    instance = prepare(scenario, 1)
    said = play(instance, perfect(instance))
    truth = case_truth(instance, said[-1].state, ())
    assert truth.work_order is not None
    assert "{" not in truth.model_dump_json().replace('{"', "").replace("{}", "")
    telephones = [fact.value for fact in instance.scenario.facts.values() if "ask_contact" in fact.answers]
    assert not truth.work_order.phone or not telephones or truth.work_order.phone in telephones


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_said_reads_as_speech(scenario: str) -> None:
    for seed in range(6):
        instance = prepare(scenario, seed)
        for turn in (*play(instance, perfect(instance)), *play(instance, rude(instance))):
            assert "{" not in turn.text
            assert not any(pair in turn.text for pair in ("。。", "，。", "，，", "！。", "？。", "？，"))
            assert len(turn.text) <= 160
