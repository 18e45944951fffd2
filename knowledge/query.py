"""Bringing a typed question into a form that can be searched for."""

import unicodedata
from typing import Final

MAX_QUERY: Final = 2000
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_query(query: str) -> str:
    """One line without control, direction and unpaired characters.

    Raises :class:`ValueError` when nothing is left or when it is longer than ``MAX_QUERY`` characters.
    """
    if len(query) > MAX_QUERY:
        raise ValueError(f"the question has {len(query)} characters; ask in at most {MAX_QUERY}")
    visible = "".join(" " if unicodedata.category(char) in _INVISIBLE else char for char in query)
    cleaned = " ".join(visible.split())
    if not cleaned:
        raise ValueError(f"the question is empty ({query[:20]!r}); type what you want to know")
    return cleaned
