"""Plain routes beside the pages: starting a call, downloads, documents, language, health."""

from contextlib import suppress
from dataclasses import asdict
from typing import Annotated
from urllib.parse import urlencode

import structlog
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import JSONResponse, RedirectResponse, Response

from knowledge.refusal import DocumentRefused
from simulator.errors import CallNotFound, CallNotOver, PracticeError
from simulator.report import report_json
from web.clause_routes import add_clauses
from web.correction_routes import add_corrections
from web.opinion_routes import add_opinions
from web.pages.frame import PAGES
from web.problems import document_message, practice_message
from web.site import Site
from web.teach_routes import add_teaching
from web.texts import Language

SEE_OTHER = 303
WAITING = 4
"""Threads for those who wait for the grader: they must not use up the ones that serve the pages."""
LANGUAGE_COOKIE = "language"


def routes(site: Site) -> APIRouter:
    router = APIRouter()
    _add_health(router, site)
    _add_calls(router, site)
    _add_documents(router, site)
    add_clauses(router, site)
    add_opinions(router, site)
    add_corrections(router, site)
    add_teaching(router, site)
    _add_language(router)
    return router


def _add_health(router: APIRouter, site: Site) -> None:
    @router.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    waiting = CapacityLimiter(WAITING)

    @router.get("/ready")
    async def ready(wait: Annotated[float, Query(ge=0, le=120)] = 0) -> JSONResponse:
        """With ``wait`` the answer comes when loading has ended, or after that many seconds."""
        state = await run_sync(site.readiness, wait, limiter=waiting) if wait else site.readiness()
        return JSONResponse(asdict(state), 200 if state.stage == "ready" else 503)

    @router.get("/state")
    def state() -> dict[str, str]:
        """For the page: the same, without an error status that a browser would log."""
        return asdict(site.readiness())

    @router.get("/manifest.json")
    def manifest() -> dict[str, str]:
        return {"name": site.render("zh").t("product"), "start_url": "/", "display": "browser"}

    @router.get("/favicon.ico")
    def favicon() -> RedirectResponse:
        return RedirectResponse("/ui/icon.svg")


def _add_calls(router: APIRouter, site: Site) -> None:
    @router.post("/calls")
    def start(
        request: Request,
        scenario: Annotated[str, Form(max_length=100)],
        language: Annotated[Language, Form()] = "zh",
        seed: Annotated[int | None, Form()] = None,
        hints: Annotated[str, Form()] = "",
    ) -> Response:
        try:
            call = site.practice.start(_owner(site, request), scenario, seed, hints == "on")
        except PracticeError as error:
            message = practice_message(error, site.render(language).t)
            return _to(language, "practice", notice=site.identity.sign_notice("warning", message))
        return _to(language, "call", call=call.id)

    @router.get("/calls/{call_id}/report.json")
    def download(request: Request, call_id: str) -> Response:
        try:
            report = site.practice.report(_owner(site, request), call_id)
        except (CallNotFound, CallNotOver) as error:
            raise HTTPException(404, str(error)) from error
        except PracticeError as error:
            raise HTTPException(503, str(error)) from error
        name = f"report-{report.call.card.id}-{report.call.seed}.json"
        disposition = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
        return Response(report_json(report), media_type="application/json", headers=disposition)


def _add_documents(router: APIRouter, site: Site) -> None:
    @router.post("/documents")
    def add(
        request: Request, file: UploadFile, language: Annotated[Language, Form()] = "zh"
    ) -> RedirectResponse:
        _owner(site, request)
        tone, message = _add_document(site, file, language)
        return _to(language, "standards", notice=site.identity.sign_notice(tone, message))

    @router.post("/documents/remove")
    def remove(
        request: Request,
        id: Annotated[str, Form(max_length=200)],
        language: Annotated[Language, Form()] = "zh",
    ) -> RedirectResponse:
        _owner(site, request)
        library = site.library()
        if library is not None:
            # somebody else may have been faster; the outcome is what was asked for
            with suppress(KeyError):
                library.remove_document(id)
        message = site.render(language).t("standards.removed" if library else "standards.loading")
        return _to(language, "standards", notice=site.identity.sign_notice("ok", message))


def document_too_large(site: Site, request: Request) -> Response:
    """The answer to a document that was refused by its length, without looking into the form."""
    language = _chosen(request, None)
    name = site.render(language).t("standards.document_unnamed")
    message = site.render(language).t("document_errors.too_large", name=name)
    return _to(language, "standards", notice=site.identity.sign_notice("warning", message))


def _add_document(site: Site, file: UploadFile, language: Language) -> tuple[str, str]:
    t = site.render(language).t
    library = site.library()
    name = (file.filename or "")[-120:]
    if library is None:
        return "warning", t("standards.loading")
    if not name:
        return "warning", t("standards.no_file")
    if (file.size or 0) > site.settings.max_upload_bytes:
        return "warning", t("document_errors.too_large", name=name)
    try:
        done = library.add_document(name, file.file.read())
    except DocumentRefused as error:
        return "warning", document_message(error, name, t)
    except OSError:  # the disk is full, or the library cannot be written: nothing was added
        structlog.get_logger().exception("a document could not be kept")
        return "warning", t("document_errors.other", name=name, reason=t("errors.store_unavailable"))
    shown = done.document
    key = "standards.added" if done.added else "standards.unchanged"
    return "ok", t(key, name=shown.name, count=shown.passages)


def _add_language(router: APIRouter) -> None:
    @router.get("/")
    def home(request: Request, lang: Language | None = None) -> RedirectResponse:
        chosen = _chosen(request, lang)
        return _remember(_to(chosen, "practice"), chosen)

    @router.get("/practice")
    @router.get("/report")
    @router.get("/standards")
    @router.get("/clauses")
    @router.get("/teach")
    def plain(request: Request, lang: Language | None = None, call: str = "") -> RedirectResponse:
        """The address without a language, for links and bookmarks."""
        chosen = _chosen(request, lang)
        page = request.url.path.strip("/")
        page = "call" if page == "practice" and call else page
        return _remember(_to(chosen, page, call=call) if call else _to(chosen, page), chosen)

    @router.get("/language")
    def switch(to: Language, page: str = "practice", call: str = "") -> RedirectResponse:
        known = page if page in PAGES else "practice"
        answer = _to(to, known, call=call) if call else _to(to, known)
        return _remember(answer, to)


def _chosen(request: Request, lang: Language | None) -> Language:
    return lang or ("en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "zh")


def _remember(answer: RedirectResponse, language: Language) -> RedirectResponse:
    answer.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, samesite="lax", httponly=True)
    return answer


def _to(language: Language, page: str, **query: str) -> RedirectResponse:
    address = f"/{language}/{page}/" + (f"?{urlencode(query)}" if query else "")
    return RedirectResponse(address, status_code=SEE_OTHER)


def _owner(site: Site, request: Request) -> str:
    owner = site.identity.owner(request.cookies)
    if owner is None:
        raise HTTPException(403, "no valid identity cookie; open the start page first")
    return owner
