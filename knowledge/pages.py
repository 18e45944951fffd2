"""Pages of a pdf as one text: what a printer puts on every page is no part of what the rules say."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from knowledge.headings import heading_of

_EDGE: Final = r"[-—–·\s]*"
_TOTAL: Final = r"(?:[\s,，/]*共\s*\d{1,4}\s*页?|\s*[/／]\s*\d{1,4})?"
_PAGE_NUMBER: Final = re.compile(rf"{_EDGE}(?:第\s*)?(?:\d{{1,4}}|[ivx]{{1,5}})(?:\s*页)?{_TOTAL}{_EDGE}")
_FEW: Final = 3
"""On fewer pages than this nothing can be said to repeat."""


def joined_pages(pages: Sequence[str]) -> str:
    """All pages without their numbers and without the line that most of them begin or end with."""
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    lines = [_without_ends(page, frozenset()) for page in lines]
    lines = [_without_ends(page, _running(lines)) for page in lines]
    return "\n".join(line for page in lines for line in page)


def _without_ends(page: list[str], running: frozenset[str]) -> list[str]:
    start, end = 0, len(page)
    while start < end and _is_furniture(page[start], running):
        start += 1
    while end > start and _is_furniture(page[end - 1], running):
        end -= 1
    return page[start:end]


def _is_furniture(line: str, running: frozenset[str]) -> bool:
    return line in running or _PAGE_NUMBER.fullmatch(line) is not None


def _running(pages: Sequence[list[str]]) -> frozenset[str]:
    ends = Counter(line for page in pages if page for line in {page[0], page[-1]})
    most = max(_FEW, len(pages) // 2 + 1)
    # a chapter's name on each of its pages is its heading too: twice does no harm, never would
    return frozenset(line for line, count in ends.items() if count >= most and heading_of(line) is None)
