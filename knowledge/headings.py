"""Recognising headings and numbered sections in the text of a Chinese rule book."""

import re
from dataclasses import dataclass
from typing import Final

_NUMERAL: Final = "[一二三四五六七八九十百零〇两0-9０-９]+"
_REFERENCE: Final = "(?!规定|所|的|中|内|款|项|[、和及至或与]?第)"
""""依照本办法第三条规定处理" may break before 第三条: that is a reference and no heading."""
_UNIT: Final = (
    r"(?![\s　]*(?:千?伏|千?瓦|k[VvWw]|小时|分钟|秒|个|倍|米|万|百|元(?!旦)|天(?![气然])|年(?!度)"
    r"|月(?![度份])|日(?!常)|度(?!量)|户(?![号名外])|号(?!码)|次(?!数)|人(?![员工])))"
)
""""3.5 小时" is a quantity and no section 3.5."""
_LONGEST: Final = 40
"""A numbered line longer than this is a paragraph with a number, not a heading."""
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("part", rf"(?P<label>第\s*{_NUMERAL}\s*[编篇部])(?:分)?[\s　、：:]*(?P<rest>.*)"),
        ("chapter", rf"(?P<label>第\s*{_NUMERAL}\s*章){_REFERENCE}[\s　、：:]*(?P<rest>.*)"),
        ("section", rf"(?P<label>第\s*{_NUMERAL}\s*节){_REFERENCE}[\s　、：:]*(?P<rest>.*)"),
        ("article", rf"(?P<label>第\s*{_NUMERAL}\s*条){_REFERENCE}[\s　、：:]*(?P<rest>.*)"),
        ("appendix", rf"(?P<label>附[录件]\s*(?:{_NUMERAL}|[A-Z])?)(?:[\s　、：:]+|(?=[（(])|$)(?P<rest>.*)"),
        ("chinese", r"(?P<label>[一二三四五六七八九十]{1,3})[、．.](?P<rest>.*)"),
        ("bracket", r"(?P<label>[（(][一二三四五六七八九十]{1,3}[）)])(?P<rest>.*)"),
        (
            "decimal3",
            r"(?P<label>\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?![\d%％])[\s　、.．]*(?P<rest>.*)",
        ),
        ("decimal2", rf"(?P<label>\d{{1,2}}\.\d{{1,2}})(?![\d%％.]){_UNIT}[\s　、．]*(?P<rest>.*)"),
        ("decimal1", r"(?P<label>\d{1,2})[、．.](?!\d)\s*(?P<rest>.*)"),
        # technical standards number their chapters without a point: "4 服务要求"
        ("decimal0", rf"(?P<label>\d{{1,2}}){_UNIT}[ 　]+(?P<rest>[\u3400-\u9fff][^，。；：！？]{{1,19}})"),
        ("number", r"(?P<label>[（(]\d{1,2}[）)])(?P<rest>.*)"),
    )
)
_MARKDOWN: Final = re.compile(r"(?P<marks>#{1,6})\s+(?P<rest>.*?)\s*#*")
_BOLD: Final = re.compile(r"(?P<marks>\*\*|__)(?P<rest>.+?)(?P=marks)")
_WIDE_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_LEADER: Final = re.compile(r"(?:[.．·]\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")
_SENTENCE_END: Final = tuple("。；;！？!?，,")


@dataclass(frozen=True)
class Heading:
    """``kind`` decides nesting, ``name`` goes into the section path, ``body`` is text on the same line."""

    kind: str
    name: str
    body: str


def heading_of(line: str) -> Heading | None:
    """The heading or numbered paragraph that a line begins, if any."""
    text = _plain(line)
    marked = _MARKDOWN.fullmatch(text)
    if marked and marked["rest"]:
        return Heading(f"markdown{len(marked['marks'])}", _plain(marked["rest"]), "")
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            rest = found["rest"].strip()
            if len(rest) <= _LONGEST and not rest.endswith(_SENTENCE_END):
                return Heading(kind, " ".join(text.split()), "")
            return Heading(kind, "".join(found["label"].split()), rest)
    return None


def is_contents_line(line: str) -> bool:
    """A line of a table of contents, ``第一章 总则 ………… 3``: it leads to a rule and is none."""
    text = line.strip()
    if _LEADER.search(text):
        return True
    heading, _, page = text.rpartition("\t")
    return page.strip().isdecimal() and heading_of(heading) is not None


def _plain(line: str) -> str:
    """Without the marks of bold type around the whole line, wide digits as ``1.1``."""
    text = line.strip()
    bold = _BOLD.fullmatch(text)
    digits = (bold["rest"].strip() if bold else text).translate(_WIDE_DIGITS)
    return re.sub(r"(?<=\d)．(?=\d)", ".", digits)
