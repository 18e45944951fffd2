"""A fence around foreign text that the text itself cannot close."""

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Final

DIGITS: Final = 24


def fence_for(texts: Sequence[str]) -> str:
    """A mark made from the texts and found in none of them: the same texts always get the same one.

    To close the fence a text would have to hold a hash of itself; should one ever do so, the next is taken.
    """
    whole = "\0".join(texts)
    for number in count():
        mark = hashlib.sha256(f"{number}\0{whole}".encode("utf-8", "backslashreplace")).hexdigest()[:DIGITS]
        if mark not in whole:
            break
    return mark
