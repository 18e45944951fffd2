"""Recognising headings and numbered sections in the text of a Chinese rule book."""

import re
from dataclasses import dataclass
from typing import Final

_NUMERAL: Final = "[一二三四五六七八九十百零〇两0-9０-９]+"
_LONGEST: Final = 40
"""A numbered line longer than this is a paragraph with a number, not a heading."""
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", rf"(?P<label>第\s*{_NUMERAL}\s*[编篇部])(?:分)?[\s　、：:]*(?P<rest>.*)"),
        ("chapter", rf"(?P<label>第\s*{_NUMERAL}\s*章)[\s　、：:]*(?P<rest>.*)"),
        ("section", rf"(?P<label>第\s*{_NUMERAL}\s*节)[\s　、：:]*(?P<rest>.*)"),
        ("article", rf"(?P<label>第\s*{_NUMERAL}\s*条)[\s　、：:]*(?P<rest>.*)"),
        ("appendix", rf"(?P<label>附[录件]\s*(?:{_NUMERAL}|[A-Z])?)(?:[\s　、：:]+|$)(?P<rest>.*)"),
        ("chinese", r"(?P<label>[一二三四五六七八九十]{1,3})[、．.](?P<rest>.*)"),
        ("bracket", r"(?P<label>[（(][一二三四五六七八九十]{1,3}[）)])(?P<rest>.*)"),
        (
            "decimal3",
            r"(?P<label>\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d%％])[\s　、.．]*(?P<rest>.*)",
        ),
        ("decimal2", r"(?P<label>\d{1,2}\.\d{1,2})(?![\d%％.])[\s　、．]*(?P<rest>.*)"),
        ("decimal1", r"(?P<label>\d{1,2})[、．.](?!\d)\s*(?P<rest>.*)"),
        ("number", r"(?P<label>[（(]\d{1,2}[）)])(?P<rest>.*)"),
    )
)
_MARKDOWN: Final = re.compile(r"(?P<marks>#{1,6})\s+(?P<rest>.*?)\s*#*")
_SENTENCE_END: Final = tuple("。；;！？!?，,")


@dataclass(frozen=True)
class Heading:
    """``kind`` decides nesting, ``name`` goes into the section path, ``body`` is text on the same line."""

    kind: str
    name: str
    body: str


def heading_of(line: str) -> Heading | None:
    """The heading or numbered paragraph that a line begins, if any."""
    text = line.strip()
    marked = _MARKDOWN.fullmatch(text)
    if marked and marked["rest"]:
        return Heading(f"markdown{len(marked['marks'])}", marked["rest"], "")
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            rest = found["rest"].strip()
            if len(rest) <= _LONGEST and not rest.endswith(_SENTENCE_END):
                return Heading(kind, " ".join(text.split()), "")
            return Heading(kind, "".join(found["label"].split()), rest)
    return None
