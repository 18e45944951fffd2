"""The real server in a process of its own, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
READY_S = 120
AFTER_A_CRASH = ("ERR_CONNECTION", "ERR_INCOMPLETE", "/gradio_api/app_id")
"""What the browser's console says where a killed server is part of the test; Gradio asks for its app's id
under an address that it does not serve itself."""


def missing() -> str:
    """What keeps the browser tests from running here, or ``""``."""
    if not Path(CHROMIUM).exists():
        return f"{CHROMIUM} is missing: apt-get install chromium"
    listing = shutil.which("fc-list")
    if listing is None:
        return "fc-list is missing: apt-get install fontconfig fonts-noto-cjk"
    fonts = subprocess.run([listing, ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return "" if fonts.stdout.strip() else "no font with Chinese characters: apt-get install fonts-noto-cjk"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """``python app.py`` with its own data; it can be killed and started again on the same address."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    settings: dict[str, str] = field(default_factory=dict)
    """Variables of its environment, besides those that every test needs."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "app.py", "--port", str(self.port)],
                cwd=PROJECT,
                env={**os.environ, "DATA_DIR": str(self.data), "OMP_NUM_THREADS": "1", **self.settings},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def _wait(self) -> None:
        """Until the grader is ready; connecting is retried while the port is closed."""
        try:
            with httpx.Client(transport=httpx.HTTPTransport(retries=6), timeout=READY_S) as client:
                response = client.get(f"{self.url}/ready", params={"wait": READY_S})
        except httpx.ConnectError:
            pytest.fail(f"the server did not start:\n{self.log()}")
        assert response.json()["stage"] == "ready", self.log()

    def kill(self) -> None:
        """As a crash would: no chance to tidy up."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def log(self) -> str:
        return (self.data / "server.log").read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if reason := missing():
        pytest.skip(f"BROWSER TESTS NOT RUN: {reason}")
    made = Server(tmp_path_factory.mktemp("data"), free_port())
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: while it is open, playwright's event loop runs under every other test."""
    if reason := missing():
        pytest.skip(f"BROWSER TESTS NOT RUN: {reason}")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield made
        made.close()


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A browser profile of its own: another guest than in every other test."""
    context = browser.new_context(
        base_url=server.url, viewport={"width": 1280, "height": 900}, locale="zh-CN", accept_downloads=True
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def complaint(line: ConsoleMessage) -> str:
    return f"{line.text} {line.location.get('url', '')}"


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    made = visitor.new_page()
    complaints: list[str] = []
    made.on("console", lambda line: complaints.append(complaint(line)) if line.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    assert [line for line in complaints if not any(expected in line for expected in AFTER_A_CRASH)] == []
