"""Checking and reading what a trainer hands in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import MAX_BYTES, MAX_NAME, display_name, document_kind, document_text
from knowledge.refusal import DocumentRefused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_is_read_in_the_encodings_that_office_machines_write(encoding: str) -> None:
    assert document_text("规定.txt", "坐席应当核对户号。\r\n完".encode(encoding)) == "坐席应当核对户号。\n完"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b" \n\t ", "empty"),
        ("a.txt", b"x" * (MAX_BYTES + 1), "too_large"),
        ("a.exe", b"MZ", "unsupported"),
        ("noending", b"text", "unsupported"),
        ("a.txt", bytes(range(256)) * 20, "not_text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not_text"),
        ("a.pdf", b"MZ not a pdf", "broken"),
        ("a.docx", "纯文本".encode(), "broken"),
        ("a.txt", "字".encode() * 1_000_001, "too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        document_text(name, data)
    assert refused.value.code == code
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("name", "kind"), [("A.PDF", "pdf"), ("b.markdown", "md"), ("c.tar.docx", "docx"), ("规定.TXT", "txt")]
)
def test_the_kind_is_the_ending_of_the_name(name: str, kind: str) -> None:
    assert document_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/规定.txt", "规定.txt"),
        ("C:\\Users\\x\\规定.docx", "规定.docx"),
        ("规\u202e定\x00.txt", "规定.txt"),
        ("", "document"),
        ("x" * 300 + ".pdf", "x" * (MAX_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(name: str, shown: str) -> None:
    assert display_name(name) == shown


@given(st.text(max_size=200))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    shown = display_name(name)
    assert shown
    assert not {"/", "\\", "\0"} & set(shown)
    assert shown not in {".", ".."}
