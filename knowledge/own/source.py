"""Reading a clause of the company from YAML that anybody may have written, and writing it."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

import yaml
from pydantic import ValidationError
from pypinyin import lazy_pinyin

from knowledge.content import parse_yaml
from knowledge.own.clause import OwnClause
from knowledge.own.refusal import ClauseIssue, ClauseRefused, IssueCode

MAX_BYTES: Final = 64 * 1024
MAX_DEPTH: Final = 4
"""A clause is a mapping of lists of texts; the parser of deeper ones is not to be trusted with them."""
FIELDS: Final = tuple(OwnClause.model_fields)
_LISTS: Final = frozenset({"phrases", "good", "bad", "situations"})
_CODES: Final[dict[str, IssueCode]] = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "string_type": "not_text",
    "too_long": "too_many",
    "tuple_type": "not_list",
    "literal_error": "not_offered",
    "float_type": "not_number",
    "float_parsing": "not_number",
    "finite_number": "not_number",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "duplicate": "duplicate",
}


def read_clause(name: str, data: bytes) -> OwnClause:
    """Read a clause file. Raises :class:`ClauseRefused` with everything that is wrong with it."""
    if len(data) > MAX_BYTES:
        raise ClauseRefused(name, [ClauseIssue("", "too_large", f"{len(data)} bytes")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClauseRefused(name, [ClauseIssue("", "not_utf8", detail=str(error))]) from error
    try:
        _refuse_tricks(name, text)
        values = parse_yaml(text)
    except yaml.YAMLError as error:
        raise ClauseRefused(name, [ClauseIssue("", "not_yaml", detail=str(error))]) from error
    if not isinstance(values, dict):
        raise ClauseRefused(
            name, [ClauseIssue("", "not_yaml", str(values)[:60], "a clause is 'field: value' lines")]
        )
    return clause_from_values(name, {str(key): value for key, value in values.items()})


def clause_from_values(name: str, values: Mapping[str, object]) -> OwnClause:
    """A clause from its fields. Raises :class:`ClauseRefused` with every field that is wrong."""
    cleaned = {key: _cleaned(value) for key, value in values.items()}
    issues = list(_across_fields(cleaned))
    try:
        clause = OwnClause.model_validate(cleaned)
    except ValidationError as error:
        issues = [*map(_issue, error.errors()), *issues]
        raise ClauseRefused(name, issues) from error
    if issues:
        raise ClauseRefused(name, issues)
    return clause


def write_clause(clause: OwnClause) -> str:
    """YAML that :func:`read_clause` reads back as the same clause."""
    values = clause.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1_000)


def clause_id(clause: OwnClause) -> str:
    """Made of the title, so that a clause of the same title is a new version of the same clause."""
    spelled = "_".join(lazy_pinyin(clause.title)).lower()
    slug = re.sub(r"[^a-z0-9]+", "_", spelled).strip("_")[:40].strip("_")
    # two titles may sound alike
    return f"{slug or 'clause'}_{hashlib.sha256(clause.title.encode()).hexdigest()[:6]}"


def _refuse_tricks(name: str, text: str) -> None:
    """Before anything is built from it: a small file can unfold into gigabytes, or into a deep recursion."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = f"line {event.start_mark.line + 1}" if event.start_mark else ""
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if _is_trick(event):
            raise ClauseRefused(name, [ClauseIssue("", "alias", detail=line)])
        if depth > MAX_DEPTH:
            raise ClauseRefused(name, [ClauseIssue("", "too_deep", detail=line)])


def _is_trick(event: yaml.Event) -> bool:
    marked = getattr(event, "anchor", None) or getattr(event, "tag", None)
    return isinstance(event, yaml.AliasEvent) or marked is not None


def _cleaned(value: object) -> object:
    """Without characters that nobody sees; an entry of a list is one line, so that a form can show it."""
    if isinstance(value, str):
        return _visible(value)
    if isinstance(value, list):
        return [
            " ".join(entry.split()) if isinstance(entry, str) else entry for entry in map(_cleaned, value)
        ]
    return value


def _visible(text: str) -> str:
    kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char)[0] != "C")
    return kept.strip()


def _across_fields(values: Mapping[str, object]) -> Iterator[ClauseIssue]:
    listed = {field: _texts(values.get(field)) for field in _LISTS}
    yield from (ClauseIssue("bad", "both_sides", text) for text in listed["bad"] if text in listed["good"])
    shows = listed["bad" if values.get("kind") == "forbidden" else "good"]
    if not shows and not listed["phrases"]:
        yield ClauseIssue("phrases", "nothing_to_find")


def _texts(value: object) -> list[str]:
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list | tuple) else []


def _issue(item: object) -> ClauseIssue:
    assert isinstance(item, dict)
    code = _CODES.get(item["type"], "other")
    context = item.get("ctx", {})
    got = context.get("got", item["input"])
    detail = "" if code in ("missing", "duplicate", "not_text", "not_list") else str(item["msg"])
    shown = "" if code == "missing" else str(got)[:200]
    return ClauseIssue(".".join(map(str, item["loc"])), code, shown, detail)
