import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.schema import Clause
from scoring.adherence import Adherence
from scoring.phrases import RequiredPhrase, has_open_blank
from scoring.wording import load_wording
from tests.unit.scoring.scoring_fakes import BigramEncoder, make_clause

CALM = make_clause("calm", phrases=["您先别急, 我们会尽力为您解决"], semantic_elements=["安抚", "尽力解决"])
ETA = make_clause(
    "eta",
    phrases=["这个故障正在处理中, 预计还要××时间就可以恢复正常了, 请耐心等候。"],
    semantic_elements=["正在处理", "预计时间", "请等候"],
)
RULE = make_clause(
    "rule",
    phrases=["真是抱歉, 根据现有的××规定, 我们还无法提供您所期望的服务, 请您谅解"],
    semantic_elements=["致歉", "具体规定", "暂无法提供", "请谅解"],
)
OPENING = make_clause("opening", phrases=["请问您是××先生/女士吗?"])
WORDING = load_wording()


def adherence(words: str, clause: Clause = CALM) -> float:
    match = Adherence(BigramEncoder()).measure(words, 0, len(words), clause)
    assert match is not None
    return match.adherence


def test_there_is_none_where_the_clause_prescribes_no_wording() -> None:
    assert Adherence(BigramEncoder()).measure("您好", 0, 2, make_clause("bare")) is None


@pytest.mark.parametrize(
    "words", ["您先别急, 我们会尽力为您解决", "您先别急，我们会尽力为您解决。", "您先别急我们会尽力为您解决"]
)
def test_the_phrase_itself_is_full_whatever_the_punctuation(words: str) -> None:
    assert adherence(words) == 1.0


def test_a_phrase_said_in_full_counts_where_only_a_part_was_the_finding() -> None:
    reply = "您好，您先别急，我们会尽力为您解决。"
    match = Adherence(BigramEncoder()).measure(reply, 3, 7, CALM)
    assert match is not None
    assert match.adherence == 1.0


def test_paraphrases_stand_in_order_between_the_phrase_and_something_else() -> None:
    close = adherence("您先别着急，我们一定尽力帮您解决")
    loose = adherence("您别着急，我看看")
    unrelated = adherence("请问您的地址")
    assert 1.0 > close > loose > unrelated
    assert unrelated < 0.1


def test_a_blank_read_out_is_low_and_a_filled_one_is_full() -> None:
    read_out = adherence("这个故障正在处理中，预计还要××时间就可以恢复正常了，请耐心等候。", ETA)
    filled = adherence("这个故障正在处理中，预计还要四十分钟时间就可以恢复正常了，请耐心等候。", ETA)
    assert (filled, read_out <= 0.35) == (1.0, True)


def test_a_paraphrase_with_a_number_beats_one_without() -> None:
    with_time = adherence("正在处理，预计还要四十分钟就恢复了，请耐心等候", ETA)
    without = adherence("正在处理，预计还要一会儿就恢复了，请耐心等候", ETA)
    assert with_time > without


def test_a_rule_must_be_named() -> None:
    named = "真是抱歉，根据现有的过户规定，我们还无法提供您所期望的服务，请您谅解"
    unnamed = "真是抱歉，根据现有的规定，我们还无法提供您所期望的服务，请您谅解"
    assert adherence(named, RULE) == 1.0 > adherence(unnamed, RULE)


@pytest.mark.parametrize("words", ["请问您是王先生吗？", "请问您是李女士吗", "请问您是孙师傅吗？"])
def test_either_title_with_a_name_fills_the_blank(words: str) -> None:
    assert adherence(words, OPENING) == 1.0


@pytest.mark.parametrize(
    ("reply", "end", "phrase"),
    [
        ("是，您接着说", 1, "是"),
        ("对对，我听着呢", 2, "对"),
        ("好的，您接着说", 2, None),
        ("明白，您是哪个小区的？", 2, None),
    ],
)
def test_a_single_word_is_either_said_or_not_compared(reply: str, end: int, phrase: str | None) -> None:
    nod = make_clause("nod", phrases=["是", "对"], semantic_elements=["短应声：是/对/嗯/好的/我明白"])
    match = Adherence(BigramEncoder()).measure(reply, 0, end, nod)
    assert (match.phrase, match.adherence) == (phrase, 1.0) if match else phrase is None


def test_a_word_that_was_not_said_leaves_the_longer_phrases_to_compare() -> None:
    nod = make_clause("nod", phrases=["是", "我明白您的意思"])
    match = Adherence(BigramEncoder()).measure("我明白您意思", 0, 6, nod)
    assert match is not None
    assert match.phrase == "我明白您的意思"
    assert 0.4 < match.adherence < 1.0


def test_the_closest_of_several_phrases_is_named() -> None:
    both = make_clause("both", phrases=["请您理解和支持。", "您先别急, 我们会尽力为您解决"])
    match = Adherence(BigramEncoder()).measure("您先别急，我们会尽力解决", 0, 12, both)
    assert match is not None
    assert match.phrase.startswith("您先别急")


@pytest.mark.parametrize(
    ("words", "is_open"), [("在×天内", True), ("XX先生", True), ("四天内", False), ("5x", False)]
)
def test_open_blanks_are_seen(words: str, is_open: bool) -> None:
    assert has_open_blank(words) is is_open


def test_a_phrase_without_blanks_is_always_filled() -> None:
    assert RequiredPhrase("您先别急", WORDING).filled("") == 1.0


@given(st.text(max_size=80))
def test_adherence_stays_between_nothing_and_full(words: str) -> None:
    for clause in (CALM, ETA, RULE, OPENING):
        assert 0.0 <= adherence(words, clause) <= 1.0
