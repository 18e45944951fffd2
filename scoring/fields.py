"""Comparing a field of the work order with the truth: the same fact, however it is written."""

import re
from collections.abc import Callable
from functools import cache

from rapidfuzz import fuzz

from scoring.labels import FieldName
from scoring.phrases import normalise, pair_recall
from scoring.times import agree, digits
from scoring.wording import load_wording

SIMILAR = 75
"""Per cent of the expected wording that must be found where a text is compared."""
DESCRIPTION_SHARE = 0.4
"""Share of the expected character pairs that a description in other words must hold."""
STARTED_TOLERANCE = 30
PHONE_DIGITS = 11
_SAME_WORDS = (("幢", "栋"), ("号楼", "栋"), ("座", "栋"), ("号房", "室"), ("门牌", ""))


def same_field(field: FieldName, written: str, expected: str) -> bool:
    """Whether ``written`` says what ``expected`` says."""
    return _COMPARE.get(field, _same_text)(written, expected)


def same_phone(written: str, expected: str) -> bool:
    told, wanted = re.sub(r"\D", "", written), re.sub(r"\D", "", expected)
    return bool(wanted) and told[-PHONE_DIGITS:] == wanted[-PHONE_DIGITS:]


def same_name(written: str, expected: str) -> bool:
    """The family name must agree; given names only where both are given."""
    told, wanted = _untitled(written), _untitled(expected)
    if not told or not wanted:
        return written.strip() == expected.strip()
    return told == wanted or (told[0] == wanted[0] and min(len(told), len(wanted)) == 1)


def _untitled(name: str) -> str:
    bare = name.strip()
    return next((bare.removesuffix(title) for title in _titles() if bare.endswith(title)), bare)


@cache
def _titles() -> tuple[str, ...]:
    return load_wording().titles


def same_address(written: str, expected: str) -> bool:
    """All numbers of the expected address in their order, and most of its words."""
    told, wanted = _plain_address(written), _plain_address(expected)
    numbers = re.findall(r"[0-9]+", wanted)
    names = re.sub(r"[0-9]+", "", wanted)
    in_order = (
        re.search(".*?".join(rf"(?<!\d){number}(?!\d)" for number in numbers), told) if numbers else True
    )
    return bool(in_order) and fuzz.partial_ratio(names, re.sub(r"[0-9]+", "", told)) >= SIMILAR


def same_start(written: str, expected: str) -> bool:
    verdict = agree(written, expected, STARTED_TOLERANCE)
    return _same_text(written, expected) if verdict is None else verdict


def same_time(written: str, expected: str) -> bool:
    verdict = agree(written, expected)
    return _same_text(written, expected) if verdict is None else verdict


def same_description(written: str, expected: str) -> bool:
    """The key facts in whatever words."""
    told, wanted = normalise(written), normalise(expected)
    shared = pair_recall(wanted, told) if len(wanted) > 1 else float(wanted in told)
    return shared >= DESCRIPTION_SHARE


def _same_text(written: str, expected: str) -> bool:
    told, wanted = normalise(written), normalise(expected)
    return bool(told) and (told == wanted or fuzz.ratio(told, wanted) >= SIMILAR or wanted in told)


def _same_choice(written: str, expected: str) -> bool:
    return written == expected


def _plain_address(text: str) -> str:
    plain = digits(text)
    for other, usual in _SAME_WORDS:
        plain = plain.replace(other, usual)
    return normalise(plain)


_COMPARE: dict[FieldName, Callable[[str, str], bool]] = {
    "kind": _same_choice,
    "scope": _same_choice,
    "phone": same_phone,
    "name": same_name,
    "address": same_address,
    "started_at": same_start,
    "promised_time": same_time,
    "description": same_description,
}
