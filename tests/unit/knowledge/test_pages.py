"""Pages of a pdf as one text."""

import pytest

from knowledge.pages import joined_pages


def test_a_sentence_that_goes_on_over_the_page_is_not_parted_by_number_and_header() -> None:
    pages = [
        "坐席服务规定\n坐席应当核对\n- 1 -",
        "坐席服务规定\n户号和地址。\n- 2 -",
        "坐席服务规定\n完。\n- 3 -",
    ]
    assert joined_pages(pages) == "坐席应当核对\n户号和地址。\n完。"


@pytest.mark.parametrize(
    "number",
    [
        "3",
        "- 3 -",
        "— 12 —",
        "第 3 页",
        "第3页 共20页",
        "3 / 20",
        "iv",
        "Page 3"[5:],
        "第 3 页，共 20 页",
        "·3·",
    ],
)
def test_the_ways_to_number_a_page(number: str) -> None:
    assert joined_pages([f"先致歉。\n{number}"]) == "先致歉。"
    assert joined_pages([f"{number}\n先致歉。"]) == "先致歉。"


@pytest.mark.parametrize("line", ["95598", "3.1", "第3条", "3小时", "civil", "（3）", "20250601", "第三页"])
def test_what_is_no_page_number_stays(line: str) -> None:
    assert joined_pages([f"先致歉。\n{line}"]) == f"先致歉。\n{line}"


def test_a_number_in_the_middle_of_a_page_is_a_figure_of_a_table() -> None:
    assert joined_pages(["时限（分钟）\n45\n城区"]) == "时限（分钟）\n45\n城区"


def test_header_and_footer_go_together_with_the_number_between_them() -> None:
    pages = [f"客服中心\n第{n}条 先致歉{n}。\n内部资料\n{n}" for n in range(1, 5)]
    assert joined_pages(pages) == "\n".join(f"第{n}条 先致歉{n}。" for n in range(1, 5))


def test_a_line_that_two_pages_begin_with_is_text() -> None:
    assert joined_pages(["注意\n甲。", "注意\n乙。"]) == "注意\n甲。\n注意\n乙。"


def test_a_line_that_fewer_than_half_of_the_pages_end_with_is_text() -> None:
    pages = [f"第{n}页的话\n" + ("先致歉。" if n < 3 else f"话{n}。") for n in range(8)]
    assert joined_pages(pages).count("先致歉。") == 3


def test_a_chapter_name_on_top_of_every_page_stays_a_heading() -> None:
    pages = [f"第三章 故障报修\n规定{n}。" for n in range(4)]
    assert joined_pages(pages).count("第三章 故障报修") == 4


def test_blank_pages_and_pages_of_a_number_alone_leave_nothing() -> None:
    assert joined_pages(["", " \n ", "2", "- 3 -"]) == ""
    assert joined_pages([]) == ""
