"""Whether what the trainee reads back is what the customer told him."""

import re
from typing import Final, Literal

from personas.schema import Fact
from simulator.customer.hearing import hearing
from simulator.customer.instance import Instance
from simulator.customer.numbers import long_numbers, place_numbers

Verdict = Literal["right", "wrong"]

_CALLED: Final = re.compile(r"姓([\u4e00-\u9fff])(?![名氏])")
_BEFORE_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{2,}(?=\d)")


def read_back(instance: Instance, told: frozenset[str], text: str, confirming: bool) -> dict[str, Verdict]:
    """Fact -> verdict, for the facts that the text can be compared with.

    ``confirming``: the reply asks whether it is right, which is a question for facts not told yet;
    otherwise an untold fact only counts when the text has it exactly (from the screen).
    """
    verdicts: dict[str, Verdict] = {}
    others = known_numbers(instance)
    for name, fact in instance.scenario.facts.items():
        verdict = _verdict(fact, text, confirming, others - set(long_numbers(fact.value)))
        if verdict is not None and (confirming or name in told or verdict == "right"):
            verdicts[name] = verdict
    return verdicts


def known_numbers(instance: Instance) -> frozenset[str]:
    """Long numbers that the call holds: in a fact, or on the trainee's screen."""
    scenario = instance.scenario
    texts = [fact.value for fact in scenario.facts.values()] + [value for _, value in scenario.case.screen]
    return frozenset(number for text in texts for number in long_numbers(text))


def _verdict(fact: Fact, text: str, confirming: bool, others: frozenset[str]) -> Verdict | None:
    if "ask_contact" in fact.answers:
        return _phone(fact.value, text, others)
    if "ask_name" in fact.answers:
        return _name(fact.value, text, confirming)
    return _address(fact.value, text) if "ask_address" in fact.answers and confirming else None


def _phone(value: str, text: str, others: frozenset[str]) -> Verdict | None:
    expected = long_numbers(value)
    heard = tuple(number for number in long_numbers(text) if number not in others)
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
    ends = hearing().place_ends
    named = re.search(rf"[\u4e00-\u9fff]{{2}}(?:{'|'.join(hearing().communities)})", text)
    numbered = any(name.endswith(ends) for name in _BEFORE_NUMBER.findall(text))
    return False if (named or numbered) and len(place) >= 3 else None


def _name(value: str, text: str, confirming: bool) -> Verdict | None:
    """Asked whether it is right, any title counts; in passing only how he himself is called."""
    titles = hearing().titles if confirming else hearing().own_titles
    heard = re.findall(rf"([\u4e00-\u9fff])(?:{'|'.join(titles)})", text)
    heard += _CALLED.findall(text) if confirming else []
    names = {mark for mark in heard if mark in hearing().surnames}
    if not names:
        return "right" if confirming and value in text else None
    if not all(mark in value[:2] for mark in names):
        return "wrong"
    return "right" if confirming else None
