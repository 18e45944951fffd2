"""BM25 over words, characters and sounds."""

from pathlib import Path

import pytest

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
