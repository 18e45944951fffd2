"""Times as people write them: ``晚上七点半``, ``19:30``, ``半小时前``, ``2个工作日``."""

import re
from dataclasses import dataclass
from typing import Literal

from scoring.numerals import number

TimeKind = Literal["clock", "span"]
Half = Literal["am", "pm"]
HALF_DAY, DAY, WEEK = 720, 1440, 7 * 1440
_UNIT_MINUTES = {
    "刻钟": 15, "分钟": 1, "小时": 60, "钟头": 60, "工作日": DAY, "天": DAY, "日": DAY,
    "星期": WEEK, "礼拜": WEEK, "周": WEEK,
}  # fmt: skip
_UNITS = "|".join(_UNIT_MINUTES)
_MORNING, _EVENING = "凌晨|清晨|早上|早晨|上午|今早|一早|早", "下午|傍晚|晚上|今晚|昨晚|晚"
_SMALL_HOURS = 5
"""``晚上一点`` is after midnight."""
_CLOCK = re.compile(
    rf"(?:(?P<am>{_MORNING})|(?P<pm>{_EVENING}))?"
    r"(?P<hour>[0-9]{1,2})(?:[点时](?P<rest>半|一刻|三刻|[0-9]{1,2})?|[:：](?P<minute>[0-9]{2}))"
)
_SPAN = re.compile(
    r"(?P<half>半)个?(?P<half_unit>小时|钟头|天)"
    # a day after a month is a date
    rf"|(?<![0-9月.])(?P<count>[0-9]{{1,6}}(?:\.[0-9]{{1,2}})?)个?(?P<and_half>半)?(?P<unit>{_UNITS})(?P<then_half>半)?"
    r"(?:零?(?P<rest>[0-9]{1,2})分钟?)?"
)
_EITHER = re.compile(rf"([一二两三四五六七八九])([二三四五六七八九])(十?个?(?:{_UNITS}))")
"""``两三天`` is two days or three."""
_ABOUT = re.compile(r"(?<=[十百])[来多几](?=个?(?:分钟|小时|天))")
_NO_TIME = re.compile(
    r"[差有快早慢晚多少大小好这那]一点(?![半钟一二三四五0-9])|一点(?=[都也儿点不没])|第[一二三四五六七八九十]+天|[每前哪]一?天|一天(?:到晚|天)"
)
"""Words of time that name none: ``快一点``, ``一点都不``, ``一天到晚``."""

_NUMERAL = re.compile(
    r"[零一二两三四五六七八九十百]{1,6}(?=个?半?(?:点|时|分|刻钟|小时|钟头|工作日|天|日|周|星期|礼拜|号|栋|幢|单元|楼|室|组|弄))"
    r"|(?<=点)[零一二三四五六七八九十]{1,3}(?!刻)"
)
_PARTS_OF_HOUR = {"半": 30, "一刻": 15, "三刻": 45}


@dataclass(frozen=True)
class Moment:
    """``clock``: minutes after 0 or 12 o'clock, ``half`` which of the two, where it is known.

    ``span``: a length in minutes.
    """

    kind: TimeKind
    minutes: int
    half: Half | None = None

    def apart(self, other: "Moment") -> int:
        """Minutes between the two; clock times go round, and an unsaid half of the day may be either."""
        if self.kind == "span":
            return abs(self.minutes - other.minutes)
        known = self.half is not None and other.half is not None
        shift = HALF_DAY if known and self.half != other.half else 0
        turn = DAY if known else HALF_DAY
        away = abs(self.minutes + shift - other.minutes) % turn
        return min(away, turn - away)


def times_in(text: str) -> tuple[Moment, ...]:
    """Every time that ``text`` names, in order."""
    plain = digits(_ABOUT.sub("", _EITHER.sub(r"\1\3、\2\3", _NO_TIME.sub("、", text))))
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
    return any(a.apart(b) <= tolerance for a, b in pairs) if pairs else None


def _clock(match: re.Match[str]) -> Moment:
    rest = match["minute"] or match["rest"] or "0"
    minutes = _PARTS_OF_HOUR.get(rest) if rest in _PARTS_OF_HOUR else int(rest)
    hour = int(match["hour"])
    return Moment("clock", (hour % 12) * 60 + (minutes or 0), _half(match, hour))


def _half(match: re.Match[str], hour: int) -> Half | None:
    """``None`` at twelve, which people call both, and where neither word nor number tells."""
    if hour == 12:
        return None
    if hour > 12:
        return "pm"
    if match["am"] or hour == 0:
        return "am"
    after_midnight = hour < _SMALL_HOURS and match["pm"] != "下午"
    return "pm" if match["pm"] and not after_midnight else None


def _span(match: re.Match[str]) -> Moment:
    if match["half"]:
        return Moment("span", _UNIT_MINUTES[match["half_unit"]] // 2)
    unit = _UNIT_MINUTES[match["unit"]]
    halves = unit // 2 if match["and_half"] or match["then_half"] else 0
    return Moment("span", round(float(match["count"]) * unit) + halves + int(match["rest"] or 0))


def _number(numeral: str) -> str:
    value = number(numeral)
    return numeral if value is None else str(value)
