"""Why a clause of the company was not taken, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from knowledge.content import ContentError, ContentProblem

IssueCode = Literal[
    "missing", "unknown_field", "too_short", "too_long", "too_many", "not_text", "not_list", "not_offered",
    "not_number", "out_of_range", "duplicate", "both_sides", "nothing_to_find", "not_yaml", "alias",
    "too_deep", "too_large", "not_utf8", "other",
]  # fmt: skip
IN_WORDS: Final[dict[IssueCode, str]] = {
    "missing": "is missing; fill it in",
    "unknown_field": "is no field of a clause; remove it or mend its name",
    "too_short": "is too short",
    "too_long": "is too long",
    "too_many": "has too many entries",
    "not_text": "is not text; put it in quotation marks",
    "not_list": "is not a list; put each entry on a line of its own that begins with '- '",
    "not_offered": "is none of the values offered",
    "not_number": "is not a number",
    "out_of_range": "is out of range",
    "duplicate": "is there more than once; keep one",
    "both_sides": "is given as good and as bad; keep one",
    "nothing_to_find": "names nothing to recognise it by; give a phrase or a good example (bad if forbidden)",
    "not_yaml": "is not YAML",
    "alias": "uses anchors, aliases or tags, which a clause does not need; write the text out",
    "too_deep": "is nested too deeply for a clause",
    "too_large": "is too large; a clause has at most 64 KiB",
    "not_utf8": "is not UTF-8 text; save it as UTF-8",
    "other": "cannot be used",
}


@dataclass(frozen=True)
class ClauseIssue:
    """``field`` is the path (``good.3``), ``""`` for the whole file; ``got`` quotes the value.

    ``detail`` says what is expected, in English, where the code alone does not.
    """

    field: str
    code: IssueCode
    got: str = ""
    detail: str = ""

    def __str__(self) -> str:
        quoted = f" (got {self.got!r:.80})" if self.got else ""
        return f"{IN_WORDS[self.code]}{': ' if self.detail else ''}{self.detail}{quoted}"


class ClauseRefused(ContentError):
    """The clause was refused and nothing was changed; ``issues`` lists everything that is wrong."""

    def __init__(self, file: str, issues: Iterable[ClauseIssue]) -> None:
        self.issues = tuple(issues)
        super().__init__(ContentProblem(file, issue.field, str(issue)) for issue in self.issues)
