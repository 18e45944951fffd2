"""Amounts of money that the trainee names and nobody told him."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scoring.numerals import number
from scoring.policy import Fee
from scoring.results import CaseTruth
from scoring.schema import Utterance

_NUMERAL: Final = re.compile(
    r"(?<!几)[零一二两三四五六七八九十百千]{1,7}(?=多|来|几)?(?=(?:多|来|几)?(?:块钱|块|元))"
)
_AMOUNT: Final = re.compile(
    r"(?<![0-9.])([0-9]{1,6}(?:\.[0-9]{1,2})?)(?:多|来|几)?(?:块钱|元|块(?!儿|砖|地|屏|板|表))"
)
_CLAUSE: Final = re.compile(r"[^。！？!?；;，,\n]+[？?]?")
_TOGETHER: Final = re.compile(r"一块(?!钱|[二三四五六七八九0-9])")
"""``一块`` is "together" or "one piece" far oftener than a price."""
_NOT_STATED: Final = re.compile(
    r"[？?]$|(?:吗|么|呢)$|不是|并非|您说|听说|有人说|余额|欠|电费|退|以下|以上|的事|舍不得|抹"
)
_BASIS: Final = re.compile(r"公示|目录|价目|明码|标准|规定|核定|表上|票")
"""The trainee has it from somewhere: whether it is there nobody can tell while the policy has no table."""


def invented_fees(
    turns: Sequence[Utterance], truth: CaseTruth | None, fees: Sequence[Fee]
) -> tuple[tuple[int, int, int], ...]:
    """Utterance, start and end of amounts that neither the policy, the case nor the customer named."""
    known = {0.0} | {fee.yuan for fee in fees} | _of_the_case(truth)
    tabled = bool(fees)
    found: list[tuple[int, int, int]] = []
    for index, turn in enumerate(turns):
        if turn.role == "customer":
            known |= set(amounts_in(turn.text))
            continue
        if not tabled and _BASIS.search(turn.text):
            continue
        found += ((index, start, end) for start, end in _stated(turn.text, known))
    return tuple(found)


def amounts_in(text: str) -> tuple[float, ...]:
    return tuple(
        float(match[1]) for match in _AMOUNT.finditer(_NUMERAL.sub(_digits, _TOGETHER.sub("", text)))
    )


def _stated(text: str, known: set[float]) -> Iterator[tuple[int, int]]:
    """One clause at most of each utterance: a list of made-up prices is one fault."""
    for clause in _CLAUSE.finditer(text):
        if not _NOT_STATED.search(clause.group()) and set(amounts_in(clause.group())) - known:
            yield clause.span()
            return


def _of_the_case(truth: CaseTruth | None) -> set[float]:
    if truth is None:
        return set()
    texts = [fact.value for fact in truth.facts]
    texts += truth.better.values()
    texts += [truth.work_order.description] if truth.work_order else []
    return {amount for text in texts for amount in amounts_in(text)}


def _digits(match: re.Match[str]) -> str:
    value = number(match.group())
    return match.group() if value is None else str(value)
