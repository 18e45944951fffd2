"""Keyword search: BM25 over words, single characters and their sounds.

喝醉 and 醉酒 share no word, but a character; 停店 for 停电 is what a pinyin keyboard makes of a slip.
"""

import logging
import re
import unicodedata
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from knowledge.ports import Scores

Tokenise = Callable[[str], list[str]]
_RUNS: Final = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")


class _Bm25(Protocol):
    def index(self, corpus: list[list[str]], *, show_progress: bool) -> None: ...

    def get_scores(self, query_tokens_single: list[str]) -> Scores: ...


class KeywordIndex:
    """BM25 scores of a fixed list of texts."""

    def __init__(self, texts: Sequence[str], tokenise: Tokenise) -> None:
        self._count = len(texts)
        self._tokenise = tokenise
        self._bm25 = _bm25([tokenise(text) for text in texts])

    def scores(self, query: str) -> Scores:
        """``(len(texts),)`` BM25 scores, 0 where no token is shared."""
        tokens = self._tokenise(query)
        if not tokens or not self._count:
            return np.zeros(self._count, dtype=np.float32)
        return self._bm25.get_scores(tokens)


def word_tokeniser(cache: Path) -> Tokenise:
    """Words by jieba, characters and sounds; jieba keeps its compiled dictionary in ``cache``."""
    cut, sound = _word_cutter(cache), lru_cache(maxsize=None)(_sound)

    def tokenise(text: str) -> list[str]:
        runs = _RUNS.findall(unicodedata.normalize("NFKC", text).lower())
        words = [word for run in runs for word in cut(run)]
        marks = [
            mark for run in runs if not run.isascii() for mark in (*characters(run), *sounds(run, sound))
        ]
        return words + marks

    return tokenise


def characters(run: str) -> list[str]:
    """``停电`` -> ``#停``, ``#电``; marked, so that a word of one character counts apart."""
    return ["#" + char for char in run]


def sounds(run: str, sound: Callable[[str], str]) -> list[str]:
    """``停电`` -> ``~ting``, ``~dian``, ``~ting ~dian``."""
    spoken = ["~" + sound(char) for char in run]
    return spoken + [f"{first} {second}" for first, second in pairwise(spoken)]


def _sound(char: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loads its tables

    return lazy_pinyin(char)[0]


def _word_cutter(cache: Path) -> Callable[[str], list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 has invalid escapes and imports pkg_resources
        import jieba  # noqa: PLC0415 - loads a dictionary
    logging.getLogger("jieba").setLevel(logging.WARNING)
    cache.mkdir(parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(cache)  # its default is a shared folder from which it would load code objects
    tokenizer.initialize()
    return lambda run: list(tokenizer.cut_for_search(run))


def _bm25(corpus: list[list[str]]) -> _Bm25:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import bm25s  # noqa: PLC0415
    bm25: _Bm25 = bm25s.BM25(k1=2.0, b=0.8)
    if corpus:
        bm25.index(corpus, show_progress=False)
    return bm25
