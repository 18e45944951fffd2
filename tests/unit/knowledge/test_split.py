"""Cutting documents into passages with their section paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.headings import heading_of
from knowledge.split import LONGEST, Passage, split

RULES = """坐席服务规定

第一章 总则
本规定适用于全体坐席人员。
第三章 故障报修
3.1 受理
坐席应当核对户号和地址。
3.2 坐席人员在接到涉及生命支持设备的来电时，须在三十秒之内转特急通道，并且告知客户备用电源的使用方法。
第四章 附则
一、解释
本规定由客服中心解释。
二、施行
自发布之日起施行。
"""


def test_passages_carry_the_path_of_their_headings() -> None:
    assert [passage.section for passage in split(RULES)] == [
        "",
        "第一章 总则",
        "第三章 故障报修 / 3.1 受理",
        "第三章 故障报修 / 3.2",
        "第四章 附则 / 一、解释",
        "第四章 附则 / 二、施行",
    ]


def test_a_numbered_paragraph_keeps_its_text() -> None:
    assert split(RULES)[3].text.startswith("坐席人员在接到涉及生命支持设备的来电时")


def test_markdown_levels_open_and_close_each_other() -> None:
    text = "# 手册\n前言。\n## 报修\n### 受理\n问地址。\n## 投诉\n先安抚。\n# 附录\n完。"
    assert [passage.section for passage in split(text)] == [
        "手册",
        "手册 / 报修 / 受理",
        "手册 / 投诉",
        "附录",
    ]


def test_a_short_list_item_is_text_and_not_lost_as_a_heading() -> None:
    passages = split("第二章 禁语\n1. 你自己不会看吗\n2. 不归我们管\n")
    assert [passage.text for passage in passages] == ["1. 你自己不会看吗", "2. 不归我们管"]
    assert {passage.section for passage in passages} == {"第二章 禁语"}


def test_a_document_of_headings_alone_still_makes_passages() -> None:
    assert [passage.text for passage in split("第一章 总则\n第二章 报修")] == ["第一章 总则", "第二章 报修"]


def test_a_sentence_that_a_pdf_broke_over_lines_is_joined() -> None:
    assert split("坐席应当\n核对户号。") == (Passage("", "坐席应当核对户号。"),)


def test_a_long_section_is_cut_at_the_end_of_a_sentence() -> None:
    passages = split("第一章 总则\n" + "坐席应当核对户号和地址。" * 80)
    assert len(passages) > 1
    assert all(passage.text.endswith("。") and len(passage.text) <= LONGEST for passage in passages)


@pytest.mark.parametrize(
    "line", ["停电3.5小时", "2026年6月1日起施行", "10%以上", "3.14%", "他说第一条规定不对", "#标签"]
)
def test_a_number_inside_a_sentence_is_no_heading(line: str) -> None:
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("第 十二 条　坐席应当耐心", "第 十二 条 坐席应当耐心"),
        ("（三）回访", "（三）回访"),
        ("附录A 用语", "附录A 用语"),
        ("2.1.3 登记", "2.1.3 登记"),
        ("## 报修 ##", "报修"),
    ],
)
def test_headings_are_recognised(line: str, name: str) -> None:
    heading = heading_of(line)
    assert heading is not None
    assert heading.name == name


LINES = st.lists(st.sampled_from([*RULES.splitlines(), "# 标题", "说" * 900, "", "a b，c；d！"]), max_size=30)


@given(LINES)
def test_no_passage_is_empty_or_too_long_and_no_paragraph_is_lost(lines: list[str]) -> None:
    passages = split("\n".join(lines))
    assert all(passage.text.strip() and len(passage.text) <= LONGEST for passage in passages)
    joined = "".join("".join(passage.text.split()) for passage in passages)
    for line in lines:
        if line and heading_of(line) is None:
            assert "".join(line.split()) in joined
