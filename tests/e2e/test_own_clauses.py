"""A trainer writes a clause of his company; the next reply of a call is graded by it."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.calls import GREETING, hang_up, say, take_call
from tests.e2e.conftest import PROJECT, Server

FILE = PROJECT / "tests" / "data" / "own_clauses" / "clauses" / "wechat_progress.yaml"
TITLE = "告知公众号可查进度"
DOES = "单子派出去了，您在我们微信公众号上就能看抢修进度。"


@pytest.fixture
def clauses(page: Page) -> Page:
    page.goto("/zh/clauses/")
    expect(page.locator(".own-clauses")).to_be_visible()
    return page


def remove(page: Page, title: str) -> None:
    page.goto("/zh/clauses/")
    page.get_by_role("button", name=f"移除：{title}").click()
    expect(page.locator(".notice-ok")).to_contain_text("已移除")


def test_a_clause_from_a_file_grades_the_next_reply_and_the_report(clauses: Page) -> None:
    page = clauses
    page.locator("input[type=file]").set_input_files(FILE)
    page.get_by_role("button", name="上传").click()
    expect(page.locator(".own-clauses")).to_contain_text(TITLE)
    expect(page.locator(".figures").first).to_contain_text("句里认对")
    take_call(page)
    say(page, GREETING)
    say(page, DOES)
    expect(page.locator(".turn.trainee").last.locator(".chip.good", has_text=TITLE)).to_be_visible()
    hang_up(page)
    page.get_by_role("link", name="查看报告").click()
    expect(page.locator(".items .item-met", has_text=TITLE)).to_be_visible()
    report = page.url
    remove(page, TITLE)
    page.goto(report)
    expect(page.locator(".items .item-met", has_text=TITLE)).to_be_visible()


def test_a_clause_is_written_checked_saved_changed_and_removed(clauses: Page) -> None:
    page = clauses
    page.get_by_label("名称").fill("不得致歉")
    page.get_by_role("button", name="先检查").click()
    expect(page.locator("#clause-result [role=alert]")).to_contain_text("要求：没有填")
    expect(page.get_by_label("名称")).to_have_value("不得致歉")
    page.get_by_label("要求", exact=True).fill("不得向客户致歉。")
    page.get_by_role("radio", name="不得出现").check()
    page.get_by_label("坏的例子").fill("对不起，是我们不对\n很抱歉让您久等了\n不好意思啊")
    page.get_by_label("好的例子").fill("好的，我帮您查一下")
    page.get_by_role("button", name="保存并启用").click()
    expect(page.locator("#clause-result")).to_contain_text("不到五句")
    expect(page.locator("#clause-result .conflict").first).to_contain_text("正是内置规范要求说的")
    page.get_by_role("link", name="修改：不得致歉").click()
    expect(page.get_by_label("要求", exact=True)).to_have_value("不得向客户致歉。")
    expect(page.get_by_role("radio", name="不得出现")).to_be_checked()
    remove(page, "不得致歉")


def test_a_clause_added_by_another_process_counts_at_once(page: Page, server: Server) -> None:
    take_call(page)
    command = [sys.executable, "-m", "knowledge", "clauses", "add", str(FILE)]
    environment = {"DATA_DIR": str(server.data), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, timeout=120)
    say(page, DOES)
    expect(page.locator(".turn.trainee").last.locator(".chip.good", has_text=TITLE)).to_be_visible()
    remove(page, TITLE)


def test_a_bad_file_is_refused_in_words(clauses: Page, tmp_path: Path) -> None:
    file = tmp_path / "坏.yaml"
    file.write_text("title: 1\nkind: 也许\n", encoding="utf-8")
    clauses.locator("input[type=file]").set_input_files(file)
    clauses.get_by_role("button", name="上传").click()
    notice = clauses.locator("#clauses-head .notice-warning")
    for words in ("坏.yaml", "名称：不是文字", "要求：没有填", "“也许”"):
        expect(notice).to_contain_text(words)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_on_the_page_keeps_anybody_out(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/{language}/clauses/")
    expect(page.locator(".own-clauses")).to_be_visible()
    page.locator("#clause-check").click()
    expect(page.locator("#clause-result [role=alert]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document)")["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in {"serious", "critical"}] == []
