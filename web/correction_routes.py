"""Routes of a trainer's corrections: one made, one taken back."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse

from simulator.corrected import Draft
from simulator.errors import CallNotFound, CallNotOver, PracticeError
from web.ports import CorrectionsPort
from web.problems import practice_message
from web.site import Site
from web.texts import Language

SEE_OTHER = 303
Line = Annotated[str, Form(max_length=1000)]


def add_corrections(router: APIRouter, site: Site) -> None:
    @router.post("/corrections")
    def add(  # noqa: PLR0913, PLR0917 - one argument for each field of the form
        request: Request,
        call: Annotated[str, Form(max_length=100)],
        turn: Annotated[int, Form(ge=0, le=10_000)],
        label: Line = "",
        kind: Line = "",
        words: Line = "",
        author: Line = "",
        reason: Line = "",
        language: Annotated[Language, Form()] = "zh",
    ) -> RedirectResponse:
        owner, port = _port(site, request)
        t = site.render(language).t
        tone, message = "ok", t("correction.kept")
        try:
            port.add(owner, Draft(call, turn, label, kind, words, author, reason))
        except (CallNotFound, CallNotOver) as error:
            raise HTTPException(404, str(error)) from error
        except PracticeError as error:
            tone, message = "warning", practice_message(error, t)
        return _to(site, language, "report", tone, message, call=call)

    @router.post("/corrections/withdraw")
    def withdraw(
        request: Request,
        id: Annotated[int, Form(ge=0, le=2**31)],
        author: Line = "",
        reason: Line = "",
        language: Annotated[Language, Form()] = "zh",
    ) -> RedirectResponse:
        _, port = _port(site, request)
        t = site.render(language).t
        tone, message = "ok", t("correction.taken_back")
        try:
            port.withdraw(id, author, reason)
        except PracticeError as error:
            tone, message = "warning", practice_message(error, t)
        return _to(site, language, "teach", tone, message)


def _port(site: Site, request: Request) -> tuple[str, CorrectionsPort]:
    owner = site.identity.owner(request.cookies)
    if owner is None:
        raise HTTPException(403, "no valid identity cookie; open the start page first")
    if site.corrections is None:
        raise HTTPException(404, "nothing is corrected here")
    return owner, site.corrections


def _to(site: Site, language: Language, page: str, tone: str, message: str, **query: str) -> RedirectResponse:
    asked = urlencode({**query, "notice": site.identity.sign_notice(tone, message)})
    return RedirectResponse(f"/{language}/{page}/?{asked}", status_code=SEE_OTHER)
