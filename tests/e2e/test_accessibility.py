"""What axe finds on every page, in both languages: nothing serious."""

from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.calls import GREETING, hang_up, say


@pytest.fixture(scope="module")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def complaints(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")["violations"]
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:200]}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_on_the_pages_of_a_call_keeps_anybody_out(page: Page, axe: str, language: str) -> None:
    page.goto(f"/{language}/practice/")
    expect(page.locator(".card").first).to_be_visible()
    assert complaints(page, axe) == []
    page.locator(".card[data-situation=drunk_visitor] button").first.click()
    expect(page.locator(".ringing")).to_be_visible()
    assert complaints(page, axe) == []
    page.locator("#answer").click()
    expect(page.locator(".turn.customer")).to_have_count(1)
    say(page, GREETING)
    say(page, "你急什么，再骂我就报警。")
    assert complaints(page, axe) == []
    hang_up(page)
    page.locator(".event.over a").click()
    expect(page.locator(".report")).to_be_visible()
    assert complaints(page, axe) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_on_the_page_of_the_standards_keeps_anybody_out(page: Page, axe: str, language: str) -> None:
    page.goto(f"/{language}/standards/")
    page.locator("#question input").fill("客户喝醉了怎么办")
    page.keyboard.press("Enter")
    expect(page.locator(".results > li").first).to_be_visible()
    assert complaints(page, axe) == []
