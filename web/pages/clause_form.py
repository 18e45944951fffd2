"""The form in which a clause is written; one field for each of the file's."""

from collections.abc import Sequence
from typing import Final, get_args

import gradio as gr

from knowledge.own import FIELDS, OwnClause, OwnKind, clause_from_values
from knowledge.vocabulary import DIMENSIONS, SITUATIONS
from web.ports import NamesPort
from web.texts import Language, Texts

Value = str | float | list[str] | None
LINES: Final = {"requirement": 2, "phrases": 2, "good": 5, "bad": 5}
LISTED: Final = frozenset({"phrases", "good", "bad"})
"""One entry a line."""
LONGEST: Final = 20_000
"""Characters of a field; more is said to be too much only after it was sent."""
UNFILLED: Final[dict[str, Value]] = {
    "kind": "required", "situations": [], "dimension": "resolution", "weight": 2.0,
}  # fmt: skip


def clause_form(t: Texts, names: NamesPort, language: Language) -> tuple[gr.Component, ...]:
    """The fields in the order of :data:`knowledge.own.FIELDS`."""
    return tuple(_field(name, t, names, language) for name in FIELDS)


def clause_of(values: Sequence[Value]) -> OwnClause:
    """What was filled in. Raises :class:`knowledge.own.ClauseRefused` with every field that is wrong."""
    filled = dict(zip(FIELDS, values, strict=True))
    given = {name: _entries(value) if name in LISTED else value for name, value in filled.items()}
    return clause_from_values(
        "form", {name: value for name, value in given.items() if value not in (None, "")}
    )


def values_of(own: OwnClause | None) -> tuple[Value, ...]:
    """What the form shows of a clause, or of none."""
    if own is None:
        return tuple(UNFILLED.get(name, "") for name in FIELDS)
    return tuple(_shown(getattr(own, name)) for name in FIELDS)


def _entries(value: Value) -> list[str]:
    return [line for line in str(value or "").splitlines() if line.strip()]


def _shown(value: object) -> Value:
    if isinstance(value, tuple):
        return list(value) if set(value) <= set(SITUATIONS) and value else "\n".join(value)
    return value if isinstance(value, str | float) else str(value)


def _field(name: str, t: Texts, names: NamesPort, language: Language) -> gr.Component:
    label, info = t(f"clause_field.{name}"), t.first(f"clause_hint.{name}", "clause_hint.none") or None
    place = f"clause-{name}"
    if name == "kind":
        kinds = [(t(f"clause_kind.{kind}"), kind) for kind in get_args(OwnKind)]
        return gr.Radio(kinds, value="required", label=label, info=info, elem_id=place)
    if name == "situations":
        known = [(names.situation_name(situation, language), situation) for situation in SITUATIONS]
        return gr.CheckboxGroup(known, label=label, info=info, elem_id=place)
    if name == "dimension":
        parts = [(t(f"dimension.{dimension}"), dimension) for dimension in DIMENSIONS]
        return gr.Dropdown(parts, value="resolution", label=label, info=info, elem_id=place, filterable=False)
    if name == "weight":
        return gr.Number(value=2, label=label, info=info, elem_id=place)
    rows = LINES.get(name, 1)
    return gr.Textbox(
        label=label,
        info=info,
        lines=rows,
        max_lines=1 if rows == 1 else 14,
        max_length=LONGEST,
        elem_id=place,
    )
