"""What earns nothing however likely it looks: a blank left unfilled, the customer's own words given back."""

import re
from typing import Final

from scoring.detection.model import ReplyContext
from scoring.detection.normalise import CLAUSE_END, normalise

BLANK: Final = re.compile(
    r"[×✕✖╳]|(?<![a-z])x{2,}(?![a-z])|某某|[_＿]{2,}|\*{2,}|【[^】]{0,8}】|[\[［][^\]］]{0,8}[\]］]|\{[^}]{0,8}\}|"
    r"[（(]\s*[）)]|…+(?=天|点|小时|时间|分钟|供电|号)"
)
COPIED_LEAST: Final = 6
READS_BACK: Final = frozenset({"confirm_record", "ask_contact", "backchannel"})
"""Acts that consist in saying the customer's words again."""
CLAUSE_ENDS: Final = frozenset(CLAUSE_END + ",.!?;: \n")


def vetoed(context: ReplyContext, label: str, start: int, end: int) -> bool:
    """Whether ``reply[start:end]`` cannot earn the element ``label``."""
    first, last = start, end
    while first > 0 and context.reply[first - 1] not in CLAUSE_ENDS:
        first -= 1
    while last < len(context.reply) and context.reply[last] not in CLAUSE_ENDS:
        last += 1
    facts = context.reply if label == "confirm_record" else context.reply[first:last]
    if BLANK.search(facts.lower()):
        return True
    return label not in READS_BACK and _copied(context, start, end)


def _copied(context: ReplyContext, start: int, end: int) -> bool:
    words = normalise(context.reply[start:end]).text.strip(CLAUSE_END)
    if len(words) < COPIED_LEAST or not context.history or context.history[-1].role != "customer":
        return False
    return words in normalise(context.history[-1].text).text
