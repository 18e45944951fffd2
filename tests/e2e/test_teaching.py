"""A trainer corrects a report, lets the grader learn from it, puts it in force and takes it back."""

import re
from importlib.resources import files

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.calls import hang_up, say, take_call

ODD = "得嘞，这事儿我揽下了，回头给您个响动。"
"""Nothing of the vocabulary is found in it as the grader is shipped."""
AUTHOR, REASON = "王班长", "这就是答应派人了"


def report_of(page: Page, *replies: str) -> str:
    take_call(page)
    for reply in replies:
        say(page, reply)
    hang_up(page)
    page.get_by_role("link", name="查看报告").click()
    expect(page.locator(".report")).to_be_visible()
    return page.url


def fill(form: Locator, **fields: str) -> None:
    for name, value in {"author": AUTHOR, "reason": REASON, **fields}.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button").click()


def missed(page: Page, label: str, words: str = "") -> None:
    turn = page.locator(".turn.trainee").last
    turn.locator("> .correct summary").click()
    form = turn.locator("> .correct form")
    form.locator("select").select_option(label)
    fill(form, words=words)


def score(page: Page) -> str:
    return page.locator(".total .figure").text_content() or ""


def withdraw_all(page: Page) -> None:
    page.goto("/zh/teach/")
    expect(page.locator("#teach-corrections section")).to_be_visible()
    while (form := page.locator("form[action='/corrections/withdraw']")).count():
        page.locator(".corrections details summary").first.click()
        fill(form.first)
        expect(page.locator("#teach-head .notice-ok")).to_be_visible()


def test_a_correction_stands_beside_the_grade_and_changes_no_score(page: Page) -> None:
    report_of(page, "您好，95598供电服务热线。", ODD)
    before = score(page)
    missed(page, "promise_forward", "这事儿我揽下了")
    expect(page.locator(".notice-ok")).to_contain_text("得分不变")
    shown = page.locator(".turn.trainee").last.locator(".correction")
    for words in ("训练员更正", "这事儿我揽下了", AUTHOR, REASON):
        expect(shown).to_contain_text(words)
    assert score(page) == before
    missed(page, "greeting", "没有说过的话")
    expect(page.locator(".notice-warning")).to_contain_text("不在这句答复里")
    first = page.locator(".turn.trainee").first
    first.locator(".feedback > summary").click()
    first.locator(".finding .correct summary").first.click()
    fill(first.locator(".finding .correct form").first)
    expect(first.locator(".correction")).to_contain_text("没有这一项")
    assert score(page) == before
    withdraw_all(page)


def test_the_grader_learns_only_when_it_is_put_in_force_and_old_results_stay(page: Page) -> None:
    report = report_of(page, ODD)
    missed(page, "polite_decline")
    expect(page.locator(".correction")).to_be_visible()
    footer, before = page.locator("footer.small").text_content(), score(page)
    page.goto("/zh/teach/")
    page.locator("#teach-refit").click()
    expect(page.locator("#teach-result")).to_contain_text("正在学习")
    candidate = page.locator(".candidate").first
    expect(candidate).to_contain_text("更正照办的：学之前 0 条，学之后 1 条", timeout=90_000)
    expect(page.locator(".in-force")).to_contain_text("出厂的评分器")
    candidate.locator("summary", has_text="启用").click()
    form = candidate.locator("form")
    if (box := form.locator("[name=force]")).count():
        box.check()
    fill(form)
    expect(page.locator("#teach-head .notice-ok")).to_contain_text("从下一句答复起生效")
    expect(page.locator(".in-force")).to_contain_text("学过更正的评分器")
    page.goto(report)
    expect(page.locator("footer.small")).to_have_text(re.compile(re.escape((footer or "").strip()[:40])))
    assert (page.locator("footer.small").text_content(), score(page)) == (footer, before)
    expect(page.locator(".chip", has_text="婉")).to_have_count(0)
    same_call(page, report)
    expect(page.locator(".turn.trainee .chip", has_text="婉")).to_be_visible()
    revert(page)
    same_call(page, report)
    expect(page.locator(".turn.trainee .chip", has_text="婉")).to_have_count(0)
    withdraw_all(page)


def same_call(page: Page, report: str) -> None:
    """The customer who was answered so, once more."""
    page.goto(report)
    page.locator("form[action='/calls'] button").first.click()
    page.locator("#answer").click()
    expect(page.locator(".turn.customer")).to_have_count(1)
    say(page, ODD)


def revert(page: Page) -> None:
    page.goto("/zh/teach/")
    page.locator("summary", has_text="改回出厂的评分器").click()
    fill(page.locator("form[action='/teach/revert']"))
    expect(page.locator(".in-force")).to_contain_text("出厂的评分器")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_on_these_pages_keeps_anybody_out(page: Page, language: str) -> None:
    report = report_of(page, "您好。", ODD)
    missed(page, "dispatch")
    expect(page.locator(".correction")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    for address, inside in (
        (report.replace("/zh/", f"/{language}/"), ".report"),
        (f"/{language}/teach/", "#teach-corrections section"),
    ):
        page.goto(address)
        expect(page.locator(inside)).to_be_visible()
        for summary in page.locator("details:not([open]) > summary").all():
            if summary.is_visible():
                summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document)")["violations"]
        assert [rule["id"] for rule in found if rule["impact"] in {"serious", "critical"}] == []
    withdraw_all(page)
