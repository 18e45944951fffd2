"""Questions in the words of agents and trainers find their clause, with the bundled encoder."""

from collections.abc import Iterator

import pytest

from knowledge.library import Library, open_library
from knowledge.settings import KnowledgeSettings

PLACES = 3


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = open_library(KnowledgeSettings(data_dir=tmp_path_factory.mktemp("data")))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("客户要投诉抢修人员", "complaint."),
        ("投诉抢修工态度差", "complaint."),
        ("我要投诉你们的电工", "complaint."),
        ("维修师傅乱收费，客户要投诉", "complaint."),
        ("接电话第一句说什么", "open.seasonal_greeting"),
        ("接起电话第一句话", "open."),
        ("开场白", "open.offer_help"),
        ("标准开场白", "open.identify"),
        ("接听来电的开头语", "open.identify"),
        ("复述工单", "repair.order_accurate"),
        ("跟客户核对", "repair.order_accurate"),
        ("记完念一遍给客户核对吗", "repair.order_accurate"),
        ("复述投诉内容", "complaint.record_accurate"),
        ("跟客户核对电话号码", "firstq.record_phone"),
        ("柜台站姿", "window.appearance"),
        ("坐姿", "window.appearance"),
        ("营业员仪容", "window.appearance"),
    ],
)
def test_the_clause_is_among_the_first(library: Library, question: str, clauses: str) -> None:
    found = [row.clause for row in library.search(question, PLACES).results]
    assert any(clause.startswith(clauses) for clause in found), found


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("喝最了的客户", "drunk."), ("听电范围", "repair.ask_scope"), ("打错电话了", "special.wrong_number")],
)
def test_a_slip_of_the_keyboard_still_leads_there(library: Library, slip: str, meant: str) -> None:
    found = [row.clause for row in library.search(slip, PLACES).results]
    assert any(clause.startswith(meant) for clause in found), found


def test_an_answer_has_each_clause_once_and_falls_in_score(library: Library) -> None:
    rows = library.search("停电", 50).results
    assert len({row.clause for row in rows}) == len(rows) == 50
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    assert all(0 < row.score <= 1 for row in rows)
