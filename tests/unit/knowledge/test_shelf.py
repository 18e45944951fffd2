"""The company's documents on disk."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.shelf import DocumentInfo, Shelf, StoredDocument, clauses_of, content_id
from knowledge.split import Passage

PASSAGES = (Passage("第三章 故障报修 / 3.2 受理", "坐席应当核对户号。"), Passage("", "先致歉，再说明原因。"))


def stored(name: str = "规定.txt", day: int = 1) -> StoredDocument:
    document_id = content_id(name.encode())
    clauses = clauses_of(name, document_id, PASSAGES)
    info = DocumentInfo(
        id=document_id, name=name, size=9, passages=2, added=datetime(2026, 1, day, tzinfo=UTC)
    )
    return StoredDocument(info=info, clauses=clauses)


def test_a_passage_becomes_a_clause_that_cites_file_and_section() -> None:
    first, second = stored().clauses
    assert (first.document, first.section, first.title) == ("规定.txt", "第三章 故障报修 / 3.2 受理", "受理")
    assert (second.section, second.title) == ("规定", "先致歉")
    assert first.id.startswith("company.gui_ding_")
    assert first.id != second.id


@pytest.mark.parametrize("name", ["规定.txt", "!!!.txt", "2026 Rules (v2).pdf", "מסמך.md", "ä.txt"])
def test_any_file_name_makes_a_valid_clause_id(name: str) -> None:
    assert stored(name).clauses[0].id.isascii()


def test_documents_come_back_as_they_were_put_oldest_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "library")
    late, early = stored("乙.txt", day=2), stored("甲.txt", day=1)
    shelf.put(late)
    shelf.put(early)
    assert shelf.documents() == (early, late)


def test_the_state_changes_with_every_document(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "library")
    states = [shelf.state()]
    shelf.put(stored())
    states.append(shelf.state())
    shelf.remove(stored().info.id)
    assert states[0] == shelf.state() == ()
    assert states[1] != ()


def test_a_damaged_document_is_skipped_and_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(stored())
    (tmp_path / f"{'0' * 64}.json").write_text('{"info":', encoding="utf-8")
    assert [document.info.name for document in shelf.documents()] == ["规定.txt"]
    assert "0000.json" in caplog.text


def test_no_id_leads_out_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Shelf(tmp_path).remove("../../settings")
