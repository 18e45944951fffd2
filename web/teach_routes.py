"""Routes of the taught graders: one put in force, and back to the shipped one."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse

from scoring.teaching import CandidateRefused
from web.ports import TeachingPort
from web.site import Site
from web.texts import Language

SEE_OTHER = 303
Line = Annotated[str, Form(max_length=1000)]
Tongue = Annotated[Language, Form()]


def add_teaching(router: APIRouter, site: Site) -> None:
    @router.post("/teach/accept")
    def accept(  # noqa: PLR0913, PLR0917 - one argument for each field of the form
        request: Request,
        fingerprint: Line = "",
        author: Line = "",
        reason: Line = "",
        force: Line = "",
        language: Tongue = "zh",
    ) -> RedirectResponse:
        def decide(desk: TeachingPort) -> str:
            desk.accept(fingerprint, author, reason, force == "on")
            return "teach.accepted"

        return _decided(site, request, language, decide)

    @router.post("/teach/revert")
    def revert(
        request: Request, author: Line = "", reason: Line = "", language: Tongue = "zh"
    ) -> RedirectResponse:
        def decide(desk: TeachingPort) -> str:
            desk.revert(author, reason)
            return "teach.reverted"

        return _decided(site, request, language, decide)


def _decided(
    site: Site, request: Request, language: Language, decide: Callable[[TeachingPort], str]
) -> RedirectResponse:
    if site.identity.owner(request.cookies) is None:
        raise HTTPException(403, "no valid identity cookie; open the start page first")
    desk, tone = site.teaching(), "warning"
    try:
        if desk is None:
            key = "teach.loading"
        else:
            key, tone = decide(desk), "ok"
    except CandidateRefused as refused:
        key = f"teach_refusal.{refused.code}"
    except OSError:  # the disk is full, or the folder cannot be written: what was in force stays
        structlog.get_logger().exception("the decision could not be kept")
        key = "errors.store_unavailable"
    notice = site.identity.sign_notice(tone, site.render(language).t(key))
    return RedirectResponse(f"/{language}/teach/?{urlencode({'notice': notice})}", status_code=SEE_OTHER)
