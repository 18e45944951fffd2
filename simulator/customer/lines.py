"""Choosing wordings and joining them into one utterance that reads as spoken Chinese."""

import re
from typing import Final

from simulator.customer.choice import draw

_ENDS: Final = "。！？!?…～~"
_SOFT: Final = "，,、；;"


def choose(wordings: tuple[str, ...], seed: int, purpose: str, counter: int, said: tuple[str, ...]) -> str:
    """A wording not used in this call; when all are used, one of those used longest ago.

    The newest one used is never chosen while there is another. ``wordings`` must not be empty.
    """
    fresh = tuple(wording for wording in wordings if wording not in said)
    if fresh:
        return fresh[draw(seed, purpose, counter, len(fresh))]
    newest_first = said[::-1]
    return max(wordings, key=newest_first.index)


def join(fragments: tuple[str, ...]) -> str:
    """Put sentences one after the other, each closed, none with two full stops."""
    text = ""
    for fragment in (item.strip() for item in fragments):
        text = _append(text, fragment) if fragment else text
    return _closed(text)


def _append(text: str, fragment: str) -> str:
    if not text or text[-1] in _SOFT or text[-1] in _ENDS:
        return text + fragment
    return f"{text}。{fragment}"


def _closed(text: str) -> str:
    text = text.rstrip(_SOFT)
    return text if not text or text[-1] in _ENDS or text[-1] in "”）)」" else f"{text}。"


_OPENERS: Final = re.compile(r"^(哎|唉|哦|嗯|喂|啊|呃|那个|就是|诶|欸|哟|嘿|我说|好|行|对|哼|得|不是|没)")


def takes_interjection(fragment: str) -> bool:
    """Whether an interjection can go before it: two of them in a row sound like a machine."""
    return not _OPENERS.match(fragment)


_OPEN: Final = re.compile("还没|没说|没讲|没回|没答|没告诉|没给|不说|我问|问你|问您|倒是")


def _repeats(purpose: str, text: str) -> bool:
    """Whether the next sentence says it too, or is a goodbye that needs no reproach before it."""
    return purpose.startswith("goodbye") or _OPEN.search(text) is not None


def without_echo(fragments: list[tuple[str, str]]) -> tuple[str, ...]:
    """The sentences of (purpose, sentence) pairs, less a "you have not answered" said twice over."""
    kept = []
    for index, (purpose, text) in enumerate(fragments):
        following = fragments[index + 1 : index + 2]
        doubled = purpose == "not_answered" and following and _repeats(*following[0])
        if not doubled:
            kept.append(text)
    return tuple(kept)
