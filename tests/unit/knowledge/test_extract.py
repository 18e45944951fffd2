"""Text out of docx and pdf files, and what comes of hostile ones."""

import io

import pytest
from docx import Document
from pypdf import PdfWriter

from knowledge.extract import MAX_CHARACTERS, MAX_PAGES, MAX_UNPACKED, docx_text, extract, pdf_text
from tests.unit.knowledge.office_files import (
    docx,
    docx_with_merged_cells,
    docx_with_table,
    encrypted,
    pdf,
    pdf_of_pages,
    zip_bomb,
)


def test_headings_of_a_docx_keep_their_level() -> None:
    text = docx_text(docx((1, "故障报修"), (2, "受理"), (0, "坐席应当核对户号。")))
    assert text.splitlines() == ["## 故障报修", "### 受理", "坐席应当核对户号。"]


def test_a_table_of_a_docx_is_read_row_by_row() -> None:
    assert docx_text(docx_with_table([["情形", "答复"], ["停电", "先致歉"]])) == "情形  答复\n停电  先致歉"


def test_a_pdf_is_read_page_by_page() -> None:
    assert "Check the meter number." in pdf_text(pdf("3.1 Intake", "Check the meter number."))


def test_a_pdf_with_an_owner_password_only_can_be_read() -> None:
    assert "Intake" in pdf_text(encrypted(pdf("Intake"), ""))


def test_two_cells_of_a_row_that_say_the_same_are_both_kept() -> None:
    rows = [["情形", "城区", "农村"], ["停电", "两小时", "两小时"]]
    assert docx_text(docx_with_table(rows)).splitlines()[1] == "停电  两小时  两小时"


def test_a_merged_cell_is_read_once_a_row_and_a_table_in_a_cell_too() -> None:
    assert docx_text(docx_with_merged_cells()).splitlines() == [
        "答复时限",
        "停电  城区四十五分钟",
        "停电  农村九十分钟",
        "其他  咨询  当场",
    ]


def test_lines_within_a_cell_stay_in_their_row() -> None:
    assert docx_text(docx_with_table([["停电", "先致歉\n再派人"]])) == "停电  先致歉 再派人"


def test_the_title_of_a_docx_is_above_its_chapters() -> None:
    document = Document()
    document.add_heading("坐席规定", 0)
    document.add_heading("总则", 1)
    document.add_paragraph("  ")
    document.add_paragraph("先致歉。", style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    assert docx_text(stream.getvalue()).splitlines() == ["# 坐席规定", "## 总则", "先致歉。"]


def test_page_numbers_and_headers_of_a_pdf_do_not_part_a_sentence() -> None:
    pages = [("Company rules", "Check the", "- 1 -"), ("Company rules", "meter", "- 2 -")]
    data = pdf_of_pages(*pages, ("Company rules", "number.", "- 3 -"))
    assert [line.strip() for line in pdf_text(data).splitlines()] == ["Check the", "meter", "number."]


def test_a_pdf_of_page_numbers_alone_holds_no_text() -> None:
    assert extract("pdf", pdf_of_pages(("1",), ("2",)))["code"] == "no_text"


def test_more_pages_than_the_limit_are_refused_with_their_number() -> None:
    writer = PdfWriter()
    for _ in range(MAX_PAGES + 1):
        writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    answer = extract("pdf", stream.getvalue())
    assert answer["code"] == "too_long"
    assert str(MAX_PAGES + 1) in answer["message"]


def test_more_characters_than_the_limit_are_refused() -> None:
    assert extract("docx", docx((0, "字" * MAX_CHARACTERS)))["text"]
    assert extract("docx", docx((0, "字" * (MAX_CHARACTERS // 2)), (0, "字" * MAX_CHARACTERS)))["code"] == (
        "too_long"
    )


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("pdf", b"%PDF-1.7\nhalf a file", "broken"),
        ("pdf", pdf("Intake")[:300], "broken"),
        ("pdf", encrypted(pdf("Intake"), "secret"), "encrypted"),
        ("pdf", pdf(), "no_text"),
        ("docx", docx((0, "规定"))[:-200], "broken"),
        ("docx", zip_bomb(10), "broken"),
        ("docx", zip_bomb(MAX_UNPACKED + 1), "too_long"),
        ("docx", docx(), "no_text"),
        ("docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted"),
    ],
)
def test_what_cannot_be_read_comes_out_as_a_code(kind: str, data: bytes, code: str) -> None:
    assert extract(kind, data)["code"] == code
