"""What all pages have in common: the shell of the page and how events are bound."""

from typing import Final, Literal, TypedDict

import gradio as gr

from web.site import Site
from web.texts import Language

Page = Literal["practice", "call", "report", "standards", "clauses", "teach"]
PAGES: Final[tuple[Page, ...]] = ("practice", "call", "report", "standards", "clauses", "teach")
CONCURRENCY: Final = 16
QUEUE_SIZE: Final = 256


class Quiet(TypedDict):
    """Settings of every event: not offered as an API, no overlay over what is being read."""

    api_visibility: Literal["private"]
    show_progress: Literal["hidden"]


QUIET: Final[Quiet] = {"api_visibility": "private", "show_progress": "hidden"}


def blocks(site: Site, language: Language, title: str) -> gr.Blocks:
    t = site.render(language).t
    return gr.Blocks(title=f"{t(title)} · {t('product')}", analytics_enabled=False, fill_width=True)


def panel(name: str, value: str = "") -> gr.HTML:
    """A piece of the page that the server renders; no script runs in it."""
    return gr.HTML(value, elem_id=name, js_on_load=None, apply_default_css=False)


def held(name: str) -> gr.Textbox:
    """A value that the tab keeps, unseen."""
    return gr.Textbox(elem_id=name, visible="hidden", show_label=False)


def queue(page: gr.Blocks) -> gr.Blocks:
    page.queue(default_concurrency_limit=CONCURRENCY, max_size=QUEUE_SIZE, api_open=False)
    return page
