"""Routes of the second opinion: asking for it, stopping, and looking how far it has got."""

from collections.abc import Callable
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Header, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from simulator.errors import CallNotFound, CallNotOver, PracticeError
from simulator.opinions import OpinionView
from web.opinions import show_opinion
from web.ports import OpinionsPort
from web.problems import practice_message
from web.site import Site
from web.texts import Language

PATH: Final = "/calls/{call_id}/second-opinion"
SEE_OTHER: Final = 303
Act = Callable[[OpinionsPort, str, str], OpinionView]
Part = Annotated[str, Header(alias="x-part")]
"""The page's script asks for the section alone; a form without it gets the whole page again."""


def add_opinions(router: APIRouter, site: Site) -> None:
    @router.get(PATH)
    def look(request: Request, call_id: str, language: Annotated[Language, Query()] = "zh") -> Response:
        return _section(site, request, call_id, language, lambda port, owner, call: port.view(owner, call))

    @router.post(PATH)
    def ask(
        request: Request, call_id: str, language: Annotated[Language, Form()] = "zh", part: Part = ""
    ) -> Response:
        done = _section(site, request, call_id, language, lambda port, owner, call: port.ask(owner, call))
        return done if part else _report(language, call_id)

    @router.post(f"{PATH}/cancel")
    def cancel(
        request: Request, call_id: str, language: Annotated[Language, Form()] = "zh", part: Part = ""
    ) -> Response:
        done = _section(site, request, call_id, language, lambda port, owner, call: port.cancel(owner, call))
        return done if part else _report(language, call_id)


def _section(site: Site, request: Request, call_id: str, language: Language, act: Act) -> Response:
    owner = site.identity.owner(request.cookies)
    if owner is None:
        raise HTTPException(403, "no valid identity cookie; open the start page first")
    if site.opinions is None:
        raise HTTPException(404, "no model is configured")
    render, problem = site.render(language), ""
    try:
        view = act(site.opinions, owner, call_id)
    except (CallNotFound, CallNotOver) as error:
        raise HTTPException(404, str(error)) from error
    except PracticeError as error:
        view, problem = _kept(site.opinions, owner, call_id), practice_message(error, render.t)
    shown = show_opinion(view, site.names, language)
    html = render("second_opinion.html", opinion=shown, problem=problem)
    return HTMLResponse(html, headers={"cache-control": "no-store"})


def _kept(port: OpinionsPort, owner: str, call_id: str) -> OpinionView:
    """What was answered before stays in sight, if it can be read."""
    try:
        return port.view(owner, call_id)
    except PracticeError:
        return OpinionView(call_id=call_id)


def _report(language: Language, call_id: str) -> RedirectResponse:
    return RedirectResponse(f"/{language}/report/?{urlencode({'call': call_id})}", status_code=SEE_OTHER)
