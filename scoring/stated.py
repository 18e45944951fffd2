"""Deadlines that the trainee states: how long, and for which step."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from scoring.numerals import DIGITS
from scoring.times import DAY, digits

Step = Literal["reply", "contact", "forward", "settled", "dispatch"]
"""``settled``: the answer counted from the day on which the matter is settled."""
_PURPOSES: Final[tuple[tuple[Step, re.Pattern[str]], ...]] = (
    ("forward", re.compile(r"转(?:给|到|交|办|过去|达)|派(?:给|发|到)|交(?:给|到)")),
    ("contact", re.compile(r"联系|回电|致电|(?:打|来)(?:个)?电话|找您核实|核实")),
    ("reply", re.compile(r"答复|回复|结果|办结|处理(?:完|好)|回话|反馈|回音|准信|说法|交代")),
)
_SETTLED: Final = re.compile(r"(?:办|处理|查|核实|解决)(?:完|结|好|清楚)[^，。]{0,4}(?:后|之后|以后|了)")
_DISPATCH: Final = re.compile(r"^(?:之内|以内|内|里)?[^，。！？ 到来没]{0,5}(?:派单|派出|派工|下单)")
"""Said right after the time: a time after it is that of the crew's arrival."""
_SUPPOSED: Final = re.compile(r"如果|要是|假如|万一|的话")
_TEST: Final = re.compile(
    r"(?:核|查|测|校|验)[^，。]{0,3}表|理赔|赔偿|核损|保险|验表|校表|校验|检定|检测|鉴定|出(?:检|校)?[^，。]{0,3}报告|退费|退款|到账"
)
"""Steps of others, with deadlines of their own."""
_SENTENCE: Final = re.compile(r"[^。！？!?；;\n]+[？?]?")
_UNITS: Final = {
    "小时": 60, "钟头": 60, "分钟": 1, "个工作日": DAY, "工作日": DAY, "天": DAY, "日": DAY,
    "周": 7 * DAY, "星期": 7 * DAY, "礼拜": 7 * DAY, "个月": 30 * DAY,
}  # fmt: skip
_WORKING_WEEK: Final = 5 * DAY
_SPAN: Final = re.compile(
    r"(?<![0-9月.号])(?:(?P<low>[0-9]{1,3})(?:个)?(?:到|至|~|-|—)+)?(?P<count>[0-9]{1,3}|半)(?:个)?"
    r"(?P<unit>小时|钟头|分钟|个?工作日|天|日(?!期)|周|星期|礼拜|个月)(?!前|以前|之前|了|没|都|来(?!给)|多前)"
)
_BEFORE: Final = re.compile(r"(?:不是|没有|不用|等了?|停了?|拖了?|过了?|已经|第|每|前|这|那|哪|了)$")
_LOW: Final = re.compile(r"[一二三四五六七八九](?=[到至~—-]个?[0-9]|个月)")
_ASKED: Final = re.compile(
    r"(?<!好)(?<!行)(?<!可以)(?:吗|么)[？?]?$|(?<![好行以]吗)(?<!好不好)(?<!行不行)[？?]$"
)
"""A question, but not a request for consent (``四天答复您，好吗？``)."""
_PAIR: Final = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])(?=个?(?:天|工作日|日))")
REACH: Final = 24
"""Characters within which a step belongs to a time."""


@dataclass(frozen=True)
class Deadline:
    """``low`` to ``high`` minutes for ``step``; ``start`` and ``end`` are the sentence that says so."""

    step: Step
    low: int
    high: int
    start: int
    end: int

    def holds(self, minutes: int) -> bool:
        return self.low <= minutes <= self.high


def deadlines_in(text: str) -> tuple[Deadline, ...]:
    """Every deadline that ``text`` states, in order; a question, a past span or a date states none."""
    return tuple(
        deadline
        for sentence in _SENTENCE.finditer(text)
        if not _ASKED.search(sentence.group())
        for deadline in _in_sentence(sentence)
    )


def _in_sentence(sentence: re.Match[str]) -> Iterator[Deadline]:
    plain = _LOW.sub(_digit, digits(_PAIR.sub(r"\1到\2", sentence.group()).replace("两", "二")))
    if _TEST.search(plain):
        return
    spans = [match for match in _SPAN.finditer(plain) if not _BEFORE.search(plain[: match.start()])]
    for index, span in enumerate(spans):
        end = spans[index + 1].start() if index + 1 < len(spans) else len(plain)
        start = spans[index - 1].end() if index else 0
        step = _step(plain[span.end() : min(end, span.end() + REACH)], plain[start : span.start()])
        if step is not None:
            yield Deadline(step, *_range(span), sentence.start(), sentence.end())


def _step(after: str, before: str) -> Step | None:
    """What is named next after the time; else what was named last before it."""
    if _DISPATCH.search(after):
        return None if _SUPPOSED.search(before) else "dispatch"
    named = _first(after) or _last(before)
    return "settled" if named == "reply" and _SETTLED.search(before) else named


def _first(words: str) -> Step | None:
    found = [(match.start(), step) for step, sign in _PURPOSES if (match := sign.search(words))]
    return min(found)[1] if found else None


def _last(words: str) -> Step | None:
    found = [(match.start(), step) for step, sign in _PURPOSES for match in sign.finditer(words)]
    return max(found)[1] if found else None


def _digit(numeral: re.Match[str]) -> str:
    return numeral.group().translate(DIGITS)


def _range(span: re.Match[str]) -> tuple[int, int]:
    unit = span["unit"]
    minutes = _UNITS[unit]
    high = minutes // 2 if span["count"] == "半" else int(span["count"]) * minutes
    low = int(span["low"]) * minutes if span["low"] else high
    if unit in ("周", "星期", "礼拜"):  # five working days are a week too
        low = low // (7 * DAY) * _WORKING_WEEK
    return low, high
