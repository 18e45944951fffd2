"""The composition root: settings, database, pages; the grader is loaded once the pages are served.

Run ``python app.py [--host H] [--port P]``.
"""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("LANGSMITH_TRACING", "false")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")

from pydantic import ValidationError

from knowledge.catalogue import load_catalogue
from knowledge.content import ContentError
from simulator.bootstrap import SimulatorSettings, build_use_cases
from simulator.errors import GraderNotReady, StoreUnavailable
from simulator.model_settings import JudgeSettings
from web.readiness import BackgroundLoad
from web.server import serve, take_port
from web.settings import WebSettings

if TYPE_CHECKING:
    from knowledge.library import Library
    from scoring.bootstrap import Scoring


@dataclass(frozen=True)
class Engine:
    """The heavy parts, which take seconds to load."""

    library: "Library"
    scoring: "Scoring"


def load_engine(report: Callable[[str], None]) -> Engine:
    from knowledge.library import open_library  # noqa: PLC0415 - heavy: behind the first page
    from knowledge.settings import KnowledgeSettings  # noqa: PLC0415
    from scoring.bootstrap import build_scoring  # noqa: PLC0415

    def say(step: str) -> None:
        report(step)
        print(step, flush=True)

    library = open_library(KnowledgeSettings(), say)
    say("Loading the grader")
    scoring = build_scoring(library)
    print("The grader is ready", flush=True)
    return Engine(library, scoring)


def scoring_of(engine: BackgroundLoad[Engine]) -> "Scoring":
    if engine.value is None:
        raise GraderNotReady(engine.state().detail or "it is still loading; try again in a moment")
    return engine.value.scoring


def run(settings: WebSettings) -> None:
    """Serve until stopped. Raises the typed errors that :func:`main` puts into words."""
    listener = take_port(settings.host, settings.port)
    engine: BackgroundLoad[Engine] = BackgroundLoad(load_engine)
    use_cases = build_use_cases(SimulatorSettings(), lambda: scoring_of(engine), JudgeSettings())
    from web.application import create_app  # noqa: PLC0415 - gradio takes seconds; errors above come at once

    app = create_app(
        use_cases.practice,
        library=lambda: engine.value.library if engine.value else None,
        readiness=engine.state,
        names=load_catalogue(),
        settings=settings,
        clauses=lambda: engine.value.scoring.clauses if engine.value else None,
        opinions=use_cases.opinions,
        corrections=use_cases.corrections,
        teaching=lambda: engine.value.scoring.teaching if engine.value else None,
    )

    def serving() -> None:
        print(f"http://{settings.host}:{settings.port}", flush=True)
        engine.start()

    serve(app, listener, serving)


def read_settings() -> WebSettings:
    """From the environment, the command line last. Raises ``ValueError`` for what cannot be used."""
    defaults = WebSettings()
    parser = argparse.ArgumentParser(description="Training simulator for power-company call centres")
    parser.add_argument("--host", default=defaults.host)
    parser.add_argument("--port", type=int, default=defaults.port)
    arguments = parser.parse_args()
    return WebSettings(host=arguments.host, port=arguments.port)


def main() -> int:
    try:
        run(read_settings())
    except ValidationError as error:
        for problem in error.errors():
            field = ".".join(map(str, problem["loc"]))
            print(f"{field}={problem['input']!r}: {problem['msg']}; change the setting", file=sys.stderr)
        return 1
    except StoreUnavailable as error:
        print(f"{SimulatorSettings().described}: {error}", file=sys.stderr)
        return 1
    except (OSError, ContentError, ValueError) as error:  # OSError: the port, or DATA_DIR cannot be written
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
