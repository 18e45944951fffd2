"""What the customer makes out by himself where the grader's detection is silent.

A grader may leave a doubtful reply open; a listener may not: he hears that he is being asked about
the noise, or that the other side is taking leave. Nothing here counts for the grade.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

from knowledge.content import Content, load_model
from knowledge.vocabulary import ElementId
from simulator.customer.instance import Instance

LAST_WORDS: Final = 10
"""Characters in which a goodbye is looked for; earlier it may be part of a story."""
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


def overheard(instance: Instance, told: Collection[str], text: str) -> tuple[ElementId, ...]:
    """The acts that a listener would make out of a reply in which nothing was detected."""
    words = hearing()
    heard: list[ElementId] = []
    if any(word in text for word in words.question) and _points_at_news(instance, told, text):
        heard.append("ask_details")
    if any(word in text for word in words.more):
        heard.append("ask_more")
    return tuple(heard)


def _points_at_news(instance: Instance, told: Collection[str], text: str) -> bool:
    """Whether the words point at a fact that he has not told yet."""
    facts = instance.scenario.facts.items()
    return any(word in text for name, fact in facts if name not in told for word in fact.keywords)
