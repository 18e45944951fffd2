"""The whole application over a fake practice, asked without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from knowledge.catalogue import load_catalogue
from tests.unit.web.web_fakes import FakeClauses, FakeLibrary, FakePractice
from web.application import create_app
from web.ports import ClausesSource, LibrarySource
from web.readiness import Readiness, ReadinessSource
from web.settings import WebSettings

LOOPBACK = "http://127.0.0.1:7860"


def ready(wait_s: float = 0) -> Readiness:
    return Readiness("ready")


def make_app(
    practice: FakePractice,
    library: LibrarySource,
    state: ReadinessSource,
    settings: WebSettings,
    clauses: ClausesSource = lambda: None,
) -> FastAPI:
    return create_app(practice, library, state, load_catalogue(), settings, clauses)


@pytest.fixture
def practice() -> FakePractice:
    return FakePractice()


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary()


@pytest.fixture
def clauses() -> FakeClauses:
    return FakeClauses()


@pytest.fixture
def client(
    practice: FakePractice, library: FakeLibrary, clauses: FakeClauses, tmp_path: Path
) -> Iterator[TestClient]:
    app = make_app(practice, lambda: library, ready, WebSettings(data_dir=tmp_path), lambda: clauses)
    with TestClient(app, base_url=LOOPBACK, follow_redirects=False) as made:
        yield made
