"""Searching the standards, and the company's own documents."""

import gradio as gr

from knowledge.own import is_own
from knowledge.schema import SearchAnswer
from web.pages.frame import QUIET, blocks, panel, queue
from web.policy_table import policy_rows
from web.site import NobodyError, Site, asked
from web.texts import Language

RESULTS = 6


def standards_page(site: Site, language: Language) -> gr.Blocks:
    t = site.render(language).t
    with blocks(site, language, "standards.title") as page:
        header = panel("header")
        with gr.Column(elem_id="standards"):
            gr.HTML(site.render(language)("standards_head.html"), js_on_load=None, apply_default_css=False)
            with gr.Row(elem_id="ask"):
                question = gr.Textbox(
                    label=t("standards.question"), placeholder=t("standards.placeholder"), elem_id="question",
                    max_length=2000, max_lines=1,
                )  # fmt: skip
                search = gr.Button(t("standards.search"), variant="primary", elem_id="search")
            results, documents = panel("results", _prompt(site, language)), panel("documents")
            panel("policy", policy_html(site, language))

        def find(text: str | None, request: gr.Request) -> str:
            return results_html(site, language, text, request)

        def show(request: gr.Request) -> tuple[str, str]:
            return site.header(language, "standards"), documents_html(site, language, request)

        search.click(find, [question], [results], **QUIET)
        question.submit(find, [question], [results], **QUIET)
        page.load(show, None, [header, documents], **QUIET)
    return queue(page)


def _prompt(site: Site, language: Language) -> str:
    return site.render(language)("standards_results.html", answer=None, notice="", own=frozenset())


def results_html(site: Site, language: Language, text: str | None, request: gr.Request) -> str:
    render = site.render(language)
    question = (text or "").strip()
    library = site.library()
    if library is None:
        return render(
            "standards_results.html", answer=None, notice=render.t("standards.loading"), own=frozenset()
        )
    try:
        site.owner(request)
        answer = library.search(question[:2000], RESULTS) if question else None
    except (NobodyError, ValueError):
        answer = None
    names = tuple(f"{document.name} · " for document in library.documents())
    return render("standards_results.html", answer=answer, notice="", own=_own(answer, names))


def _own(answer: SearchAnswer | None, names: tuple[str, ...]) -> frozenset[str]:
    """Which of the clauses found come from the company's documents: their section names the file."""
    found = answer.results if answer is not None else ()
    return frozenset(r.clause for r in found if is_own(r.clause) or (names and r.section.startswith(names)))


def policy_html(site: Site, language: Language) -> str:
    render = site.render(language)
    return render("policy.html", rows=policy_rows(site.policy, render.t), fingerprint=site.policy.fingerprint)


def documents_html(site: Site, language: Language, request: gr.Request) -> str:
    library = site.library()
    return site.render(language)(
        "documents.html",
        documents=None if library is None else library.documents(),
        notice=site.identity.read_notice(asked(request, "notice")),
    )
