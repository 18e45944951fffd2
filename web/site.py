"""What every page is built from."""

from dataclasses import dataclass, field

import gradio as gr

from scoring.policy import Policy, PolicySettings, load_policy
from web.identity import Identity
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
from web.settings import WebSettings
from web.texts import Language


@dataclass(frozen=True)
class Site:
    """Use-cases and helpers; one for the whole server."""

    practice: PracticePort
    library: LibrarySource
    readiness: ReadinessSource
    names: NamesPort
    identity: Identity
    renderers: dict[Language, Renderer]
    settings: WebSettings
    clauses: ClausesSource = lambda: None
    opinions: OpinionsPort | None = None
    """``None`` where no model is configured: then no page says a word of it."""
    policy: Policy = field(default_factory=lambda: load_policy(PolicySettings().local_file))
    """As it was when the server started, which is as the grader has it."""

    corrections: CorrectionsPort | None = None
    teaching: TeachingSource = lambda: None

    def render(self, language: Language) -> Renderer:
        return self.renderers[language]

    def owner(self, request: gr.Request) -> str:
        """Who sent this event, from the signed cookie alone.

        Raises :class:`NobodyError` without one: whatever the payload says, it is not believed.
        """
        cookies = request.request.cookies if request.request is not None else {}
        owner = self.identity.owner(cookies)
        if owner is None:
            raise NobodyError
        return owner

    def header(self, language: Language, page: str) -> str:
        return self.render(language)("header.html", page=page, stage=self.readiness().stage)


class NobodyError(PermissionError):
    """An event came without a valid identity."""


def asked(request: gr.Request, name: str) -> str:
    """A value from the page's own address, ``""`` where it is not there."""
    if request.request is None:
        return ""
    return str(request.request.query_params.get(name, ""))
