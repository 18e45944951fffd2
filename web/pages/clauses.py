"""The clauses that a company writes itself: write one, see how well it is recognised, put it in force."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import gradio as gr
import structlog

from knowledge.own import ClauseRefused, OwnClause
from web.clause_texts import refusal_lines
from web.pages.clause_form import Value, clause_form, clause_of, values_of
from web.pages.frame import QUIET, blocks, panel, queue
from web.ports import ClausesPort
from web.rendering import Renderer
from web.site import NobodyError, Site, asked
from web.texts import Language


def clauses_page(site: Site, language: Language) -> gr.Blocks:
    t = site.render(language).t
    handlers = ClauseHandlers(site, language)
    with blocks(site, language, "clauses.title") as page:
        header = panel("header")
        with gr.Column(elem_id="clauses"):
            head = panel("clauses-head")
            listed = panel("clauses-list")
            with gr.Column(elem_id="clause-form", elem_classes=["panel"]):
                panel("clause-form-head", site.render(language)("clause_form_head.html"))
                fields = clause_form(t, site.names, language)
                with gr.Row(elem_id="clause-actions"):
                    check = gr.Button(t("clauses.check"), elem_id="clause-check")
                    save = gr.Button(t("clauses.save"), variant="primary", elem_id="clause-save")
                result = panel("clause-result")
        check.click(handlers.check, [*fields], [result], **QUIET)
        save.click(handlers.save, [*fields], [result, listed], **QUIET)
        page.load(handlers.show, None, [header, head, listed, *fields], **QUIET)
    return queue(page)


@dataclass(frozen=True)
class ClauseHandlers:
    """What the page does on an event. Everything typed stays in the form, whatever happens."""

    site: Site
    language: Language

    def show(self, request: gr.Request) -> tuple[object, ...]:
        notice = self.site.identity.read_notice(asked(request, "notice"))
        head = self._render("clauses_head.html", notice=notice)
        header = self.site.header(self.language, "clauses")
        return header, head, self.listed(), *values_of(self._edited(request))

    def check(self, request: gr.Request, *values: Value) -> str:
        return self._with_clause(request, values, lambda desk, own: self._result(desk, own, ""))

    def save(self, request: gr.Request, *values: Value) -> tuple[str, str]:
        return self._with_clause(request, values, self._add), self.listed()

    def listed(self) -> str:
        desk = self.site.clauses()
        if desk is None:
            return self._render("clauses_list.html", listed=None, unreadable=(), names=self.site.names)
        broken = [(file.file, refusal_lines(file.problem, self._render.t)) for file in desk.unreadable()]
        return self._render(
            "clauses_list.html", listed=desk.listed(), unreadable=broken, names=self.site.names
        )

    @property
    def _render(self) -> Renderer:
        return self.site.render(self.language)

    def _with_clause(
        self, request: gr.Request, values: tuple[Value, ...], use: Callable[[ClausesPort, OwnClause], str]
    ) -> str:
        desk = self.site.clauses()
        if desk is None:
            return self._problems("clauses.loading")
        try:
            self.site.owner(request)
            return use(desk, clause_of(values))
        except ClauseRefused as refused:
            lines = refusal_lines(refused, self._render.t)
            return self._render("clause_problems.html", lines=lines)
        except (NobodyError, TypeError, ValueError):
            return self._problems("errors.unexpected")
        except OSError:  # the disk is full, or the folder cannot be written: nothing was added
            structlog.get_logger().exception("a clause could not be kept")
            return self._problems("errors.store_unavailable")

    def _add(self, desk: ClausesPort, own: OwnClause) -> str:
        outcome = desk.add(own).outcome
        return self._result(desk, own, self._render.t(f"clauses.outcome_{outcome}", title=own.title))

    def _result(self, desk: ClausesPort, own: OwnClause, done: str) -> str:
        return self._render("clause_result.html", own=own, checked=desk.check(own), done=done)

    def _problems(self, key: str) -> str:
        return self._render("clause_problems.html", lines=(self._render.t(key),))

    def _edited(self, request: gr.Request) -> OwnClause | None:
        """The clause that the address names, to be changed."""
        desk, name = self.site.clauses(), asked(request, "edit")
        if desk is None or not name:
            return None
        with suppress(KeyError):
            return desk.get(name).own
        return None
