"""The comparison on a few rows, with contestants that are easy to check by hand."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from rich.cells import cell_len

from benchmarks.grading.comparison import Comparison, Wanted, measure
from benchmarks.grading.contestants import GraderContestant, Labels
from benchmarks.grading.keywords import Keywords
from benchmarks.grading.learned import Learned, ngrams
from benchmarks.grading.results import GradingFigures
from benchmarks.grading.rows import SentencePair, SpokenRow, find
from benchmarks.grading.table import table
from benchmarks.grading.third_party import measure_benign, measure_similarity, measure_speech
from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from scoring.evaluation import Label, Versions
from scoring.grader import Grader
from scoring.schema import LabelledRow, ReplyRow
from tests.unit.scoring.scoring_fakes import BigramEncoder, FakeRetriever, ScriptedDetector

VERSIONS = Versions(grader="g", detector="d", standards="s", encoder="e")


@dataclass
class Cues:
    """Finds a label where its word is."""

    cues: dict[str, Label] = field(default_factory=dict)
    name: str = "cues"

    def label(self, rows: Sequence[ReplyRow]) -> list[Labels]:
        return [frozenset(label for cue, label in self.cues.items() if cue in row.reply) for row in rows]


def labelled(reply: str, *elements: str, violations: Sequence[str] = ()) -> LabelledRow:
    return LabelledRow.model_validate(
        {
            "id": reply,
            "situation": "callback",
            "reply": reply,
            "elements": elements,
            "violations": violations,
        }
    )


def test_contestants_are_measured_on_the_same_rows() -> None:
    rows = [labelled("您好", "greeting"), labelled("别急", "soothe"), labelled("哼", violations=["rude"])]
    figures = measure(Cues({"您好": "greeting", "别急": "rude"}), rows)
    assert (figures.elements.micro.recall, figures.elements.micro.precision) == (0.5, 1.0)
    assert (figures.false_accusations.part, figures.false_accusations.whole) == (1, 2)


def test_the_products_own_grader_is_a_contestant() -> None:
    detector = ScriptedDetector({"您好": "greeting"}, {"滚": "rude"})
    grader = Grader(detector, FakeRetriever(), BigramEncoder())
    found = GraderContestant(grader).label([labelled("您好，滚"), labelled("嗯")])
    assert found == [{"greeting", "rude"}, set()]


def test_keywords_cover_every_label_that_words_can_show() -> None:
    everything = [labelled(word) for word in ("您好，这里是95598", "哪个小区？", "神经病")]
    assert Keywords().label(everything) == [{"greeting", "identify"}, {"ask_address"}, {"rude"}]
    listed = set(Keywords()._words)
    assert listed == {*ELEMENTS, *VIOLATIONS} - {"safety_advice", "false_information"}


def test_other_peoples_acts_are_ours_by_another_name() -> None:
    rows = [
        SpokenRow(id="1", text="对不起", element="apology"),
        SpokenRow(id="2", text="是我不好", element="apology"),
        SpokenRow(id="3", text="没什么对不起的", element="none"),
    ]
    figures = measure_speech(Cues({"对不起": "apologise"}), rows)
    assert figures.recall["apologise"].share == 0.5
    assert figures.found_in_none["apologise"].share == 1.0
    assert figures.recall["greeting"].share is None


def test_hits_on_clean_replies_are_listed_and_counted_apart_from_the_trade() -> None:
    rows = [labelled("傻"), labelled("相序"), labelled("好")]
    figures = measure_benign(Cues({"傻": "rude", "相序": "jargon"}), rows)
    assert (figures.accused.part, figures.accused_beyond.part) == (2, 1)
    assert figures.by_violation == {"rude": 1, "jargon": 1}
    assert [(hit.reply, hit.violation) for hit in figures.hits] == [("傻", "rude"), ("相序", "jargon")]


def test_alike_sentences_have_alike_vectors() -> None:
    pairs = [
        SentencePair(s1="一个人在弹吉他", s2="一个人在弹吉他", score=5),
        SentencePair(s1="一个人在弹吉他", s2="有人在弹吉他", score=4),
        SentencePair(s1="一个人在弹吉他", s2="猫睡着了", score=0),
    ]
    assert measure_similarity("bigrams", BigramEncoder(), pairs).spearman == 1.0


@pytest.fixture(scope="module")
def taught() -> Learned:
    greetings = [labelled(f"您好{number}号为您服务", "greeting") for number in range(30)]
    others = [labelled(f"请留电话第{number}次", "ask_contact") for number in range(30)]
    return ngrams([*greetings, *others, labelled("滚", violations=["rude"])])


def test_a_learned_peer_learns_what_has_examples_enough(taught: Learned) -> None:
    assert taught.label([labelled("您好，为您服务"), labelled("请留个电话")]) == [
        {"greeting"},
        {"ask_contact"},
    ]
    assert taught.label([labelled("滚")])[0] & set(VIOLATIONS) == set()


def test_files_are_found_beside_or_in_the_third_partys_folder(tmp_path: Path) -> None:
    (tmp_path / "thirdparty").mkdir()
    (tmp_path / "thirdparty" / "a.jsonl").touch()
    (tmp_path / "b.jsonl").touch()
    assert find(tmp_path, "a.jsonl") == tmp_path / "thirdparty" / "a.jsonl"
    assert find(tmp_path, "b.jsonl") == tmp_path / "b.jsonl"
    assert find(tmp_path, "c.jsonl") is None


def test_the_table_shows_each_part_and_what_was_skipped() -> None:
    rows = [labelled("傻" * 300)]
    one = Cues({"傻": "rude"}, name="grader")
    figures = GradingFigures(
        machine={"cores": 2},
        versions=VERSIONS,
        examples=3,
        labelled=(),
        speech=(measure_speech(one, [SpokenRow(id="1", text="您好", element="greeting")]),),
        benign=(measure_benign(one, rows),),
        similarity=(),
        skipped=("stsb: not there",),
    )
    shown = table(figures)
    assert "skipped: stsb: not there" in shown
    assert "of more than no_reply, jargon" in shown
    assert max(map(cell_len, shown.splitlines())) <= 110
    assert json.loads(figures.model_dump_json())["skipped"] == ["stsb: not there"]


def test_absent_parts_are_skipped_and_said(tmp_path: Path) -> None:
    comparison = Comparison(Wanted(tmp_path), scoring=None)  # type: ignore[arg-type]
    assert list(comparison._labelled([])) == []
    assert comparison._third_party("cped_elements.jsonl", SpokenRow) == []
    assert len(comparison.skipped) == 2
