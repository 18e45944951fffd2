"""Choosing a call."""

import gradio as gr

from simulator.errors import PracticeError
from web.lobby import render_lobby
from web.pages.frame import QUIET, blocks, panel, queue
from web.problems import practice_message
from web.site import NobodyError, Site, asked
from web.texts import Language


def practice_page(site: Site, language: Language) -> gr.Blocks:
    with blocks(site, language, "nav.practice") as page:
        header, lobby = panel("header"), panel("lobby")

        def show(request: gr.Request) -> tuple[str, str]:
            return site.header(language, "practice"), lobby_html(site, language, request)

        page.load(show, None, [header, lobby], queue=False, **QUIET)
    return queue(page)


def lobby_html(site: Site, language: Language, request: gr.Request) -> str:
    render = site.render(language)
    notice = site.identity.read_notice(asked(request, "notice"))
    try:
        recent = site.practice.recent(site.owner(request))
    except NobodyError:
        recent = ()
    except PracticeError as error:
        recent, notice = (), ("warning", practice_message(error, render.t))
    return render_lobby(render, site.practice.scenarios(), recent, site.names, notice)
