"""Times as people write them: ``晚上七点半``, ``19:30``, ``半小时前``, ``2个工作日``."""

import re
from dataclasses import dataclass
from typing import Literal

from scoring.numerals import number

TimeKind = Literal["clock", "span"]
_UNIT_MINUTES = {"分钟": 1, "小时": 60, "钟头": 60, "工作日": 1440, "天": 1440, "日": 1440}
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[点时](?P<rest>半|一刻|三刻|[0-9]{1,2})?|[:：](?P<minute>[0-9]{2}))"
)
_SPAN = re.compile(
    r"(?P<half>半)个?(?P<half_unit>小时|钟头|天)|(?P<count>[0-9]{1,6})个?(?P<and_half>半)?(?P<unit>分钟|小时|钟头|工作日|天|日)"
)
_NUMERAL = re.compile(
    r"[零一二两三四五六七八九十百]{1,6}(?=个?半?(?:点|时|分|小时|钟头|工作日|天|日|号|栋|幢|单元|楼|室|组|弄))"
    r"|(?<=点)[零一二三四五六七八九十]{1,3}(?!刻)"
)
_PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45}


@dataclass(frozen=True)
class Moment:
    """``clock``: minutes after 0 or 12 o'clock; ``span``: a length in minutes."""

    kind: TimeKind
    minutes: int


def times_in(text: str) -> tuple[Moment, ...]:
    """Every time that ``text`` names, in order."""
    plain = digits(text)
    found = [(match.start(), _clock(match)) for match in _CLOCK.finditer(plain)]
    found += [(match.start(), _span(match)) for match in _SPAN.finditer(plain)]
    return tuple(moment for _, moment in sorted(found, key=lambda item: item[0]))


def digits(text: str) -> str:
    """Chinese numerals before a unit as digits: ``七点半`` becomes ``7点半``."""
    return _NUMERAL.sub(lambda match: _number(match.group()), text)


def agree(written: str, expected: str, tolerance: int = 0) -> bool | None:
    """Whether a time of ``written`` is within ``tolerance`` minutes of one of ``expected``.

    ``None`` where the two name no times that can be compared.
    """
    pairs = [(a, b) for a in times_in(written) for b in times_in(expected) if a.kind == b.kind]
    return any(abs(a.minutes - b.minutes) <= tolerance for a, b in pairs) if pairs else None


def _clock(match: re.Match[str]) -> Moment:
    rest = match["minute"] or match["rest"] or "0"
    minutes = _PARTS_OF_HOUR.get(rest) if rest in _PARTS_OF_HOUR else int(rest)
    return Moment("clock", (int(match["hour"]) % 12) * 60 + (minutes or 0))


def _span(match: re.Match[str]) -> Moment:
    if match["half"]:
        return Moment("span", _UNIT_MINUTES[match["half_unit"]] // 2)
    unit = _UNIT_MINUTES[match["unit"]]
    return Moment("span", int(match["count"]) * unit + (unit // 2 if match["and_half"] else 0))


def _number(numeral: str) -> str:
    value = number(numeral)
    return numeral if value is None else str(value)
