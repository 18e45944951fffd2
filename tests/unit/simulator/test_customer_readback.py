"""Reading back: numbers and names as they are really said."""

from pathlib import Path

import pytest

from personas.catalogue import load_personas
from personas.schema import Fact
from simulator.customer import Instance, instantiate
from simulator.customer.numbers import digits, long_numbers, place_numbers
from simulator.customer.readback import read_back

CATALOGUE = load_personas(Path(__file__).parents[2] / "data" / "personas")
ALL = frozenset({"address", "name", "phone"})


@pytest.fixture
def call() -> Instance:
    scenario = CATALOGUE.scenarios["dark_stairs"]
    instance = instantiate(scenario, CATALOGUE.person_of(scenario), CATALOGUE.pools, 1)
    values = {"address": "锦绣花园3栋2单元501", "name": "王女士", "phone": "14200161234"}
    facts = {name: _with(fact, values.get(name)) for name, fact in scenario.facts.items()}
    return instance.model_copy(update={"scenario": scenario.model_copy(update={"facts": facts})})


def _with(fact: Fact, value: str | None) -> Fact:
    return fact if value is None else fact.model_copy(update={"value": value})


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("幺四二零零", "14200"),
        ("十二栋", "12栋"),
        ("二十三号楼", "23号楼"),
        ("１４２", "142"),
        ("十十", "十十"),
    ],
)
def test_spoken_numbers_become_digits(said: str, written: str) -> None:
    assert digits(said) == written


def test_a_telephone_number_is_found_in_groups_and_in_words() -> None:
    assert long_numbers("是142 0016 1234吗") == ("14200161234",)
    assert long_numbers("一四二零零一六一二三四") == ("14200161234",)
    assert long_numbers("拨打95598") == ()


def test_numbers_of_a_place_go_by_their_unit() -> None:
    assert place_numbers("三栋二单元501室") == {"号楼": "3", "单元": "2", "室": "501"}


@pytest.mark.parametrize(
    "text",
    [
        "电话14200161234对吗", "142-0016-1234", "一四二零零一六一二三四，没错吧",
        "锦绣花园3号楼2单元对吗", "您是在锦绣花园吧", "王女士，对吗", "您姓王",
    ],
)  # fmt: skip
def test_what_is_right_is_taken_as_right(call: Instance, text: str) -> None:
    assert set(read_back(call, ALL, text, confirming=True).values()) == {"right"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("电话14200161235对吗", "phone"),
        ("电话1420016123对吗", "phone"),
        ("锦绣花园4栋2单元501", "address"),
        ("锦绣花园3栋一单元", "address"),
        ("阳光家园3栋2单元", "address"),
        ("黄女士，对吗", "name"),
        ("您姓汪是吧", "name"),
    ],
)
def test_what_is_wrong_is_noticed(call: Instance, text: str, fact: str) -> None:
    assert read_back(call, ALL, text, confirming=True)[fact] == "wrong"


@pytest.mark.parametrize("text", ["", "好的", "一会儿就到", "这位先生", "户号是33了", "😀"])
def test_what_cannot_be_compared_is_no_read_back(call: Instance, text: str) -> None:
    assert read_back(call, ALL, text, confirming=True) == {}


def test_something_untold_is_only_compared_when_he_is_asked_whether_it_is_right(call: Instance) -> None:
    text = "电话14200161235"
    assert read_back(call, frozenset(), text, confirming=False) == {}
    assert read_back(call, frozenset(), text, confirming=True) == {"phone": "wrong"}


def test_being_called_by_a_wrong_name_is_noticed_but_not_the_name_of_somebody_else(call: Instance) -> None:
    assert read_back(call, ALL, "黄女士您先别急", confirming=False) == {"name": "wrong"}
    assert read_back(call, ALL, "王女士您先别急，黄师傅马上到", confirming=False) == {}
    assert read_back(call, frozenset(), "黄女士您先别急", confirming=False) == {}
