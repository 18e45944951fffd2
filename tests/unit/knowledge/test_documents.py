"""Checking and reading what a trainer hands in."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import MAX_BYTES, MAX_NAME, display_name, document_kind, document_text
from knowledge.refusal import DocumentRefused
from tests.unit.knowledge.office_files import docx, encrypted, pdf


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_is_read_in_the_encodings_that_office_machines_write(encoding: str) -> None:
    assert document_text("规定.txt", "坐席应当核对户号。\r\n完".encode(encoding)) == "坐席应当核对户号。\n完"


@pytest.mark.parametrize(
    ("handed_in", "read"),
    [
        ("⽤户的⼯单", "用户的工单"),
        ("停\u200b电\ufeff了\u00ad", "停电了"),
        ("\uf0b7先致歉", "先致歉"),
        ("已读\u202e。歉致先", "已读。歉致先"),
        ("一\f二\r三\u2028四\v五", "一\n二\n三\n四\n五"),
        ("坐\x07席", "坐席"),
        ("e\u0301", "é"),
        ("Ａ座１２３，４", "Ａ座１２３，４"),
        ("😡\t好", "😡\t好"),
    ],
)
def test_what_cannot_be_seen_is_not_kept_and_what_can_stays(handed_in: str, read: str) -> None:
    assert document_text("a.txt", handed_in.encode()) == read


@pytest.mark.parametrize("data", ["\ufeff", "\u200b\u200b", "\uf0b7\n\u202e"])
def test_a_text_of_which_nothing_can_be_seen_is_empty(data: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        document_text("a.txt", data.encode())
    assert refused.value.code == "empty"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_is_read_by_its_mark_in_either_order(encoding: str) -> None:
    mark = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else codecs.BOM_UTF16_BE
    assert document_text("a.txt", mark + "先致歉。".encode(encoding)) == "先致歉。"


def test_a_file_cut_within_a_wide_character_is_no_text() -> None:
    with pytest.raises(DocumentRefused) as refused:
        document_text("a.txt", "先致歉。".encode("utf-16")[:-1])
    assert refused.value.code == "not_text"


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
        ("a.docx", encrypted(pdf("text"), "secret"), "broken"),
        ("a.pdf", docx((0, "规定")), "broken"),
        ("a.pdf", pdf(), "no_text"),
        ("a.pdf", encrypted(pdf("text"), "secret"), "encrypted"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted"),
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
