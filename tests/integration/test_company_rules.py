"""A document of the company takes part in grading as soon as it is added."""

from pathlib import Path

from knowledge.library import open_library
from knowledge.settings import KnowledgeSettings
from scoring.bootstrap import build_scoring
from scoring.schema import ReplyRow, Utterance

RULES = (
    "第三章 故障报修\n3.2 生命支持设备\n客户家中有呼吸机、制氧机的，坐席须立即转特急通道并告知备用电源。\n"
)
ROW = ReplyRow(
    id="r",
    situation="anxious_outage",
    history=(Utterance(role="customer", text="我爸靠制氧机，家里没电了怎么办"),),
    reply="您别急，家里有制氧机的话我马上转特急通道，您先把备用电源接上。",
)


def test_a_rule_of_the_company_is_retrieved_for_the_reply_and_cited_with_file_and_section(
    tmp_path: Path,
) -> None:
    library = open_library(KnowledgeSettings(data_dir=tmp_path))
    grader = build_scoring(library).grader
    assert grader.grade_turn(ROW).related == ()

    library.add_document("本公司细则.txt", RULES.encode())
    grade = grader.grade_turn(ROW)
    (rule,) = (grade.citations[clause] for clause in grade.related)
    assert rule.document == "本公司细则.txt"
    assert "生命支持设备" in rule.section
    assert "特急通道" in rule.requirement
    assert {found.id for found in grade.graded.elements} >= {"soothe"}
    library.close()
