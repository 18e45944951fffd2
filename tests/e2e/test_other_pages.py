"""The report, the standards, and what holds for every page."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.calls import ADDRESS, GREETING, hang_up, say, take_call
from tests.e2e.conftest import PROJECT, Server

OWN_RULE = "# 值班规定\n\n遇到客户牵着大象来营业厅时，应当先请保安引导到停车场，再办理业务。\n"


def finish_call(page: Page) -> str:
    take_call(page)
    say(page, GREETING)
    say(page, ADDRESS)
    hang_up(page)
    page.get_by_role("link", name="查看报告").click()
    expect(page.locator(".report")).to_be_visible()
    return page.url.partition("call=")[2]


def test_the_report_shows_every_part(page: Page) -> None:
    finish_call(page)
    for heading in (
        "总分",
        "各维度得分",
        "客户情绪变化",
        "没有做到的",
        "对话全文",
        "案情信息",
        "工单核对",
        "逐项评分",
    ):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator("svg.chart")).to_have_count(2)
    expect(page.locator(".report mark").first).to_be_visible()
    expect(page.get_by_text("您先挂机")).to_be_visible()


def test_the_report_downloads_as_json(page: Page) -> None:
    call_id = finish_call(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 JSON").click()
    report = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert report["call"]["id"] == call_id
    assert 0 <= report["assessment"]["row"]["score"] <= 100


def test_the_same_call_can_be_taken_again(page: Page) -> None:
    finish_call(page)
    page.get_by_role("button", name="同一通再来一次").click()
    expect(page.locator(".ringing")).to_be_visible()


def test_a_report_is_not_given_to_another_guest(page: Page, server: Server) -> None:
    call_id = finish_call(page)
    assert httpx.get(f"{server.url}/calls/{call_id}/report.json").status_code == 404


def test_the_standard_can_be_searched(page: Page) -> None:
    page.goto("/zh/standards/")
    page.locator("#question input").fill("客户喝醉了怎么办")
    page.keyboard.press("Enter")
    expect(page.locator(".results > li").first).to_contain_text("篇")


def test_a_question_that_no_clause_fits_is_said_to_have_no_good_answer(page: Page) -> None:
    page.goto("/zh/standards/")
    page.locator("#question input").fill("asdf qwer")
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有很贴切的条款")).to_be_visible()


def test_a_company_document_is_added_found_and_removed(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "值班规定.md"
    file.write_text(OWN_RULE, encoding="utf-8")
    page.goto("/zh/standards/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="加入").click()
    expect(page.locator(".documents .notice-ok")).to_contain_text("值班规定.md")
    expect(page.locator("[data-grader=ready]")).to_be_visible()
    page.locator("#question input").fill("客户牵着大象来营业厅")
    page.locator("#search").click()
    expect(page.locator(".results > li").first).to_contain_text("值班规定.md")
    page.get_by_role("button", name="移除：值班规定.md").click()
    expect(page.get_by_text("还没有加入公司文件")).to_be_visible()


@pytest.mark.parametrize(("name", "data", "message"), [
    ("空.txt", b"", "是空的"),
    ("坏.pdf", b"not a pdf", "打不开"),
])  # fmt: skip
def test_a_document_that_cannot_be_read_is_refused_in_words(
    page: Page, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    page.goto("/zh/standards/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="加入").click()
    expect(page.locator(".documents .notice-warning")).to_contain_text(message)
    page.reload()
    expect(page.locator(".documents")).to_be_visible()
    expect(page.locator(".documents .notice")).to_have_count(0)


def test_nothing_is_wider_than_a_narrow_screen(page: Page) -> None:
    finish_call(page)
    report = page.url
    page.set_viewport_size({"width": 390, "height": 844})
    take_call(page)
    say(page, GREETING * 5)
    call = page.url
    for address in ("/zh/practice/", call, report, "/zh/standards/"):
        page.goto(address)
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_a_narrow_screen_shows_one_panel_at_a_time(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    take_call(page)
    expect(page.locator("#order-name")).to_be_hidden()
    page.get_by_role("tab", name="工单").click()
    expect(page.locator("#order-name")).to_be_visible()
    expect(page.locator("#reply")).to_be_hidden()


def test_on_a_narrow_screen_the_reply_box_and_the_newest_words_stay_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    take_call(page)
    for _ in range(3):
        say(page, GREETING)
    page.get_by_role("tab", name="工单").click()
    page.get_by_role("tab", name="对话").click()
    expect(page.locator("#reply textarea")).to_be_in_viewport(ratio=1)
    expect(page.locator(".turn.customer").last).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("#reply textarea")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("host", ["trainer.example.com", "192.168.1.9:7860"])
def test_a_guest_is_refused_under_another_name_of_the_server(server: Server, host: str) -> None:
    assert httpx.get(f"{server.url}/zh/practice/", headers={"host": host}).status_code == 403


def test_a_form_on_another_site_cannot_start_a_call(server: Server) -> None:
    answer = httpx.post(
        f"{server.url}/calls", data={"scenario": "x"}, headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403


def test_two_servers_cannot_share_a_port(server: Server) -> None:
    second = subprocess.run(
        [sys.executable, "app.py", "--port", str(server.port)],
        cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert second.returncode == 1
    assert f"cannot listen on 127.0.0.1:{server.port}" in second.stderr
