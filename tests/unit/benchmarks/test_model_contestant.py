"""A language model among the contestants: what it sees, and how its silence counts."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.grading.comparison import Comparison, Wanted
from benchmarks.grading.contestants import Labels
from benchmarks.grading.model_judge import ModelContestant, model_judge
from scoring.judging import Claim, Disregarded, Opinion
from scoring.schema import LabelledRow, ReplyRow
from tests.unit.scoring.judging_fakes import FakeJudge


def says(row: ReplyRow) -> Opinion:
    if "吵" in row.reply:
        return Opinion(silence="busy")
    claim = Claim(label="greeting", start=0, end=1, text=row.reply[:1])
    return Opinion(claims=(claim,), disregarded=(Disregarded(reason="repeated", label="x", words="y"),))


def rows(*replies: str) -> list[LabelledRow]:
    return [LabelledRow(id=reply, situation="callback", reply=reply) for reply in replies]


def test_no_opinion_is_no_label_and_is_counted() -> None:
    contestant = ModelContestant(FakeJudge(says))
    assert contestant.label(rows("您好", "太吵了", "早")) == [{"greeting"}, set(), {"greeting"}]
    assert "fake-model, prompt p1" in contestant.described
    assert "without an opinion: busy 1; answers that counted as none: 2" in contestant.described


class Silent:
    """Stands in for all others."""

    name = "silent"

    def label(self, rows: Sequence[ReplyRow]) -> list[Labels]:
        return [frozenset() for _ in rows]


def test_the_model_sees_the_first_rows_and_everybody_is_measured_on_them_too(tmp_path: Path) -> None:
    file = tmp_path / "replies.jsonl"
    file.write_text("\n".join(row.model_dump_json() for row in rows("一", "二", "三")), encoding="utf-8")
    judge = FakeJudge(says)
    wanted = Wanted(data=tmp_path, labelled=(str(file),), judge_sample=2)
    comparison = Comparison(wanted, scoring=None, judge=ModelContestant(judge))  # type: ignore[arg-type]
    whole, first = comparison._labelled([Silent()])
    assert [row.reply for row in judge.rows] == ["一", "二"]
    assert [one.name for one in whole.contestants] == ["silent"]
    assert [one.name for one in first.contestants] == ["local model judge", "silent"]
    assert (whole.rows, first.rows) == (3, 2)


def test_without_a_model_there_is_no_contestant() -> None:
    with model_judge("", threads=1) as contestant:
        assert contestant is None


def test_a_server_is_a_model_and_a_missing_file_is_none() -> None:
    with model_judge("http://127.0.0.1:9/v1", threads=1) as contestant:
        assert contestant is not None
    with pytest.raises(FileNotFoundError, match=r"nothing\.gguf"), model_judge("nothing.gguf", threads=1):
        pass
