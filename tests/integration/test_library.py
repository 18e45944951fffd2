"""The library over real Chroma: search, import of real files, and refusals that change nothing."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.library import DocumentRefused, Library, Sources
from knowledge.ports import Moment
from knowledge.settings import KnowledgeSettings
from knowledge.shelf import content_id
from tests.unit.knowledge.office_files import chinese_font, docx, encrypted, pdf, zip_bomb
from tests.unit.knowledge.retrieval_fakes import PairEncoder

RULES = "第三章 故障报修\n3.2 生命支持设备\n客户家中有呼吸机的，坐席须立即转特急通道并告知备用电源。\n"
OXYGEN = "家里有呼吸机的客户怎么转特急通道"
Open = Callable[[], Library]


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Open]:
    opened: list[Library] = []

    def open_() -> Library:
        settings = KnowledgeSettings(data_dir=tmp_path)
        sources = Sources(load_catalogue(), PairEncoder(), {})
        now = datetime(2026, 1, 1, tzinfo=UTC)
        opened.append(Library(settings, sources, lambda _: None, lambda: now))
        return opened[-1]

    yield open_
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Open) -> Library:
    return open_library()


def contents(folder: Path) -> dict[str, bytes]:
    """Every stored document and every index directory, to compare before and after."""
    stored = {file.name: file.read_bytes() for file in (folder / "library").glob("*.json")}
    indexes = {path.name: b"" for path in (folder / "index").iterdir() if path.name != ".lock"}
    return stored | indexes


def test_the_standard_is_searched_without_any_document(library: Library) -> None:
    answer = library.search("问清停电范围", k=3)
    assert answer.query == "问清停电范围"
    assert answer.results[0].clause == "repair.ask_scope"
    assert answer.results[0].phrases
    assert len(answer.results) == 3


def test_a_document_is_found_and_cited_with_file_and_section(library: Library) -> None:
    report = library.add_document("坐席规定.txt", RULES.encode())
    assert (report.added, report.document.passages) == (True, 1)
    found = library.search(OXYGEN).results[0]
    assert found.requirement.startswith("客户家中有呼吸机的")
    assert found.section == "坐席规定.txt · 第三章 故障报修 / 3.2 生命支持设备"
    assert library.clause(found.clause).document == "坐席规定.txt"


def test_a_document_counts_among_the_clauses_of_a_moment(library: Library) -> None:
    retriever = library.retriever
    library.add_document("坐席规定.txt", RULES.encode())
    moment = Moment("anxious_outage", "enquiry", "我妈用着呼吸机呢，客户家中有呼吸机", "您先别急")
    assert any(item.clause.document for item in retriever.for_moment(moment).ranked)


def test_the_same_file_twice_changes_nothing(library: Library, tmp_path: Path) -> None:
    library.add_document("a.txt", RULES.encode())
    before = contents(tmp_path)
    report = library.add_document("other name.txt", RULES.encode())
    assert (report.added, report.document.name) == (False, "a.txt")
    assert contents(tmp_path) == before


def test_a_removed_document_is_no_longer_found(library: Library) -> None:
    report = library.add_document("a.txt", RULES.encode())
    library.remove_document(report.document.id)
    assert library.documents() == ()
    assert not any(row.clause.startswith("company.") for row in library.search(OXYGEN).results)
    with pytest.raises(KeyError):
        library.remove_document(report.document.id)


def test_documents_are_still_there_after_a_restart(open_library: Open) -> None:
    report = open_library().add_document("a.md", f"# 手册\n{RULES}".encode("gb18030"))
    again = open_library()
    assert again.documents() == (report.document,)
    assert again.search(OXYGEN).results[0].clause.startswith("company.a_")


def test_what_another_process_adds_is_seen_without_a_restart(open_library: Open) -> None:
    first, second = open_library(), open_library()
    second.add_document("a.txt", RULES.encode())
    assert first.search(OXYGEN).results[0].clause.startswith("company.")
    first.remove_document(first.documents()[0].id)
    assert second.documents() == ()


def test_a_damaged_stored_document_does_not_stop_the_rest(open_library: Open, tmp_path: Path) -> None:
    open_library().add_document("a.txt", RULES.encode())
    (tmp_path / "library" / f"{'0' * 64}.json").write_text("{", encoding="utf-8")
    again = open_library()
    assert [info.name for info in again.documents()] == ["a.txt"]
    assert again.search("停电").results


def test_a_docx_is_cited_by_its_headings(library: Library) -> None:
    library.add_document("手册.docx", docx((1, "特急"), (2, "呼吸机"), (0, "家里有呼吸机的客户转特急通道。")))
    assert library.search(OXYGEN).results[0].section == "手册.docx · 特急 / 呼吸机"


def test_a_chinese_pdf_is_searchable(library: Library) -> None:
    font = chinese_font()
    if font is None:
        pytest.skip("no Chinese font on this machine; install fonts-noto-cjk")
    library.add_document("手册.pdf", pdf("第三章 特急", "家里有呼吸机的客户转特急通道。", font=font))
    assert library.search(OXYGEN).results[0].section == "手册.pdf · 第三章 特急"


REFUSED = {
    "empty": ("a.txt", b"", "empty"),
    "blank": ("a.md", b"\n \n", "empty"),
    "200 MB": ("a.txt", b"0" * (200 * 1024 * 1024), "too_large"),
    "binary by another name": ("a.txt", bytes(range(256)) * 99, "not_text"),
    "program as pdf": ("a.pdf", b"MZ\x90" * 999, "broken"),
    "half a pdf": ("a.pdf", pdf("text")[:200], "broken"),
    "pdf with a password": ("a.pdf", encrypted(pdf("text"), "secret"), "encrypted"),
    "pdf of pictures": ("a.pdf", pdf(), "no_text"),
    "half a docx": ("a.docx", docx((0, "规定"))[:-99], "broken"),
    "zip bomb": ("a.docx", zip_bomb(150 * 1024 * 1024), "too_long"),
    "unknown kind": ("a.xlsx", b"PK\x03\x04", "unsupported"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_document_leaves_everything_as_it_was(library: Library, tmp_path: Path, case: str) -> None:
    library.add_document("good.txt", RULES.encode())
    before, answer = contents(tmp_path), library.search(OXYGEN)
    name, data, code = REFUSED[case]
    with pytest.raises(DocumentRefused) as refused:
        library.add_document(name, data)
    assert refused.value.code == code
    assert str(refused.value).isascii()
    assert contents(tmp_path) == before
    assert library.search(OXYGEN) == answer


def test_a_disk_that_fails_at_the_last_step_leaves_everything_as_it_was(
    library: Library, tmp_path: Path
) -> None:
    library.add_document("good.txt", RULES.encode())
    before = contents(tmp_path)
    data = "第一条 先致歉。".encode()
    obstacle = tmp_path / "library" / f"{content_id(data)}.json"
    obstacle.mkdir()  # a folder cannot be replaced by a file
    with pytest.raises(OSError, match="directory"):
        library.add_document("b.txt", data)
    obstacle.rmdir()
    assert contents(tmp_path) == before
    assert [info.name for info in library.documents()] == ["good.txt"]


@pytest.mark.parametrize(
    "query", ["😡😡😡", "'; DROP TABLE clauses; --", "שלום עולם", "a" * 2000, "停\x00电\u202e"]
)
def test_odd_questions_get_an_answer(library: Library, query: str) -> None:
    assert library.search(query).query == query


@pytest.mark.parametrize("query", ["", "  ", "\x00", "问" * 2001])
def test_questions_that_cannot_be_answered_are_refused(library: Library, query: str) -> None:
    with pytest.raises(ValueError, match="question"):
        library.search(query)


def test_a_rule_that_stands_in_two_documents_is_cited_once_from_the_newer(library: Library) -> None:
    library.add_document("2025.txt", RULES.encode())
    library.add_document("2026.txt", (RULES + "3.3 其他\n其他来电按普通件办理。\n").encode())
    own = [row for row in library.search(OXYGEN, 10).results if row.requirement in RULES]
    assert [row.section.partition(" · ")[0] for row in own] == ["2026.txt"]
    assert len(library.search(OXYGEN, 10).results) == 10


def test_a_footer_on_every_page_does_not_push_the_rules_out_of_an_answer(library: Library) -> None:
    pages = [f"第{n}章 事项{n}\n有呼吸机的客户转特急通道见总则。\n" for n in range(1, 90)]
    library.add_document("手册.txt", ("".join(pages) + RULES).encode())
    answer = library.search(OXYGEN, 5).results
    assert sum("见总则" in row.requirement for row in answer) == 1
    assert any(row.requirement.startswith("客户家中有呼吸机的") for row in answer)


def test_the_same_line_under_the_same_heading_is_kept_once(library: Library) -> None:
    text = "第一章 总则\n先致歉。\n\n第一章 总则\n先致歉。\n第二章 报修\n先致歉。\n"
    report = library.add_document("a.txt", text.encode())
    assert report.document.passages == 2
