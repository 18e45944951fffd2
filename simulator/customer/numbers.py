"""Numbers as people say and write them, brought into one form for comparing."""

import re
import unicodedata
from typing import Final

from scoring.numerals import DIGITS, number

_SPOKEN: Final = re.compile(r"[零〇一二两三四五六七八九幺十百千]+")
_RUN: Final = re.compile(r"\d[\d\s\-]{5,}\d")
_PLACE: Final = re.compile(r"(\d+)(号楼|号院|栋|幢|单元|室|层|楼|弄|组|号)")
_SAME_UNIT: Final = {"栋": "号楼", "幢": "号楼", "楼": "层"}


def digits(text: str) -> str:
    """The text with every number in Arabic digits: 十二栋 -> 12栋, 幺三八 -> 138."""
    return _SPOKEN.sub(_spoken, unicodedata.normalize("NFKC", text))


def long_numbers(text: str) -> tuple[str, ...]:
    """Numbers of seven digits and more, as telephone and account numbers are."""
    return tuple(re.sub(r"[\s\-]", "", match) for match in _RUN.findall(digits(text)))


def place_numbers(text: str) -> dict[str, str]:
    """Numbers of an address by their unit: ``{"号楼": "3", "单元": "2"}``."""
    return {_SAME_UNIT.get(unit, unit): number for number, unit in _PLACE.findall(digits(text))}


def _spoken(match: re.Match[str]) -> str:
    word = match[0]
    if not set(word) & set("十百千"):
        return word.translate(DIGITS)
    value = number(word)
    return word if value is None else str(value)  # 三十十: not a number, so nothing to compare
