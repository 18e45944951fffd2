"""Text out of docx and pdf files, and what comes of hostile ones."""

import pytest

from knowledge.extract import MAX_UNPACKED, docx_text, extract, pdf_text
from tests.unit.knowledge.office_files import docx, docx_with_table, encrypted, pdf, zip_bomb


def test_headings_of_a_docx_keep_their_level() -> None:
    text = docx_text(docx((1, "故障报修"), (2, "受理"), (0, "坐席应当核对户号。")))
    assert text.splitlines() == ["## 故障报修", "### 受理", "坐席应当核对户号。"]


def test_a_table_of_a_docx_is_read_row_by_row() -> None:
    assert docx_text(docx_with_table([["情形", "答复"], ["停电", "先致歉"]])) == "情形  答复\n停电  先致歉"


def test_a_pdf_is_read_page_by_page() -> None:
    assert "Check the meter number." in pdf_text(pdf("3.1 Intake", "Check the meter number."))


def test_a_pdf_with_an_owner_password_only_can_be_read() -> None:
    assert "Intake" in pdf_text(encrypted(pdf("Intake"), ""))


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
