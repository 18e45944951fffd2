"""Reading the customer's own facts back to him: digits, names and places compared with the history."""

import re
from dataclasses import dataclass
from typing import Final

from scoring.detection.segment import Segments
from scoring.numerals import DIGITS

ASKS_TO_CONFIRM: Final = re.compile(
    r"对吗|对吧|对不对|对不|没错吧|没错|是吗|是吧|是不是|对么|是么|没问题吧|可以吗|正确|核对|核实一下|确认|复述|复核|重复一[下遍]|"
    r"这样(?:对)?吗|[吗吧]？?$|念一?遍|[吧吗]"
)
FACT: Final = re.compile(
    r"\d{3,}|\d+(?:号|栋|幢|楼|单元|室|弄|巷|组|点|月|日|座|层)|"
    r"[\u4e00-\u9fff]{1,6}(?:小区|花园|家园|新村|公寓|苑|村|路|街|巷|里|镇|乡|庄|园|湾|厂|店|广场|大厦|市场|师傅|先生|女士|阿姨)"
)
ASKS_AT_THE_END: Final = re.compile(
    r"(?:对吗|对吧|对不对|没错吧|是吗|是吧|是不是|对么|是这样(?:的)?[吧吗]|没记错吧|我记得对吧|没听错吧)[，。？！]*$"
)
RETOLD_LEAST: Final = 4
RETOLD_SHARE: Final = 0.4
"""So many pairs of neighbouring characters, and so large a part of all, must be the customer's own."""
PHONE: Final = re.compile(r"\d[\d\-，、 ]{5,15}\d")
ASKS_WHO: Final = re.compile(r"什么|哪|几|多少|谁|怎么|贵姓")
SHORTEST_SHARED: Final = 2
PLAIN: Final = re.compile(r"[，、。\-的]")


@dataclass(frozen=True)
class ReadBack:
    """Where the facts are read back, and whether a telephone number is among them."""

    start: int
    end: int
    telephone: bool


def find_read_back(text: str, segments: Segments, customer: tuple[str, ...]) -> ReadBack | None:
    """The first sentence that repeats a fact of the customer and asks whether it is right."""
    said = [PLAIN.sub("", line.translate(DIGITS)) for line in customer]
    if not said:
        return None
    starts = segments.sentences
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else segments.length
        found = _in_sentence(text, start, end, said) or _retold(text, start, end, said)
        if found:
            return found
    return None


def _retold(text: str, start: int, end: int, said: list[str]) -> ReadBack | None:
    """The customer's account told again in nearly his words, with a question at the end."""
    asks = ASKS_AT_THE_END.search(text[start:end])
    if not asks:
        return None
    told = PLAIN.sub("", text[start : start + asks.start()].translate(DIGITS))
    pairs = {told[i : i + 2] for i in range(len(told) - 1)}
    shared = sum(any(pair in line for line in said) for pair in pairs)
    if shared < RETOLD_LEAST or shared < RETOLD_SHARE * len(pairs):
        return None
    return ReadBack(start, start + asks.start(), False)


def _in_sentence(text: str, start: int, end: int, said: list[str]) -> ReadBack | None:
    sentence = text[start:end].translate(DIGITS)
    if not ASKS_TO_CONFIRM.search(sentence):
        return None
    phones = [m for m in PHONE.finditer(sentence) if _known(m.group(), said)]
    facts = [m for m in FACT.finditer(sentence) if _known(m.group(), said)]
    spans = phones + facts
    if not spans or (ASKS_WHO.search(sentence) and not re.search(r"核对|确认|对吗|对吧|是吧|没错", sentence)):
        return None
    first, last = min(m.start() for m in spans), max(m.end() for m in spans)
    return ReadBack(start + first, start + last, bool(phones))


def _known(fact: str, said: list[str]) -> bool:
    plain = PLAIN.sub("", fact)
    if plain.isdigit():
        return any(plain in line for line in said)
    # the pattern may have swallowed words before the place name: its tail is what counts
    tails = (plain[i:] for i in range(max(1, len(plain) - SHORTEST_SHARED)))
    return any(len(tail) > SHORTEST_SHARED and tail in line for tail in tails for line in said)
