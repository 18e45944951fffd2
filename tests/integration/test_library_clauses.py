"""Own clauses in the library over real Chroma: searched, retrieved, replaced, removed, seen by others."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.catalogue import load_catalogue
from knowledge.library import MAX_CLAUSES, Library, Sources
from knowledge.own import ClauseRefused, ClauseShelf, OwnClause, write_clause
from knowledge.ports import Moment
from knowledge.settings import KnowledgeSettings
from tests.unit.knowledge.retrieval_fakes import PairEncoder

WECHAT = OwnClause(
    title="告知公众号查进度",
    requirement="报修受理后，告知客户可以在微信公众号上查抢修进度。",
    kind="required",
    phrases=("您也可以关注我们的微信公众号查看抢修进度",),
    situations=("anxious_outage",),
)
Open = Callable[[], Library]


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[Open]:
    opened: list[Library] = []

    def open_() -> Library:
        sources = Sources(load_catalogue(), PairEncoder(), {})
        opened.append(Library(KnowledgeSettings(data_dir=tmp_path), sources, lambda _: None))
        return opened[-1]

    yield open_
    for library in opened:
        library.close()


def moment(situation: str = "anxious_outage") -> Moment:
    return Moment(situation, "handling", "多久能来", "您先别急")  # type: ignore[arg-type]


def test_a_clause_is_searched_and_cited_at_once(open_library: Open) -> None:
    library = open_library()
    report = library.add_clause(WECHAT)
    found = library.search("微信公众号查抢修进度", k=1).results[0]
    assert (report.outcome, found.clause, found.section) == ("added", report.id, "本单位条款")
    assert library.clause(report.id).title == WECHAT.title


def test_it_is_retrieved_where_it_applies_and_nowhere_else(open_library: Open) -> None:
    library = open_library()
    report = library.add_clause(WECHAT)
    retriever = library.retriever
    assert [found.clause.id for found in retriever.for_moment(moment()).own] == [report.id]
    assert retriever.for_moment(moment("callback")).own == ()


def test_the_same_title_is_a_new_version(open_library: Open) -> None:
    library = open_library()
    first = library.add_clause(WECHAT)
    assert library.add_clause(WECHAT).outcome == "unchanged"
    changed = library.add_clause(WECHAT.model_copy(update={"requirement": "告知可以在掌上电力查进度。"}))
    assert (changed.id, changed.outcome) == (first.id, "changed")
    assert [kept.own.requirement for kept in library.own_clauses()] == ["告知可以在掌上电力查进度。"]


def test_a_file_laid_into_the_folder_keeps_its_name(open_library: Open, tmp_path: Path) -> None:
    folder = tmp_path / "clauses"
    folder.mkdir()
    (folder / "wechat.yaml").write_text(write_clause(WECHAT), encoding="utf-8")
    library = open_library()
    changed = library.add_clause(WECHAT.model_copy(update={"weight": 3.0}))
    assert (changed.id, changed.outcome) == ("own.wechat", "changed")
    assert [kept.own.weight for kept in library.own_clauses()] == [3.0]


def test_a_removed_clause_is_gone_at_once(open_library: Open) -> None:
    library = open_library()
    report = library.add_clause(WECHAT)
    assert library.remove_clause(report.id).own == WECHAT
    assert library.own_clauses() == ()
    assert library.retriever.for_moment(moment()).own == ()
    with pytest.raises(KeyError):
        library.remove_clause(report.id)
    with pytest.raises(LookupError):
        library.clause(report.id)


def test_another_process_sees_it_and_a_restart_keeps_it(open_library: Open) -> None:
    running, other = open_library(), open_library()
    retriever = running.retriever
    report = other.add_clause(WECHAT)
    assert [found.clause.id for found in retriever.for_moment(moment()).own] == [report.id]
    assert [kept.own for kept in open_library().own_clauses()] == [WECHAT]
    other.remove_clause(report.id)
    assert retriever.for_moment(moment()).own == ()


def test_a_file_edited_by_hand_counts_with_the_next_reply(open_library: Open, tmp_path: Path) -> None:
    library = open_library()
    report = library.add_clause(WECHAT)
    file = next((tmp_path / "clauses").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8").replace("anxious_outage", "callback"), encoding="utf-8")
    assert [found.clause.id for found in library.for_moment(moment("callback")).own] == [report.id]


def test_documents_and_clauses_stand_side_by_side(open_library: Open) -> None:
    library = open_library()
    document = library.add_document("规定.txt", "客户牵着大象来营业厅时，先请保安引导。".encode())
    library.add_clause(WECHAT)
    library.remove_document(document.document.id)
    assert [kept.own for kept in library.own_clauses()] == [WECHAT]


def test_more_than_a_grader_can_bear_are_refused(open_library: Open, tmp_path: Path) -> None:
    shelf = ClauseShelf(tmp_path / "clauses")
    for number in range(MAX_CLAUSES):
        shelf.put(f"c{number}", WECHAT.model_copy(update={"title": f"第{number}条"}))
    library = open_library()
    with pytest.raises(ClauseRefused, match=f"at most {MAX_CLAUSES}"):
        library.add_clause(WECHAT)
    assert library.add_clause(library.own_clauses()[0].own).outcome == "unchanged"
    assert len(library.own_clauses()) == MAX_CLAUSES
