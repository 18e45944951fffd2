"""Marked replies: what is read, what is refused, and that writing and reading agree."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content import ContentError
from scoring.marked import Mark, format_marked, load_marked, parse_marked, read_marked

FILE = """# 开头
-
[greeting:您好]，[identify:这里是供电公司]。

C: 喂？
T: 您好，请讲。
C: 没电了！
[soothe:您先别急]，[ask_address:您家在哪]？
嗯嗯嗯
C: 快点啊！
[guide_self_check+rhetorical:你自己不会看闸]？
"""


def test_marks_name_the_words_that_do_the_act() -> None:
    marked = parse_marked("[closing:[thank_customer:感谢来电]，再见]。")
    assert marked.reply == "感谢来电，再见。"
    assert marked.marks == (Mark("thank_customer", 0, 4), Mark("closing", 0, 7))


def test_every_reply_is_read_with_the_dialogue_before_it() -> None:
    examples, problems = read_marked(FILE, "anxious_outage")
    assert problems == []
    assert [e.row.reply for e in examples][:2] == ["您好，这里是供电公司。", "您先别急，您家在哪？"]
    assert [len(e.row.history) for e in examples] == [0, 3, 3, 1]
    assert (examples[2].row.elements, examples[2].row.violations) == ((), ())
    assert examples[3].row.violations == ("rhetorical",)


def test_the_number_of_the_line_is_the_id() -> None:
    examples, _ = read_marked(FILE, "anxious_outage")
    assert examples[0].row.id == "anxious_outage:3"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[soth:别急]", "'soth'"),
        ("[soothe:别急", "not closed"),
        ("别急]", "']'"),
        ("[soothe:]好", "holds no words"),
        ("[好]", "'['"),
    ],
)
def test_a_wrong_mark_is_quoted(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_marked(line)


def test_all_wrong_lines_of_a_folder_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "callback.txt").write_text("-\n[soth:别急]\n[soothe:别急\n", encoding="utf-8")
    (tmp_path / "elsewhere.txt").write_text("-\n好\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_marked(tmp_path)
    assert len(caught.value.problems) == 3


WORDS = st.text(alphabet="您好再见别急，。", min_size=1, max_size=6)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "soothe", "closing+thank_customer"])), min_size=1))
def test_what_is_written_is_read_back(parts: list[tuple[str, str]]) -> None:
    line = "".join(f"[{ids}:{words}]" if ids else words for words, ids in parts)
    marked = parse_marked(line)
    again = parse_marked(format_marked(marked.reply, marked.marks))
    assert again == marked


def test_crossing_marks_are_refused() -> None:
    with pytest.raises(ValueError, match="cross"):
        format_marked("您好再见", (Mark("greeting", 0, 3), Mark("closing", 2, 4)))
