"""What is wrong with a clause of the company, in the words of the page."""

from collections.abc import Iterator

from knowledge.own import FIELDS, ClauseIssue, ClauseRefused
from web.texts import Texts

SHOWN = 12
QUOTED = 60


def refusal_lines(refused: ClauseRefused, t: Texts) -> tuple[str, ...]:
    """One line for each thing that is wrong; of very many the first ones and how many more there are."""
    lines = tuple(dict.fromkeys(_line(issue, t) for issue in refused.issues))
    more = len(lines) - SHOWN
    return lines if more <= 0 else (*lines[:SHOWN], t("clauses.more_problems", count=more))


def _line(issue: ClauseIssue, t: Texts) -> str:
    said = t(f"clause_issue.{issue.code}")
    quoted = t("clauses.quoted", value=_short(issue.got)) if issue.got else ""
    place = "".join(_place(issue.field, t))
    return f"{place}{t('colon')}{said}{quoted}" if place else f"{said}{quoted}"


def _place(field: str, t: Texts) -> Iterator[str]:
    name, _, number = field.partition(".")
    if name:
        yield t(f"clause_field.{name}") if name in FIELDS else name
    if number.isdecimal():
        yield t("clauses.entry", number=int(number) + 1)


def _short(value: str) -> str:
    return value if len(value) <= QUOTED else f"{value[:QUOTED]}…"
