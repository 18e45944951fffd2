"""What the customer makes out by himself where the grader's detection is silent.

A grader may leave a doubtful reply open; a listener may not: he hears that he is being asked about
the noise, or that the other side is taking leave. Nothing here counts for the grade.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.content import Content, load_model
from knowledge.vocabulary import ElementId
from simulator.customer.instance import Instance

LAST_WORDS: Final = 10
"""Characters in which a goodbye is looked for; earlier it may be part of a story."""
BARE: Final = 6
"""Characters up to which a reply may be a question without saying so."""
ANNOUNCEMENT: Final = 22
_MARKS: Final = re.compile(r"[\W_]+")
_FILE: Final = Path(__file__).with_name("hearing.yaml")


class Hearing(Content):
    """Word lists of ``hearing.yaml``."""

    leave: tuple[str, ...]
    more: tuple[str, ...]
    question: tuple[str, ...]
    open_question: tuple[str, ...]
    titles: tuple[str, ...]
    own_titles: tuple[str, ...]
    """Titles by which the person spoken to is called, and hardly anybody else."""
    asking: tuple[str, ...]
    """Words of a request for particulars, besides those of a question."""
    points: dict[ElementId, tuple[str, ...]]
    """Words that ask for one particular and no other."""
    since: tuple[str, ...]
    """Words without which a question is none about when it began."""
    bare: dict[ElementId, tuple[str, ...]]
    """Whole replies that are a question without a question word: 地址。"""
    invitations: tuple[str, ...]
    """Whole replies that let him speak."""
    sending: tuple[str, ...]
    handing_over: tuple[str, ...]
    pointing: tuple[str, ...]
    """Words that send a misdialler to somebody else."""
    kind: tuple[str, ...]
    checking: tuple[str, ...]
    whether: tuple[str, ...]
    """Ends of a sentence that asks whether it is right."""
    broken: tuple[str, ...]
    """Words that speak of a promise that was not kept, and make none."""
    hums: tuple[str, ...]
    communities: tuple[str, ...]
    place_ends: tuple[str, ...]
    surnames: str


@cache
def hearing() -> Hearing:
    return load_model(_FILE, Hearing)


def is_open_question(text: str) -> bool:
    """Whether a question is about the matter as a whole, not about one particular."""
    return any(word in text for word in hearing().open_question)


def takes_leave(text: str) -> bool:
    """Whether a reply ends in a goodbye."""
    return any(word in text[-LAST_WORDS:] for word in hearing().leave)


def asks(text: str) -> bool:
    """Whether a reply asks for something; a word or two thrown at him count."""
    words = hearing()
    return len(_bare(text)) <= BARE or any(word in text for word in (*words.question, *words.asking))


def pointed_questions(text: str) -> tuple[ElementId, ...]:
    """Particulars that a reply asks for by name."""
    if not asks(text):
        return ()
    words, whole = hearing(), _bare(text)
    named = [element for element, marks in words.points.items() if any(mark in text for mark in marks)]
    thrown = [element for element, marks in words.bare.items() if whole.removesuffix("呢") in marks]
    return tuple(dict.fromkeys((*named, *thrown)))


def only_hums(text: str) -> bool:
    """Whether a reply is nothing but "mm" and "all right"."""
    parts = [part for part in _MARKS.split(text) if part]
    return bool(parts) and all(part.strip("嗯哦噢啊") in ("", *hearing().hums) for part in parts)


def announces_check(text: str) -> bool:
    """Whether a check is only announced: nothing is read out that could be right or wrong."""
    words = hearing()
    if any(mark.isdecimal() for mark in text) or asks_whether(text):
        return False
    return len(_bare(text)) <= ANNOUNCEMENT and any(word in text for word in words.checking)


def asks_when(text: str) -> bool:
    """Whether a question can be about when it began, and not about how long something lasts."""
    return any(word in text for word in hearing().since)


def asks_whether(text: str) -> bool:
    """Whether a reply asks if what it says is right."""
    return any(word in text for word in hearing().whether)


def promises_nothing(text: str) -> bool:
    """Whether an announcement of a call is only looked back at, or part of asking for the number."""
    asked = text.endswith(("？", "?")) and bool(pointed_questions(text))
    return asked or any(word in text for word in hearing().broken)


def is_kind(text: str) -> bool:
    """Congratulations, thanks, a good wish."""
    return any(word in text for word in hearing().kind)


def misheard_leave(text: str) -> bool:
    """Whether a reply ends in a question and so cannot be a goodbye."""
    return text.rstrip(" 。").endswith(("？", "?", "吗", "没有")) and not takes_leave(text)


def _bare(text: str) -> str:
    return "".join(_MARKS.split(text))


def _heard_at_once(instance: Instance, text: str) -> tuple[ElementId, ...]:
    """Acts that need no more than their words."""
    words = hearing()
    heard: list[ElementId] = ["guide_expression"] if _bare(text) in words.invitations else []
    if any(word in text for word in words.handing_over):
        heard.append("transfer_supervisor")
    if any(word in text for word in words.sending) and not asks(text):
        heard.append("dispatch")
    if announces_check(text) or (asks_whether(text) and any(mark.isdecimal() for mark in text)):
        heard.append("confirm_record")
    misdialled = instance.scenario.situation == "wrong_number"
    if (
        misdialled
        and not text.rstrip().endswith(("？", "?", "吗"))
        and any(w in text for w in words.pointing)
    ):
        heard.append("redirect")
    return tuple(heard)


def overheard(instance: Instance, told: Collection[str], text: str) -> tuple[ElementId, ...]:
    """The acts that a listener would make out of a reply in which nothing was detected."""
    words = hearing()
    heard = list(_heard_at_once(instance, text))
    if any(word in text for word in words.question) and _points_at_news(instance, told, text):
        heard.append("ask_details")
    if any(word in text for word in words.more):
        heard.append("ask_more")
    return tuple(heard)


def _points_at_news(instance: Instance, told: Collection[str], text: str) -> bool:
    """Whether the words point at a fact that he has not told yet."""
    facts = instance.scenario.facts.items()
    return any(word in text for name, fact in facts if name not in told for word in fact.keywords)
