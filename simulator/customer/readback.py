"""Whether what the trainee reads back is what the customer told him."""

import re
from collections.abc import Callable
from typing import Final, Literal

from knowledge.vocabulary import ElementId
from personas.schema import Fact
from simulator.customer.instance import Instance
from simulator.customer.numbers import long_numbers, place_numbers

Verdict = Literal["right", "wrong"]

_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严章莫孔向常"
)
_TITLED: Final = re.compile(
    r"([\u4e00-\u9fff])(?:先生|女士|小姐|大爷|大妈|大娘|阿姨|叔叔|师傅|老师|大姐|大哥|奶奶|老板|总)"
)
_CALLED: Final = re.compile(r"姓([\u4e00-\u9fff])(?![名氏])")
_COMMUNITY: Final = re.compile(
    r"([\u4e00-\u9fff]{2,})(?=\d)|([\u4e00-\u9fff]{1,6}(?:小区|花园|家园|新村|花苑|雅苑|佳园|公寓|社区))"
)
_PLACE_ENDS: Final = (
    "小区",
    "花园",
    "家园",
    "新村",
    "苑",
    "园",
    "城",
    "里",
    "湾",
    "村",
    "屯",
    "庄",
    "路",
    "街",
    "公寓",
    "社区",
)


def read_back(instance: Instance, told: frozenset[str], text: str, confirming: bool) -> dict[str, Verdict]:
    """Fact -> verdict, for the facts that the text can be compared with.

    ``confirming``: the reply asks whether it is right, which is a question for facts not told yet;
    otherwise an untold fact only counts when the text has it exactly (from the screen).
    """
    verdicts: dict[str, Verdict] = {}
    for name, fact in instance.scenario.facts.items():
        verdict = _verdict(fact, text, confirming)
        if verdict is not None and (confirming or name in told or verdict == "right"):
            verdicts[name] = verdict
    return verdicts


def _verdict(fact: Fact, text: str, confirming: bool) -> Verdict | None:
    for element, compare in _COMPARE.items():
        if element in fact.answers:
            verdict = compare(fact.value, text)
            # A name in passing (喂，李女士) is no reading back; a wrong number always matters.
            return verdict if confirming or element == "ask_contact" else None
    return None


def _phone(value: str, text: str) -> Verdict | None:
    expected, heard = long_numbers(value), long_numbers(text)
    if not expected or not heard:
        return None
    if set(expected) & set(heard):
        return "right"
    return "wrong" if any(abs(len(number) - len(expected[0])) <= 2 for number in heard) else None


def _address(value: str, text: str) -> Verdict | None:
    expected, heard = place_numbers(value), place_numbers(text)
    common = expected.keys() & heard.keys()
    named = _same_place(value, text)
    if named is False or any(expected[unit] != heard[unit] for unit in common):
        return "wrong"
    return "right" if common or named else None


def _same_place(value: str, text: str) -> bool | None:
    """Whether the text names the community of the address; ``None`` where it names none."""
    lead = re.match(r"[\u4e00-\u9fff]+", value)
    if lead is None or len(lead[0]) < 2:
        return None
    place = lead[0]
    if place[-4:] in text or place[:4] in text:
        return True
    heard = [first or second for first, second in _COMMUNITY.findall(text)]
    return False if any(name.endswith(_PLACE_ENDS) for name in heard) and len(place) >= 3 else None


def _name(value: str, text: str) -> Verdict | None:
    heard = {mark for mark in _TITLED.findall(text) + _CALLED.findall(text) if mark in _SURNAMES}
    if not heard:
        return "right" if value in text else None
    return "right" if all(mark in value[:2] for mark in heard) else "wrong"


_COMPARE: Final[dict[ElementId, Callable[[str, str], Verdict | None]]] = {
    "ask_contact": _phone,
    "ask_address": _address,
    "ask_name": _name,
}
