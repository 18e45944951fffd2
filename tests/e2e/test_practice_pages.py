"""Taking a call in the browser."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.calls import ADDRESS, GREETING, choose, hang_up, reply_box, say, take_call
from tests.e2e.conftest import Server


def test_a_whole_call_is_taken_and_graded(page: Page) -> None:
    take_call(page)
    say(page, GREETING)
    expect(page.locator(".turn.trainee .feedback").first).to_be_visible()
    expect(page.locator(".turn.trainee mark.good").first).to_be_visible()
    say(page, ADDRESS)
    expect(page.locator(".turn.customer")).to_have_count(3)
    expect(page.locator(".coach-list.finished li").first).to_be_visible()
    hang_up(page)
    expect(page.locator("[data-status=ended]")).to_be_attached()
    page.get_by_role("link", name="查看报告").click()
    expect(page.locator(".total .figure")).to_have_text(re.compile(r"\d+"))


def test_cards_can_be_filtered(page: Page) -> None:
    page.goto("/zh/practice/")
    page.locator("[data-filter=situation]").select_option("drunk_visitor")
    expect(page.locator(".card:visible").first).to_have_attribute("data-situation", "drunk_visitor")
    expect(page.locator(".card[data-situation=anxious_outage]:visible")).to_have_count(0)


def test_a_double_click_starts_one_call(page: Page) -> None:
    started: list[str] = []
    page.on("request", lambda sent: started.append(sent.url) if sent.url.endswith("/calls") else None)
    page.goto("/zh/practice/")
    page.locator(".card button").first.dblclick()
    expect(page.locator(".ringing")).to_be_visible()
    assert len(started) == 1


def test_a_reload_in_mid_call_goes_on_with_it(page: Page) -> None:
    take_call(page)
    say(page, GREETING)
    said = page.locator(".turn .bubble").all_inner_texts()
    page.reload()
    expect(page.locator(".turn .bubble")).to_have_text(said)
    say(page, ADDRESS)
    page.goto("/zh/practice/")
    expect(page.locator(".resume")).to_be_visible()


def test_the_work_order_is_kept_when_a_field_is_left(page: Page) -> None:
    take_call(page)
    page.locator("#order-address textarea").fill("和平里小区3栋2单元")
    page.locator("#order-phone input").focus()
    expect(page.locator("#saved .saved.ok")).to_be_visible()
    page.locator("#order-kind input").click()
    page.get_by_role("option", name="故障报修").click()
    expect(page.locator("#saved .saved.ok")).to_be_visible()
    page.reload()
    expect(page.locator("#order-address textarea")).to_have_value("和平里小区3栋2单元")
    expect(page.locator("#order-kind input")).to_have_value("故障报修")


def test_the_work_order_can_be_completed_after_the_call_until_the_report_is_opened(page: Page) -> None:
    take_call(page)
    say(page, GREETING)
    hang_up(page)
    call = page.url
    page.locator("#order-name input").fill("赵女士")
    page.locator("#save-order").click()
    expect(page.locator("#saved .saved.ok")).to_be_visible()
    page.get_by_role("link", name="查看报告").click()
    expect(page.get_by_role("cell", name="赵女士").first).to_be_visible()
    page.goto(call)
    page.locator("#order-name input").fill("别人")
    page.locator("#save-order").click()
    expect(page.locator("#saved .saved.warning")).to_contain_text("已随报告提交")


def test_the_server_may_be_killed_and_started_again_in_mid_call(page: Page, server: Server) -> None:
    take_call(page)
    say(page, GREETING)
    said = page.locator(".turn .bubble").all_inner_texts()
    server.kill()
    server.start()
    page.reload()
    expect(page.locator(".turn .bubble")).to_have_text(said)
    say(page, ADDRESS)


def test_the_open_tab_recovers_by_itself_and_keeps_what_was_typed(page: Page, server: Server) -> None:
    take_call(page)
    say(page, GREETING)
    page.locator("#order-name input").fill("钱先生")
    reply_box(page).fill(ADDRESS)
    server.kill()
    expect(page.locator("#connection")).to_contain_text("正在重连")
    page.locator("#send").click()
    server.start()
    expect(page.locator("#connection")).to_have_count(0)
    expect(reply_box(page)).to_have_value(ADDRESS)
    expect(page.locator("#order-name input")).to_have_value("钱先生")
    page.locator("#send").click()
    expect(page.locator(".turn.customer")).to_have_count(3)
    expect(page.locator(".turn.trainee")).to_have_count(2)
    expect(reply_box(page)).to_have_value("")


def test_a_step_that_fails_is_said_in_the_words_of_the_page(page: Page) -> None:
    take_call(page)
    page.route("**/queue/join*", lambda route: route.fulfill(status=200, body="no JSON"))
    reply_box(page).fill(GREETING)
    page.locator("#send").click()
    expect(page.locator("#connection")).to_contain_text("请再试一次")
    expect(reply_box(page)).to_have_value(GREETING)
    page.unroute("**/queue/join*")
    page.locator("#send").click()
    expect(page.locator(".turn.customer")).to_have_count(2)
    expect(page.locator(".turn.trainee")).to_have_count(1)


def test_a_second_tab_that_has_fallen_behind_is_told_and_refreshed(
    page: Page, visitor: BrowserContext
) -> None:
    take_call(page)
    other = visitor.new_page()
    other.goto(page.url)
    expect(other.locator(".turn.customer")).to_have_count(1)
    say(page, GREETING)
    reply_box(other).fill(ADDRESS)
    other.locator("#send").click()
    expect(other.locator("#notice .notice")).to_contain_text("别的页面")
    expect(other.locator(".turn.trainee")).to_have_count(1)
    expect(reply_box(other)).to_have_value(ADDRESS)


def test_a_call_can_be_taken_with_the_keyboard_alone(page: Page) -> None:
    choose(page)
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(reply_box(page)).to_be_focused()
    page.keyboard.type("您好")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("请问有什么可以帮您？")
    expect(reply_box(page)).to_have_value("您好\n请问有什么可以帮您？")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.customer")).to_have_count(2)
    expect(reply_box(page)).to_be_focused()
    expect(reply_box(page)).to_have_value("")
    page.keyboard.press("Tab")
    expect(page.locator("#send")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#act-hang_up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#hangup-dialog")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="查看报告")).to_be_focused()


def test_enter_while_an_input_method_is_composing_does_not_send(page: Page) -> None:
    take_call(page)
    reply_box(page).fill("nihao")
    reply_box(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    expect(reply_box(page)).to_have_value("nihao")
    expect(page.locator(".turn.trainee")).to_have_count(0)


def test_actions_are_recorded_in_the_conversation(page: Page) -> None:
    take_call(page, "drunk_visitor")
    page.locator("#act-start_recording").click()
    expect(page.locator(".event").first).to_contain_text("录音录像")


def test_hints_can_be_turned_off(page: Page) -> None:
    page.goto("/zh/practice/")
    page.locator("[data-hints]").uncheck()
    page.locator(".card[data-situation=anxious_outage] button").first.click()
    page.locator("#answer").click()
    say(page, GREETING)
    expect(page.locator(".feedback")).to_have_count(0)
    expect(page.locator(".coach-list")).to_have_count(0)


def test_hostile_text_stays_text(page: Page) -> None:
    take_call(page)
    hostile = "<script>document.title='x'</script><img src=x onerror=alert(1)> ![p](http://example.com/p.png)"
    say(page, hostile)
    expect(page.locator(".turn.trainee .bubble").first).to_contain_text(hostile)
    expect(page.locator(".turn.trainee :is(img, script)")).to_have_count(0)
    expect(page).not_to_have_title("x")


def test_another_guest_cannot_see_the_call(page: Page, browser: Browser, server: Server) -> None:
    take_call(page)
    address = page.url
    stranger = browser.new_context(base_url=server.url)
    theirs = stranger.new_page()
    theirs.goto(address)
    expect(theirs.get_by_role("heading", name="找不到这通来电")).to_be_visible()
    expect(theirs.locator(".turn")).to_have_count(0)
    stranger.close()


def test_the_interface_speaks_english_too(page: Page) -> None:
    take_call(page)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Hang up", exact=True)).to_be_visible()
    expect(page.locator(".turn.customer")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".desk-header h1")).to_have_text(re.compile("[A-Za-z]{4}"))
