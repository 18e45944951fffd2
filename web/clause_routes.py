"""Routes of the company's own clauses: a file in, a file out, one taken out of force."""

from contextlib import suppress
from typing import Annotated
from urllib.parse import urlencode

import structlog
from fastapi import APIRouter, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from knowledge.own import MAX_BYTES, ClauseRefused, read_clause, write_clause
from web.clause_texts import refusal_lines
from web.site import Site
from web.texts import Language

SEE_OTHER = 303


def add_clauses(router: APIRouter, site: Site) -> None:
    @router.post("/clauses")
    def add(
        request: Request, file: UploadFile, language: Annotated[Language, Form()] = "zh"
    ) -> RedirectResponse:
        _check(site, request)
        return _back(site, language, *_add(site, file, language))

    @router.post("/clauses/remove")
    def remove(
        request: Request,
        id: Annotated[str, Form(max_length=200)],
        language: Annotated[Language, Form()] = "zh",
    ) -> RedirectResponse:
        _check(site, request)
        desk = site.clauses()
        if desk is None:
            return _back(site, language, "warning", site.render(language).t("clauses.loading"))
        # somebody else may have been faster; the outcome is what was asked for
        with suppress(KeyError):
            desk.remove(id)
        return _back(site, language, "ok", site.render(language).t("clauses.removed"))

    @router.get("/clauses/{full_id}.yaml")
    def download(request: Request, full_id: str) -> Response:
        _check(site, request)
        desk = site.clauses()
        try:
            if desk is None:
                raise HTTPException(503, "the grader is still loading")
            kept = desk.get(full_id)
        except KeyError as error:
            raise HTTPException(404, f"no clause {full_id!r}") from error
        headers = {
            "content-disposition": f'attachment; filename="{kept.id}.yaml"',
            "cache-control": "no-store",
        }
        return Response(write_clause(kept.own), media_type="application/yaml", headers=headers)


def _add(site: Site, file: UploadFile, language: Language) -> tuple[str, str]:
    t = site.render(language).t
    desk = site.clauses()
    name = (file.filename or "")[-120:]
    if desk is None or not name:
        return "warning", t("clauses.loading" if desk is None else "standards.no_file")
    try:
        own = read_clause(name, file.file.read(MAX_BYTES + 1))
        outcome = desk.add(own).outcome
    except ClauseRefused as refused:
        return "warning", t("clauses.file_refused", name=name) + "\n" + "\n".join(refusal_lines(refused, t))
    except OSError:  # the disk is full, or the folder cannot be written: nothing was added
        structlog.get_logger().exception("a clause could not be kept")
        return "warning", t("errors.store_unavailable")
    return "ok", t(f"clauses.outcome_{outcome}", title=own.title)


def _back(site: Site, language: Language, tone: str, message: str) -> RedirectResponse:
    query = urlencode({"notice": site.identity.sign_notice(tone, message)})
    return RedirectResponse(f"/{language}/clauses/?{query}", status_code=SEE_OTHER)


def _check(site: Site, request: Request) -> None:
    if site.identity.owner(request.cookies) is None:
        raise HTTPException(403, "no valid identity cookie; open the start page first")
