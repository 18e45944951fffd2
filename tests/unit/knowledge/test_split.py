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
    "line",
    [
        *("停电3.5小时", "2026年6月1日起施行", "10%以上", "3.14%", "他说第一条规定不对", "#标签"),
        *(
            "3.5小时内到达现场",
            "1.5 倍电费",
            "10 千伏线路检修",
            "24小时服务",
            "95598 热线",
            "3 个工作日内答复",
        ),
        *("第三条规定处理", "第一章所列情形", "第五条至第七条", "第二条第三款", "附件中所列用语"),
        *("2025.6.1", "100、百", "第三", "一", "", "　"),
    ],
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
        ("第3章　故障报修", "第3章 故障报修"),
        ("第一百零二条 其他", "第一百零二条 其他"),
        ("第二部分 用语", "第二部分 用语"),
        ("十一、附则", "十一、附则"),
        ("一. 总则", "一. 总则"),
        ("1、总则", "1、总则"),
        ("１．２ 受理", "1.2 受理"),
        ("4 服务要求", "4 服务要求"),
        ("3.1 人员要求", "3.1 人员要求"),
        ("2.2 户号核对", "2.2 户号核对"),
        ("5.1 月度考核", "5.1 月度考核"),
        ("**第一章 总则**", "第一章 总则"),
        ("## **报修**", "报修"),
        ("附件1：用语", "附件1：用语"),
        ("附录B（规范性附录）用语", "附录B（规范性附录）用语"),
        ("（1）登记", "（1）登记"),
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


STYLES = {
    "chapters and articles": (
        "第一章 总则\n第一条 目的\n先致歉。\n第二条 范围\n问地址。\n第二章 报修\n第三条 受理\n派人。",
        ["第一章 总则 / 第一条 目的", "第一章 总则 / 第二条 范围", "第二章 报修 / 第三条 受理"],
    ),
    "official letter": (
        "一、总则\n（一）目的\n先致歉。\n1.范围\n问地址。\n（1）热线\n派人。\n（二）其他\n回访。\n二、报修\n归档。",
        [
            "一、总则 / （一）目的",
            "一、总则 / （一）目的 / 1.范围",
            "一、总则 / （一）目的 / 1.范围 / （1）热线",
            "一、总则 / （二）其他",
            "二、报修",
        ],
    ),
    "technical standard": (
        "1 范围\n先致歉。\n4 服务要求\n4.1 受理\n问地址。\n4.1.1 登记\n派人。\n4.2 回访\n回访。\n"
        "附录A（资料性附录）用语\n完。",
        [
            "1 范围",
            "4 服务要求 / 4.1 受理",
            "4 服务要求 / 4.1 受理 / 4.1.1 登记",
            "4 服务要求 / 4.2 回访",
            "附录A（资料性附录）用语",
        ],
    ),
    "rules behind a letter": (
        "一、请遵照执行\n即日起执行。\n附件：坐席规定\n第一章 总则\n先致歉。\n第一节 报修\n派人。\n"
        "第二章 附则\n完。",
        [
            "一、请遵照执行",
            "附件：坐席规定 / 第一章 总则",
            "附件：坐席规定 / 第一章 总则 / 第一节 报修",
            "附件：坐席规定 / 第二章 附则",
        ],
    ),
    "markdown with numbers": (
        "# 手册\n## 1.1 受理\n先致歉。\n**1.2 派工**\n派人。\n## 1.3 回访\n回访。",
        ["手册 / 1.1 受理", "手册 / 1.1 受理 / 1.2 派工", "手册 / 1.3 回访"],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_the_numbering_styles_of_companies_nest_as_they_are_meant(style: str) -> None:
    text, sections = STYLES[style]
    assert [passage.section for passage in split(text)] == sections


def test_a_reference_at_the_start_of_a_broken_line_does_not_open_a_section() -> None:
    (passage,) = split("第五章 罚则\n对推诿客户的，依照本规定\n第三条规定处理。")
    assert passage == Passage("第五章 罚则", "对推诿客户的，依照本规定第三条规定处理。")


@pytest.mark.parametrize(
    "line",
    ["第一章 总则 ................ 1", "第二章 报修……………………12", "3.1 受理 · · · · · · 3", "附录A 用语\t20"],
)
def test_a_table_of_contents_is_no_rule(line: str) -> None:
    assert split(f"{line}\n第一章 总则\n先致歉。") == (Passage("第一章 总则", "先致歉。"),)


@pytest.mark.parametrize("line", ["客户说：我等了……", "电费\t5", "请稍候……3分钟后回电", "版本 1.2.3.4"])
def test_what_only_looks_like_a_line_of_contents_stays(line: str) -> None:
    assert line.partition("\t")[0] in split(line)[0].text


@pytest.mark.parametrize("length", [1, LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST, 2 * LONGEST + 1])
def test_a_sentence_without_an_end_is_cut_at_the_limit_and_nowhere_else(length: int) -> None:
    texts = [passage.text for passage in split("说" * length)]
    assert "".join(texts) == "说" * length
    assert [len(text) for text in texts[:-1]] == [LONGEST] * (len(texts) - 1)


def test_two_sentences_that_just_fit_stay_together_and_one_more_character_parts_them() -> None:
    half = "说" * (LONGEST // 2 - 1) + "。"
    assert [len(passage.text) for passage in split(half + half)] == [LONGEST]
    assert [len(passage.text) for passage in split(half + "说" + half)] == [LONGEST // 2, LONGEST // 2 + 1]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    quoted = "应当说：“" + "请您稍等" * 50 + "。”"
    first, second = split(quoted + "然后" + "登记" * 100 + "。")
    assert first.text == quoted
    assert second.text.startswith("然后")


@pytest.mark.parametrize("text", ["", "\n\n", "　 \t", "##", "-" * 3])
def test_a_text_without_words_makes_no_passage_with_blanks(text: str) -> None:
    assert all(passage.text.strip() for passage in split(text))


@given(st.text("一二三第章条、.1（）#* \n\t。说…", max_size=80))
def test_any_mixture_of_numbers_and_marks_is_cut_without_empty_names(text: str) -> None:
    for passage in split(text):
        assert passage.text == passage.text.strip() != ""
        assert all(passage.section.split(" / ")) or not passage.section


def test_a_long_numbered_line_is_a_paragraph_even_without_a_full_stop() -> None:
    heading = heading_of("第三条 " + "坐席应当核对户号和地址" * 4)
    assert heading is not None
    assert (heading.name, heading.body) == ("第三条", "坐席应当核对户号和地址" * 4)
