"""Teaching the grader: what was corrected, what learning from it would change, and which grader is in use."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import gradio as gr
import structlog

from scoring.teaching import NothingToLearnError, RefitBusyError
from simulator.errors import PracticeError
from web.corrections import label_name, named
from web.pages.frame import QUIET, blocks, panel, queue
from web.problems import practice_message
from web.rendering import Renderer
from web.site import NobodyError, Site, asked
from web.texts import Language

EXPECTED: Final[dict[type[Exception], str]] = {
    NobodyError: "errors.unexpected",
    NothingToLearnError: "teach.nothing",
    RefitBusyError: "teach.busy",
}


def teach_page(site: Site, language: Language) -> gr.Blocks:
    handlers = TeachHandlers(site, language)
    with blocks(site, language, "teach.title") as page:
        header = panel("header")
        with gr.Column(elem_id="teach"):
            head, made = panel("teach-head"), panel("teach-corrections")
            refit = gr.Button(
                site.render(language).t("teach.refit"), variant="primary", elem_id="teach-refit"
            )
            result, candidates = panel("teach-result"), panel("teach-candidates")
        refit.click(handlers.refit, None, [result, candidates], concurrency_limit=1, **QUIET)
        page.load(handlers.show, None, [header, head, made, candidates], queue=False, **QUIET)
    return queue(page)


@dataclass(frozen=True)
class TeachHandlers:
    """What the page does on an event."""

    site: Site
    language: Language

    def show(self, request: gr.Request) -> tuple[str, str, str, str]:
        notice = self.site.identity.read_notice(asked(request, "notice"))
        desk = self.site.teaching()
        head = self._render(
            "teach_head.html", notice=notice, in_force=desk.in_force if desk is not None else None
        )
        return self.site.header(self.language, "teach"), head, self._corrections(), self.candidates()

    def refit(self, request: gr.Request) -> Iterator[tuple[str, str]]:
        """First that it is under way, then what came of it."""
        t = self._render.t
        yield self._said("ok", t("teach.refitting")), self.candidates()
        tone, message = self._refit(request)
        yield self._said(tone, message), self.candidates()

    def candidates(self) -> str:
        desk = self.site.teaching()
        if desk is None:
            return ""
        lessons = desk.in_force.lessons
        return self._render(
            "teach_candidates.html",
            candidates=desk.candidates(),
            used=lessons.fingerprint if lessons is not None else "",
            name=lambda label: label_name(label, self.site.names, self.language),
        )

    def _refit(self, request: gr.Request) -> tuple[str, str]:
        desk, port, t = self.site.teaching(), self.site.corrections, self._render.t
        if desk is None or port is None:
            return "warning", t("teach.loading")
        try:
            self.site.owner(request)
            made = desk.refit(port.rows())
        except (NobodyError, NothingToLearnError, RefitBusyError) as error:
            return "warning", t(EXPECTED[type(error)])
        except PracticeError as error:
            return "warning", practice_message(error, t)
        except (OSError, ValueError):  # the disk is full, or the shipped files are damaged
            structlog.get_logger().exception("the grader could not be taught")
            return "warning", t("teach.failed")
        return "ok", t("teach.made", fingerprint=made.fingerprint, count=len(made.rows))

    def _corrections(self) -> str:
        port, t = self.site.corrections, self._render.t
        try:
            views = port.all() if port is not None else ()
        except PracticeError as error:
            return self._said("warning", practice_message(error, t))
        used = sum(view.withdrawn_by is None and not view.contradicted for view in views)
        shown = named(reversed(views), self.site.names, self.language)
        return self._render("teach_corrections.html", made=shown, used=used)

    def _said(self, tone: str, text: str) -> str:
        return self._render("teach_result.html", tone=tone, text=text)

    @property
    def _render(self) -> Renderer:
        return self.site.render(self.language)
