"""Makes the pictures in ``docs/screenshots`` from the real server: ``python -m scripts.screenshots``."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx
from playwright.sync_api import Page, expect, sync_playwright

PROJECT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = PROJECT / "docs" / "screenshots"
SIZES: Final = {"1280": (1280, 900), "390": (390, 844)}
SEED: Final = "7"
SCENARIO: Final = "anxious_baby_building"
REPLIES: Final = (
    "您好，95598供电服务热线，请问有什么可以帮您？",
    "您先别着急，我非常理解您的心情。请问您家的详细地址是哪里？是您一家停电还是整栋楼都停了？",
    "好的，请问是什么时候开始停的？您怎么称呼，联系电话是多少？",
)
OWN_CLAUSE: Final = PROJECT / "tests" / "data" / "own_clauses" / "clauses" / "no_rating_request.yaml"
OWN_TITLE: Final = "不得索要好评"
ORDER: Final = {"order-name": "赵女士", "order-promised_time": "45分钟内到达现场"}


@contextmanager
def running_server(data: Path) -> Iterator[str]:
    """The address of a server with empty data, ready to grade."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "app.py", "--port", str(port)]
    process = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, "DATA_DIR": str(data)})  # noqa: S603
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=7), timeout=120) as client:
            client.get(f"http://127.0.0.1:{port}/ready", params={"wait": 120}).raise_for_status()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running_server(Path(data)) as url, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, (width, height) in SIZES.items():
            context = browser.new_context(
                base_url=url, viewport={"width": width, "height": height}, locale="zh-CN"
            )
            _take_all(context.new_page(), name)
            context.close()
        browser.close()


def _take_all(page: Page, size: str) -> None:
    page.goto("/zh/practice/")
    expect(page.locator(".card").first).to_be_visible()
    _shoot(page, "cards", size)
    page.locator(f"form:has(input[value={SCENARIO}])").evaluate(
        "(form, seed) => form.insertAdjacentHTML('beforeend', `<input type=hidden name=seed value=${seed}>`)",
        SEED,
    )
    page.locator(f"form:has(input[value={SCENARIO}]) button").click()
    expect(page.locator(".ringing")).to_be_visible()
    _shoot(page, "ringing", size)
    _talk(page, size)
    page.get_by_role("link", name="查看报告").click()
    expect(page.locator(".report")).to_be_visible()
    _shoot(page, "report", size)
    page.goto("/zh/standards/")
    page.locator("#question input").fill("客户喝醉了怎么办")
    page.locator("#search").click()
    expect(page.locator(".results > li").first).to_be_visible()
    _shoot(page, "standards", size)
    page.goto("/zh/clauses/")
    if not page.get_by_text(OWN_TITLE).count():
        page.locator("input[type=file]").set_input_files(OWN_CLAUSE)
        page.get_by_role("button", name="上传").click()
    expect(page.locator(".own-clauses .figures").first).to_be_visible()
    _shoot(page, "clauses", size)


def _talk(page: Page, size: str) -> None:
    page.locator("#answer").click()
    for number, reply in enumerate(REPLIES, start=1):
        page.locator("#reply textarea").fill(reply)
        page.locator("#send").click()
        expect(page.locator(".turn.trainee:not(.pending)")).to_have_count(number)
    _shoot(page, "call", size)
    if size == "390":
        page.get_by_role("tab", name="工单").click()
    for field, value in ORDER.items():
        page.locator(f"#{field} :is(input, textarea)").fill(value)
    page.locator("#save-order").click()
    expect(page.locator("#saved .ok")).to_be_visible()
    if size == "390":
        _shoot(page, "work-order", size)
        page.get_by_role("tab", name="对话").click()
    page.locator("#act-hang_up").click()
    page.locator("[data-hangup=yes]").click()


def _shoot(page: Page, name: str, size: str) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=TARGET / f"{name}-{size}.png", animations="disabled")


if __name__ == "__main__":
    main()
