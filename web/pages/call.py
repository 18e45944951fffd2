"""Talking with the customer."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Final, get_args

import gradio as gr

from scoring.schema import WorkOrder
from simulator.errors import PracticeError
from simulator.views import Action, CallView
from web.desk import DeskPanels, missing_desk, render_desk
from web.pages.frame import QUIET, blocks, held, panel, queue
from web.pages.order_form import OrderForm, order_form, read_form
from web.problems import practice_message
from web.rendering import Renderer
from web.site import NobodyError, Site, asked
from web.texts import Language

ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
LONGEST_COUNT: Final = 6
"""Digits; no call has a million turns, and Python refuses to read a number of thousands of digits."""
Operation = Callable[[str], CallView]
Outputs = tuple[object, ...]


@dataclass(frozen=True)
class Desk:
    """The components of the page."""

    header: gr.HTML
    conversation: gr.HTML
    coach: gr.HTML
    live: gr.HTML
    notice: gr.HTML
    after: gr.Textbox
    call_id: gr.Textbox
    reply: gr.Textbox
    send: gr.Button
    answer: gr.Button
    actions: dict[Action, gr.Button]
    form: OrderForm

    @property
    def panels(self) -> list[gr.Component]:
        return [self.header, self.conversation, self.coach, self.live, self.notice, self.after]


def call_page(site: Site, language: Language) -> gr.Blocks:
    with blocks(site, language, "call.title") as page:
        bar = panel("header")
        desk = _layout(site.render(language))
        handlers = CallHandlers(site, language)
        page.load(lambda: site.header(language, "call"), None, [bar], queue=False, **QUIET)
        page.load(handlers.load, None, [*desk.panels, desk.call_id, *desk.form.fields], **QUIET)
        _wire(desk, handlers)
    return queue(page)


def _layout(render: Renderer) -> Desk:
    t = render.t
    header = panel("desk-header")
    gr.HTML(render("hangup_dialog.html"), elem_id="desk-tools", js_on_load=None, apply_default_css=False)
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="pane-talk"):
            conversation, live = panel("talk"), panel("live")
            answer = gr.Button(t("call.answer"), variant="primary", elem_id="answer")
            notice = panel("notice")
            with gr.Column(elem_id="composer"):
                reply = gr.Textbox(
                    label=t("call.reply"), placeholder=t("call.placeholder"), lines=2, max_lines=6,
                    max_length=5_000, elem_id="reply",
                )  # fmt: skip
                send = gr.Button(t("call.send"), variant="primary", elem_id="send")
            with gr.Row(elem_id="actions"):
                actions = {
                    action: gr.Button(t(f"action.{action}"), elem_id=f"act-{action}", size="sm")
                    for action in ACTIONS
                }
        with gr.Column(elem_id="pane-help"):
            coach = panel("coach")
        with gr.Column(elem_id="pane-order"):
            gr.HTML(f"<h2>{t('call.order')}</h2>", js_on_load=None, apply_default_css=False)
            form = order_form(t)
    return Desk(
        header, conversation, coach, live, notice, held("after"), held("call-id"),
        reply, send, answer, actions, form,
    )  # fmt: skip


def _wire(desk: Desk, handlers: "CallHandlers") -> None:
    key: list[gr.Component] = [desk.call_id, desk.after]
    desk.answer.click(handlers.answer, [desk.call_id], desk.panels, **QUIET)
    desk.send.click(handlers.reply, [*key, desk.reply], [*desk.panels, desk.reply], **QUIET)
    for action, button in desk.actions.items():
        button.click(handlers.acting(action), key, desk.panels, **QUIET)
    fields = list(desk.form.fields)
    saving = {"inputs": [desk.call_id, *fields], "outputs": [desk.form.saved], "queue": False, **QUIET}
    desk.form.save.click(handlers.save, **saving)
    for field in fields:
        field.blur(handlers.save, trigger_mode="always_last", **saving)
        if isinstance(field, gr.Dropdown):
            field.input(handlers.save, trigger_mode="always_last", **saving)


class CallHandlers:
    """What happens on each event. The owner comes from the cookie, the call is checked every time."""

    def __init__(self, site: Site, language: Language) -> None:
        self._site = site
        self._render = site.render(language)

    def load(self, request: gr.Request) -> Outputs:
        call_id = asked(request, "call")
        empty = (*self._outputs(missing_desk(self._render)), "", *("" for _ in WorkOrder.model_fields))
        try:
            view = self._site.practice.view(self._site.owner(request), call_id)
        except (PracticeError, NobodyError):
            return empty
        form = tuple(str(getattr(view.work_order, name)) for name in WorkOrder.model_fields)
        return (*self._outputs(self._panels(view)), call_id, *form)

    def answer(self, call_id: str, request: gr.Request) -> Outputs:
        panels, _ = self._do(request, call_id, lambda owner: self._site.practice.answer(owner, call_id))
        return self._outputs(panels)

    def reply(self, call_id: str, after: str | None, text: str | None, request: gr.Request) -> Outputs:
        """The text stays in the box unless it was taken."""
        panels, done = self._do(
            request,
            call_id,
            lambda owner: self._site.practice.reply(owner, call_id, text or "", _count(after)),
        )
        return (*self._outputs(panels), "" if done else gr.skip())

    def acting(self, action: Action) -> Callable[[str, str, gr.Request], Outputs]:
        def act(call_id: str, after: str, request: gr.Request) -> Outputs:
            panels, _ = self._do(
                request,
                call_id,
                lambda owner: self._site.practice.act(owner, call_id, action, _count(after)),
            )
            return self._outputs(panels)

        return act

    def save(self, request: gr.Request, call_id: str, *values: str | None) -> str:
        """Keep the work order; the fields themselves are not touched, somebody may be typing in them."""
        t = self._render.t
        form = read_form(values)
        if form is None:
            return self._saved("warning", t("errors.bad_work_order"))
        if not call_id:
            return self._saved("warning", t("errors.call_not_found"))
        try:
            self._site.practice.save_work_order(self._site.owner(request), call_id, form)
        except NobodyError:
            return self._saved("warning", t("errors.call_not_found"))
        except PracticeError as error:
            return self._saved("warning", practice_message(error, t))
        return self._saved("ok", t("order.saved", time=""), datetime.now(UTC))

    def _saved(self, tone: str, text: str, at: datetime | None = None) -> str:
        return self._render("saved.html", tone=tone, text=text, at=at)

    def _panels(self, view: CallView, notice: str = "") -> DeskPanels:
        return render_desk(self._render, view, self._site.names, notice)

    @staticmethod
    def _outputs(panels: DeskPanels) -> Outputs:
        return astuple(panels)

    def _do(self, request: gr.Request, call_id: str, operation: Operation) -> tuple[DeskPanels, bool]:
        """Do it and show the call as it then stands, with a message where it was refused."""
        if not call_id:  # a client may send null
            return missing_desk(self._render), False
        try:
            owner = self._site.owner(request)
        except NobodyError:
            return missing_desk(self._render), False
        try:
            return self._panels(operation(owner)), True
        except PracticeError as error:
            message = practice_message(error, self._render.t)
        try:
            return self._panels(self._site.practice.view(owner, call_id), message), False
        except PracticeError:
            return missing_desk(self._render), False


def _count(after: str | None) -> int:
    """What a client claims to have seen; anything that is no such number counts as a stale page."""
    return int(after) if after and after.isdecimal() and len(after) <= LONGEST_COUNT else 0
