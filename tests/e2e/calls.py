"""Steps that several browser tests take."""

from playwright.sync_api import Locator, Page, expect

GREETING = "您好，95598供电服务热线，请问有什么可以帮您？"
ADDRESS = "您先别着急，请问您家的详细地址是哪里？"


def choose(page: Page, situation: str = "anxious_outage") -> None:
    """From the cards to a ringing phone."""
    page.goto("/zh/practice/")
    page.locator(f".card[data-situation={situation}] button").first.click()
    expect(page.locator(".ringing")).to_be_visible()


def take_call(page: Page, situation: str = "anxious_outage") -> None:
    choose(page, situation)
    page.locator("#answer").click()
    expect(page.locator(".turn.customer")).to_have_count(1)


def reply_box(page: Page) -> Locator:
    return page.locator("#reply textarea")


def say(page: Page, text: str) -> None:
    before = page.locator(".turn.trainee:not(.pending)").count()
    reply_box(page).fill(text)
    page.locator("#send").click()
    expect(page.locator(".turn.trainee:not(.pending)")).to_have_count(before + 1)


def hang_up(page: Page) -> None:
    page.locator("#act-hang_up").click()
    page.locator("[data-hangup=yes]").click()
    expect(page.locator(".event.over")).to_be_visible()
