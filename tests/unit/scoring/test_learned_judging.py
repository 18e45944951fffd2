"""From what the models see to labels, and to the words that stand behind them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.detection.learned.combination import HEEDED, Blend, Combination
from scoring.detection.learned.evidence import evidence
from scoring.detection.learned.labels import ELEMENTS, LABELS, PLACE
from scoring.detection.learned.reading import read
from scoring.detection.learned.recogniser import Sight
from scoring.detection.learned.training.calibrate import Opinions, calibrate

LOW = -6.0


def seen(reply: str, label: str, odds: dict[int, float], words: tuple[int, ...] = ()) -> Sight:
    """A sight in which ``label`` has these log odds at these places and hardly any elsewhere."""
    reading = read(reply)
    places = np.full((len(reading.text), len(LABELS)), LOW, dtype=np.float32)
    for place, value in odds.items():
        places[place, PLACE[label]] = value
    nothing = np.zeros(len(LABELS), dtype=np.float32)
    return Sight(reading, nothing, nothing, places, words or (0,) * len(reading.text), len(reply))


def words_of(reply: str, label: str, odds: dict[int, float], words: tuple[int, ...] = ()) -> str:
    start, end = evidence(seen(reply, label, odds, words), label, None)
    return reply[start:end]


def test_the_words_are_those_around_the_clearest_place() -> None:
    assert words_of("您先别急，地址在哪", "soothe", {0: 2, 1: 3, 2: 3, 3: 2}) == "您先别急"


def test_a_small_gap_does_not_cut_an_act_in_two() -> None:
    odds = {2: 3.0, 3: 3.0, 6: 3.0, 7: 3.0}
    assert words_of("那么请您讲一下地址我好派师傅过来看看是哪里坏了", "ask_address", odds) == "请您讲一下地"


def test_no_word_and_no_number_is_cut() -> None:
    long = "我们这边是九号线路的工号3321号话务员今天由我来帮您查"
    assert words_of(long, "identify", {14: 3, 15: 3}) == "3321"
    assert words_of("请问一下您的地址", "ask_address", {6: 3}, words=(1, 1, 2, 2, 3, 3, 4, 4)) == "地址"


def test_a_clause_that_is_done_for_a_good_part_is_quoted_whole_and_no_scrap_of_the_next() -> None:
    assert words_of("饭就不吃了，谢谢您的好意", "thank_customer", {4: 2, 6: 3, 7: 3, 8: 3}) == "谢谢您的好意"
    assert words_of("您先别急，慢慢说", "soothe", dict.fromkeys(range(0, 8), 3.0)) == "您先别急，慢慢说"


def test_punctuation_and_pictures_are_left_out() -> None:
    assert words_of("😀您放心！", "soothe", dict.fromkeys(range(5), 3.0)) == "您放心"


def test_where_nothing_is_seen_the_rule_speaks_and_else_the_clause() -> None:
    reply = "您先别急，地址在哪"
    sight = seen(reply, "ask_address", {6: -2.0})
    assert evidence(sight, "ask_address", (5, 7)) == (5, 7)
    start, end = evidence(sight, "ask_address", None)
    assert reply[start:end] == "地址在哪"


def test_no_answer_is_said_of_the_whole_reply() -> None:
    assert evidence(seen("今天天气真好", "no_reply", {}), "no_reply", None) == (0, 6)


@given(st.text(min_size=1, max_size=40), st.data())
def test_evidence_is_a_stretch_of_the_reply(reply: str, data: st.DataObject) -> None:
    length = len(read(reply).text)
    odds = data.draw(st.dictionaries(st.integers(0, max(0, length - 1)), st.floats(-5, 5))) if length else {}
    start, end = evidence(seen(reply, "soothe", odds), "soothe", None)
    assert 0 <= start < end <= len(reply)


def opinions(truth: np.ndarray, network: np.ndarray, rules: np.ndarray | None = None) -> Opinions:
    nothing = np.zeros_like(network)
    return Opinions(network, nothing, nothing if rules is None else rules, truth)


@pytest.fixture(scope="module")
def truth() -> np.ndarray:
    return np.random.default_rng(5).random((400, len(LABELS))) < 0.2


def test_a_model_that_is_right_is_believed(truth: np.ndarray) -> None:
    combination = calibrate(opinions(truth, np.where(truth, 3.0, -3.0).astype(np.float32)))
    zeros = np.zeros(len(LABELS), dtype=np.float32)
    likely = combination.probabilities(zeros + 3, zeros, zeros)
    unlikely = combination.probabilities(zeros - 3, zeros, zeros)
    assert (likely >= combination.thresholds).all()
    assert (unlikely < combination.thresholds).all()


def test_only_rules_that_add_something_are_heeded(truth: np.ndarray) -> None:
    blind = np.zeros(truth.shape, dtype=np.float32)
    rules = np.zeros(truth.shape, dtype=np.float32)
    known = PLACE["rude"]
    rules[:, known] = truth[:, known]
    assert calibrate(opinions(truth, blind, rules)).heeded == {"rude"}


def test_a_combination_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("model") / "combination.json"
    blends = tuple(Blend(0.5, 0.4, HEEDED + n, -0.1 * n, 0.3) for n in range(len(LABELS)))
    Combination(blends).save(file)
    assert Combination.load(file) == Combination(blends)


def test_elements_come_before_violations() -> None:
    assert LABELS[: len(ELEMENTS)] == ELEMENTS
    assert len(set(LABELS)) == len(LABELS) == 53
