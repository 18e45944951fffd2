"""BM25 over words, characters and sounds."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.keywords import KeywordIndex, Tokenise, characters, sounds, word_tokeniser

TEXTS = ("客户喝醉了，等他平复", "问清停电的范围和时间", "Ａ座 95598 热线")


@pytest.fixture(scope="module")
def tokenise(tmp_path_factory: pytest.TempPathFactory) -> Tokenise:
    return word_tokeniser(tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("喝醉的客户", 0),
        ("停电时间", 1),
        ("95598", 2),
        ("a座", 2),
        ("停店时间", 1),
        ("醉酒", 0),
        ("和最了", 0),
    ],
)
def test_the_text_that_shares_most_comes_first(tokenise: Tokenise, query: str, best: int) -> None:
    assert KeywordIndex(TEXTS, tokenise).scores(query).argmax() == best


@pytest.mark.parametrize("query", ["", "😡😡", "!!!", "xyzzy", "שלום"])
def test_a_query_that_shares_nothing_scores_zero_everywhere(tokenise: Tokenise, query: str) -> None:
    assert KeywordIndex(TEXTS, tokenise).scores(query).tolist() == [0.0, 0.0, 0.0]


def test_an_empty_index_answers_with_no_scores(tokenise: Tokenise) -> None:
    assert KeywordIndex((), tokenise).scores("停电").shape == (0,)


def test_characters_are_marked_so_that_they_are_not_words() -> None:
    assert characters("停电了") == ["#停", "#电", "#了"]


def test_a_slip_of_a_pinyin_keyboard_sounds_the_same() -> None:
    heard = {"停": "ting", "店": "dian", "电": "dian"}
    assert sounds("停店", heard.__getitem__) == ["~ting", "~dian", "~ting ~dian"]
    assert sounds("停店", heard.__getitem__) == sounds("停电", heard.__getitem__)


def test_the_dictionary_cache_stays_in_the_folder_that_was_given(tmp_path: Path) -> None:
    word_tokeniser(tmp_path / "cache")
    assert [file.name for file in (tmp_path / "cache").iterdir()] == ["jieba.cache"]


ANSWERS = (
    "遇醉酒客户避免纠缠，等情绪平复后再办",
    "问清停电范围，是一户还是整栋楼",
    "客户打错电话时礼貌说明并告别",
    "听不清时请客户再讲一遍",
    "登记客户的联系电话并核对",
    "电费有疑问时解释阶梯电价",
)


@pytest.fixture(scope="module")
def index(tokenise: Tokenise) -> KeywordIndex:
    return KeywordIndex(ANSWERS, tokenise)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("最酒客户", 0),
        ("罪酒", 0),
        ("听电范围", 1),
        ("停电饭围", 1),
        ("打措电话", 2),
        ("打错典话", 2),
        ("请再奖一遍", 3),
        ("连系电话合对", 4),
        ("阶剃电价", 5),
    ],
)
def test_a_homophone_leads_to_the_text_that_was_meant(index: KeywordIndex, typed: str, meant: int) -> None:
    assert index.scores(typed).argmax() == meant


@pytest.mark.parametrize(("typed", "exact"), [("听电范围", "停电范围"), ("最酒客户", "醉酒客户")])
def test_the_right_characters_count_more_than_the_sound_alone(
    index: KeywordIndex, typed: str, exact: str
) -> None:
    assert index.scores(exact).max() > index.scores(typed).max()


@pytest.mark.parametrize(
    ("one", "other"),
    [("ABC", "ａｂｃ"), ("95598", "９５５９８"), ("⽤电", "用电")],
)
def test_width_case_and_radicals_make_no_difference(tokenise: Tokenise, one: str, other: str) -> None:
    assert tokenise(one) == tokenise(other) != []


@pytest.mark.parametrize("order", [1, -1])
def test_the_scores_follow_the_order_of_the_texts(tokenise: Tokenise, order: int) -> None:
    scores = KeywordIndex(ANSWERS[::order], tokenise).scores("打错电话")
    assert scores.shape == (len(ANSWERS),)
    assert ANSWERS[::order][int(scores.argmax())] == ANSWERS[2]


def test_a_sentence_mark_between_two_characters_parts_their_sounds(tokenise: Tokenise) -> None:
    assert "~ting ~dian" in tokenise("停电")
    assert "~ting ~dian" not in tokenise("停，电")


def test_a_text_of_nothing_but_marks_is_found_by_nothing_and_hurts_nobody(tokenise: Tokenise) -> None:
    scores = KeywordIndex(("！？……", "停电"), tokenise).scores("停电")
    assert scores[0] == 0 < scores[1]


@given(st.text(max_size=60))
def test_any_query_has_a_finite_score_for_each_text(index: KeywordIndex, query: str) -> None:
    scores = index.scores(query)
    assert scores.shape == (len(ANSWERS),)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()


def test_eight_threads_score_like_one(index: KeywordIndex) -> None:
    queries = [*ANSWERS, "停电", "打错", "", "电话"] * 8
    alone = [index.scores(query).tolist() for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert [scores.tolist() for scores in pool.map(index.scores, queries)] == alone
