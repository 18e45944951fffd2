"""Comparing a field of the work order with the truth: the same fact, however it is written."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from rapidfuzz import fuzz

from scoring.labels import FieldName
from scoring.numerals import DIGITS, number
from scoring.phrases import normalise, pair_recall
from scoring.times import agree, digits
from scoring.wording import load_wording

SIMILAR = 75
"""Per cent of the expected wording that must be found where a text is compared."""
DESCRIPTION_SHARE = 0.4
"""Share of the expected character pairs that a description in other words must hold."""
STARTED_TOLERANCE = 30
LOCAL_DIGITS = 7
_SAME_WORDS = (("幢", "栋"), ("号楼", "栋"), ("座", "栋"), ("号房", "室"), ("房", "室"), ("门牌", ""))
_BARE_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百]{2,6}(?![一-龥])")
_NUMBERED = re.compile(r"([0-9]+)(栋|单元|室|组|号|弄)?")
_PLACE = re.compile(
    r"([一-龥]+?)(?:小区|社区|菜市场|市场|花园|家园|新城|新村|大厦|广场|公寓|街道|区|县|镇|乡|村|屯|庄|路|街|巷|道|苑)+"
)
"""A name and the kind of place that it names."""
COMPOUND_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "尉迟", "公孙", "夏侯", "东方")
_FAMILIAR = re.compile(r"[小老]([一-龥])|([一-龥])[总姐哥工叔婶嫂伯爷奶]")
_CREW_WORDS = re.compile("供电|抢修|班组|服务|中心|公司|[班组队所站]")


def same_field(field: FieldName, written: str, expected: str) -> bool:
    """Whether ``written`` says what ``expected`` says."""
    return _COMPARE.get(field, _same_text)(written, expected)


def same_phone(written: str, expected: str) -> bool:
    """The same number however grouped, dictated or prefixed; a local number may leave its area code out."""
    wanted = "".join(_phones(expected)).removeprefix("86")
    right = {wanted, wanted[3:], wanted[4:]} if wanted.startswith("0") else {wanted}
    told = {phone.removeprefix("00").removeprefix("86") for phone in _phones(written)}
    return any(len(phone) >= LOCAL_DIGITS for phone in told & right)


def _phones(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).translate(DIGITS)
    return re.findall(r"[0-9]+", re.sub(r"(?<=[0-9])[ \-()]+(?=[0-9])|[+()]", "", plain))


def same_name(written: str, expected: str) -> bool:
    """The family name must agree; given names only where both are given."""
    told, wanted = _untitled(written), _untitled(expected)
    if not told or not wanted:
        return written.strip() == expected.strip()
    return told == wanted or (
        _surname(told) == _surname(wanted) and (_is_surname(told) or _is_surname(wanted))
    )


def _surname(name: str) -> str:
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def _is_surname(name: str) -> bool:
    return name == _surname(name)


def _untitled(name: str) -> str:
    bare = re.sub(r"\s", "", name).removeprefix("姓")
    familiar = _FAMILIAR.fullmatch(bare)
    if familiar:
        return familiar[1] or familiar[2]
    return next((bare.removesuffix(title) for title in _titles() if bare.endswith(title)), bare)


@cache
def _titles() -> tuple[str, ...]:
    return load_wording().titles


def same_address(written: str, expected: str) -> bool:
    """All numbers of the expected address in their order, none against its own unit, and the place's name."""
    told, wanted = _plain_address(written), _plain_address(expected)
    given, asked = _NUMBERED.findall(told), _NUMBERED.findall(wanted)
    units = {unit: value for value, unit in given if unit}
    against = any(unit and units.get(unit, value) != value for value, unit in asked)
    return (
        not against
        and _in_order([value for value, _ in asked], [value for value, _ in given])
        and (_names_place(told, wanted))
    )


def _in_order(wanted: Sequence[str], told: Sequence[str]) -> bool:
    rest = iter(told)
    return all(value in rest for value in wanted)


def _names_place(told: str, wanted: str) -> bool:
    """Whether the nearest place before the first number is named; its kind (花园, 小区) may be left out."""
    said, name = re.sub(r"[0-9]+", "", told), re.split(r"[0-9]", wanted)[0]
    nearest = _PLACE.sub("", name).strip() or next(iter(_PLACE.findall(name)[::-1]), "")
    if nearest != name.strip():
        return nearest in said
    return not name.strip() or (len(said) >= len(name) - 1 and fuzz.partial_ratio(name, said) >= SIMILAR)


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
    plain = _BARE_NUMERAL.sub(_as_number, digits(unicodedata.normalize("NFKC", text)))
    for other, usual in _SAME_WORDS:
        plain = plain.replace(other, usual)
    return re.sub(r"[^0-9a-z一-龥 ]", " ", plain.lower())


def _as_number(match: re.Match[str]) -> str:
    value = number(match.group())
    return match.group() if value is None else str(value)


def _same_crew(written: str, expected: str) -> bool:
    """The same name, whatever kind of crew or station it is called; 一班 is not 二班."""
    told, wanted = normalise(written), normalise(expected)
    return told in wanted or wanted in told or _CREW_WORDS.sub("", told) == _CREW_WORDS.sub("", wanted)


_COMPARE: dict[FieldName, Callable[[str, str], bool]] = {
    "kind": _same_choice,
    "scope": _same_choice,
    "phone": same_phone,
    "name": same_name,
    "address": same_address,
    "started_at": same_start,
    "promised_time": same_time,
    "description": same_description,
    "dispatch_to": _same_crew,
}
