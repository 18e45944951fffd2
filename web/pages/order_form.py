"""The work order beside the conversation."""

from dataclasses import dataclass
from typing import Final, get_args

import gradio as gr
from pydantic import ValidationError

from scoring.schema import OutageScope, WorkOrder, WorkOrderKind
from web.texts import Texts

FIELDS: Final = tuple(WorkOrder.model_fields)
_WIDE: Final = {"address": 2, "description": 3}


@dataclass(frozen=True)
class OrderForm:
    """The fields in the order of :data:`FIELDS`, the button and the line that says "saved"."""

    fields: tuple[gr.Component, ...]
    save: gr.Button
    saved: gr.HTML

    def values(self, form: WorkOrder) -> tuple[str, ...]:
        return tuple(str(getattr(form, name)) for name in FIELDS)


def order_form(t: Texts) -> OrderForm:
    choices = {"kind": get_args(WorkOrderKind), "scope": get_args(OutageScope)}
    fields = tuple(
        _dropdown(t, name, choices[name]) if name in choices else _textbox(t, name) for name in FIELDS
    )
    save = gr.Button(t("order.save"), elem_id="save-order", size="sm")
    hint = f'<p class="muted" role="status">{t("order.hint")}</p>'
    return OrderForm(fields, save, gr.HTML(hint, elem_id="saved", js_on_load=None, apply_default_css=False))


def read_form(values: tuple[str | None, ...]) -> WorkOrder | None:
    """The form as a work order, or ``None`` where a field holds more than it may."""
    try:
        return WorkOrder.model_validate(
            {name: (value or "").strip() for name, value in zip(FIELDS, values, strict=True)}
        )
    except ValidationError:
        return None


def _dropdown(t: Texts, name: str, ids: tuple[str, ...]) -> gr.Dropdown:
    options = [(t("order.choose"), ""), *((t(f"{name}.{id}"), id) for id in ids)]
    return gr.Dropdown(
        options, value="", label=t(f"order.{name}"), elem_id=f"order-{name}", filterable=False,
        elem_classes=["order-field"],
    )  # fmt: skip


def _textbox(t: Texts, name: str) -> gr.Textbox:
    rows = _WIDE.get(name, 1)
    limits = next(
        (m.max_length for m in WorkOrder.model_fields[name].metadata if hasattr(m, "max_length")), None
    )
    return gr.Textbox(
        label=t(f"order.{name}"), lines=rows, max_lines=1 if rows == 1 else rows + 2, max_length=limits,
        elem_id=f"order-{name}", elem_classes=["order-field"],
    )  # fmt: skip
