"""The web application: Gradio's pages in both languages, and the routes and rules around them."""

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

import gradio as gr
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from web.gate import Gate
from web.identity import Identity, is_loopback, load_secret
from web.lazy import LazyPage
from web.limits import BodyLimit
from web.pages.call import call_page
from web.pages.clauses import clauses_page
from web.pages.frame import Page
from web.pages.practice import practice_page
from web.pages.report import report_page
from web.pages.standards import standards_page
from web.pages.teach import teach_page
from web.ports import (
    ClausesSource,
    CorrectionsPort,
    LibrarySource,
    NamesPort,
    OpinionsPort,
    PracticePort,
    TeachingSource,
)
from web.readiness import ReadinessSource
from web.rendering import Renderer
from web.routes import document_too_large, routes
from web.security import Guard
from web.settings import STATIC, WebSettings
from web.site import Site
from web.texts import LANGUAGES, Language, load_texts

BUILDERS: Final[dict[Page, Callable[[Site, Language], gr.Blocks]]] = {
    "practice": practice_page,
    "call": call_page,
    "report": report_page,
    "standards": standards_page,
    "clauses": clauses_page,
    "teach": teach_page,
}
_NO_UPLOADS: Final = 1
"""Bytes. Documents come through a route of our own, so that nothing lies in Gradio's shared cache."""


def create_app(  # noqa: PLR0913, PLR0917 - one argument for each part of the product
    practice: PracticePort,
    library: LibrarySource,
    readiness: ReadinessSource,
    names: NamesPort,
    settings: WebSettings,
    clauses: ClausesSource = lambda: None,
    opinions: OpinionsPort | None = None,
    corrections: CorrectionsPort | None = None,
    teaching: TeachingSource = lambda: None,
) -> FastAPI:
    """Everything that is served. ``library`` and ``clauses`` give ``None`` until they are loaded."""
    texts = load_texts()
    site = Site(
        practice=practice,
        library=library,
        readiness=readiness,
        names=names,
        identity=Identity(load_secret(settings.secret_file)),
        renderers={language: Renderer(texts[language]) for language in LANGUAGES},
        settings=settings,
        clauses=clauses,
        opinions=opinions,
        corrections=corrections,
        teaching=teaching,
    )
    return _assemble(site)


def _assemble(site: Site) -> FastAPI:
    """The pages and routes, with the rules around them."""
    pages = {
        f"/{language}/{page}": LazyPage(partial(_page_app, site, language, page))
        for language in LANGUAGES
        for page in BUILDERS
    }
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(pages))
    app.include_router(routes(site))
    app.mount("/ui", StaticFiles(directory=STATIC))
    for path, lazy in pages.items():
        app.mount(path, Gate(lazy, site.identity))
    app.add_middleware(
        BodyLimit, document_bytes=site.settings.max_upload_bytes, too_large=partial(document_too_large, site)
    )
    app.add_middleware(
        Guard,
        identity=site.identity,
        loopback_only=is_loopback(site.settings.host),
        texts=site.renderers["zh"].t,
    )
    return app


def _lifespan(pages: Mapping[str, LazyPage]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        for page in pages.values():
            await page.close()

    return lifespan


def _page_app(site: Site, language: Language, page: Page) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        BUILDERS[page](site, language),
        "/",
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=_NO_UPLOADS,
        ssr_mode=False,
        pwa=False,
        theme=gr.themes.Base(font=["system-ui"], font_mono=["monospace"]),
        head=_head(),
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    return app


def _head() -> str:
    styles = "".join(f'<link rel="stylesheet" href="{_versioned(file)}">' for file in _files("*.css"))
    scripts = "".join(f'<script defer src="{_versioned(file)}"></script>' for file in _files("*.js"))
    return f'<link rel="icon" href="/ui/icon.svg" type="image/svg+xml">{styles}{scripts}'


def _files(pattern: str) -> list[Path]:
    return sorted(STATIC.glob(pattern))


def _versioned(file: Path) -> str:
    """An address that changes with the file, so that a browser never mixes old and new."""
    return f"/ui/{file.name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:10]}"
