"""The report of a finished call."""

import gradio as gr

from simulator.errors import CallNotOver, PracticeError
from web.corrections import ShownCorrections, show_corrections
from web.opinions import ShownOpinion, show_opinion
from web.pages.frame import QUIET, blocks, panel, queue
from web.problems import practice_message
from web.reporting import render_no_report, render_report
from web.site import NobodyError, Site, asked
from web.texts import Language


def report_page(site: Site, language: Language) -> gr.Blocks:
    with blocks(site, language, "report.title") as page:
        header, body = panel("header"), panel("report")

        def show(request: gr.Request) -> tuple[str, str]:
            return site.header(language, "report"), report_html(site, language, request)

        page.load(show, None, [header, body], queue=False, **QUIET)
    return queue(page)


def report_html(site: Site, language: Language, request: gr.Request) -> str:
    render = site.render(language)
    call_id = asked(request, "call")
    if not call_id:
        return render_no_report(render, render.t("report.choose"), "")
    notice = site.identity.read_notice(asked(request, "notice"))
    try:
        report = site.practice.report(site.owner(request), call_id)
        opinion = _opinion(site, language, request, call_id)
        teach = _corrections(site, language, request, call_id)
    except CallNotOver:
        return render_no_report(render, render.t("report.not_ended"), call_id)
    except PracticeError as error:
        return render_no_report(render, practice_message(error, render.t), "")
    except NobodyError:
        return render_no_report(render, render.t("errors.call_not_found"), "")
    return render_report(render, report, site.names, opinion, teach, notice)


def _opinion(site: Site, language: Language, request: gr.Request, call_id: str) -> ShownOpinion | None:
    if site.opinions is None:
        return None
    return show_opinion(site.opinions.view(site.owner(request), call_id), site.names, language)


def _corrections(
    site: Site, language: Language, request: gr.Request, call_id: str
) -> ShownCorrections | None:
    if site.corrections is None:
        return None
    made = site.corrections.of_call(site.owner(request), call_id)
    return show_corrections(call_id, made, site.names, language)
