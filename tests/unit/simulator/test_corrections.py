"""A trainer corrects labels of a finished call; the call and its result stay as they were."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from scoring.evaluation import each_labelled
from scoring.marked import load_marked
from scoring.schema import LabelledRow
from simulator.corrected import CorrectionView, Draft
from simulator.corrections import Corrections, CorrectionStore
from simulator.errors import BadCorrection, CallNotFound, CallNotOver, CorrectionNotFound
from simulator.store.memory_corrections import MemoryCorrectionStore
from simulator.store.sql import SqlCallStore, open_store
from tests.unit.simulator.practice_fakes import Desk, ticking_clock

SAID = "您好，我马上给您派师傅过去。"


class Trainer:
    """A finished call with one reply, and what is needed to correct it."""

    def __init__(self, desk: Desk, store: CorrectionStore) -> None:
        self.desk = desk
        self.call = self.finished(SAID)
        self.corrections = Corrections(desk.store, store, ticking_clock())

    def finished(self, *replies: str) -> str:
        call = self.desk.talking()
        for number, reply in enumerate(replies):
            self.desk.practice.reply("guest", call, reply, after=1 + 2 * number)
        self.desk.practice.act("guest", call, "hang_up", after=1 + 2 * len(replies))
        return call

    def draft(self, **changes: object) -> Draft:
        values: dict[str, object] = {
            "call_id": self.call, "turn": 1, "label": "dispatch", "kind": "missing",
            "words": "给您派师傅过去", "author": "王班长", "reason": "这就是派单",
        }  # fmt: skip
        return Draft(**{**values, **changes})  # type: ignore[arg-type]

    def add(self, **changes: object) -> CorrectionView:
        return self.corrections.add("guest", self.draft(**changes))


@pytest.fixture(params=["memory", "sql"])
def trainer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Trainer]:
    if request.param == "memory":
        yield Trainer(Desk(), MemoryCorrectionStore())
        return
    store = open_store(tmp_path / "trainer.db")
    yield Trainer(Desk(store=store), store.corrections)
    store.close()


def refused(trainer: Trainer, **changes: object) -> str:
    with pytest.raises(BadCorrection) as refusal:
        trainer.add(**changes)
    assert trainer.corrections.all() == ()
    return refusal.value.reason


def test_a_correction_is_kept_with_its_words_author_reason_time_and_grader(trainer: Trainer) -> None:
    trainer.desk.practice.report("guest", trainer.call)
    made = trainer.add()
    assert trainer.corrections.of_call("guest", trainer.call) == (made,)
    assert (made.words, made.author, made.reason) == ("给您派师傅过去", "王班长", "这就是派单")
    assert (made.reply, made.before, made.grader) == (SAID, "喂，停电了！（3）", "fake-1")
    assert made.at.tzinfo is not None


def test_the_result_and_the_call_stay_as_they_were(trainer: Trainer) -> None:
    before = trainer.desk.practice.report("guest", trainer.call)
    trainer.add()
    assert trainer.desk.practice.report("guest", trainer.call) == before


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"label": "politeness"}, "unknown_label"),
        ({"label": "safety_advice"}, "from_facts"),
        ({"kind": "wrong"}, "unknown_kind"),
        ({"turn": 0}, "no_reply"),
        ({"turn": 99}, "no_reply"),
        ({"turn": -1}, "no_reply"),
        ({"words": "没有说过的话"}, "words_outside"),
        ({"reason": " \n\t"}, "no_reason"),
        ({"reason": "长" * 501}, "long_reason"),
        ({"author": "\x00"}, "no_author"),
        ({"author": "长" * 61}, "long_author"),
        ({"label": "greeting"}, "was_found"),
        ({"kind": "not_there"}, "was_not_found"),
        ({"kind": "other_words"}, "was_not_found"),
        ({"label": "greeting", "kind": "other_words", "words": ""}, "no_words"),
        ({"label": "greeting", "kind": "other_words", "words": "您好"}, "same_words"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_kept(
    trainer: Trainer, changes: dict[str, object], reason: str
) -> None:
    assert refused(trainer, **changes) == reason


def test_only_finished_calls_of_ones_own_are_corrected(trainer: Trainer) -> None:
    with pytest.raises(CallNotFound):
        trainer.corrections.add("somebody else", trainer.draft())
    with pytest.raises(CallNotFound):
        trainer.corrections.of_call("somebody else", trainer.call)
    with pytest.raises(CallNotOver):
        trainer.add(call_id=trainer.desk.talking())


def test_the_same_is_not_said_twice_by_the_same_person(trainer: Trainer) -> None:
    trainer.add()
    with pytest.raises(BadCorrection):
        trainer.add(reason="换个说法")
    trainer.add(author="李班长")
    assert len(trainer.corrections.all()) == 2


def test_one_that_is_withdrawn_stays_to_be_read_and_teaches_nothing(trainer: Trainer) -> None:
    made = trainer.add()
    assert len(trainer.corrections.rows()) == 1
    gone = trainer.corrections.withdraw(made.id, "李班长", "说过头了")
    assert (gone.withdrawn_by, gone.withdrawn_because) == ("李班长", "说过头了")
    assert trainer.corrections.all() == (gone,)
    assert trainer.corrections.rows() == ()
    for unknown in (made.id, 99):
        with pytest.raises(CorrectionNotFound):
            trainer.corrections.withdraw(unknown, "李班长", "再来一次")
    trainer.add()


def test_a_withdrawal_needs_a_reason_too(trainer: Trainer) -> None:
    made = trainer.add()
    with pytest.raises(BadCorrection):
        trainer.corrections.withdraw(made.id, "李班长", " ")
    assert trainer.corrections.all() == (made,)


def test_contradicting_corrections_are_shown_and_teach_nothing_until_one_is_withdrawn(
    trainer: Trainer,
) -> None:
    here = trainer.add(label="greeting", kind="not_there", words="", reason="敷衍")
    other = trainer.add(label="greeting", kind="other_words", words="您好，", author="李班长")
    assert [view.contradicted for view in trainer.corrections.all()] == [True, True]
    assert trainer.corrections.rows() == ()
    trainer.corrections.withdraw(here.id, "王班长", "李班长说得对")
    assert [view.contradicted for view in trainer.corrections.all()] == [False, False]
    (row,) = trainer.corrections.rows()
    assert [one.author for one in row.corrections] == [other.author]


def test_the_same_words_in_answer_to_the_same_words_are_the_same_question(trainer: Trainer) -> None:
    trainer.add(label="greeting", kind="not_there", words="")
    twin = trainer.finished(SAID)
    trainer.add(call_id=twin, label="greeting", kind="other_words", words="您好，")
    assert all(view.contradicted for view in trainer.corrections.all())


def test_the_export_holds_the_labels_as_they_should_be(trainer: Trainer, tmp_path: Path) -> None:
    trainer.add()
    trainer.add(label="greeting", kind="not_there", words="")
    (row,) = trainer.corrections.rows()
    assert (row.elements, row.violations) == (("dispatch",), ())
    assert [one.label for one in row.corrections] == ["dispatch", "greeting"]
    file, read = tmp_path / "rows.jsonl", list[LabelledRow]()
    file.write_text(row.model_dump_json() + "\n", encoding="utf-8")
    assert each_labelled(str(file), read.append) == 0
    assert read[0].elements == ("dispatch",)


def test_the_marked_export_is_read_as_examples(trainer: Trainer, tmp_path: Path) -> None:
    trainer.add()
    (example,) = trainer.corrections.marked()
    (tmp_path / "anxious_outage.txt").write_text("\n".join(example.lines), encoding="utf-8")
    (read,) = load_marked(tmp_path)
    assert (read.row.reply, set(read.row.elements)) == (SAID, {"greeting", "dispatch"})
    assert {mark.id: SAID[mark.start : mark.end] for mark in read.marks} == {
        "greeting": "您好", "dispatch": "给您派师傅过去"
    }  # fmt: skip
    assert read.row.history == example.row.history
    assert "王班长" in example.lines[1]


def test_what_was_said_of_a_label_cannot_be_altered(tmp_path: Path) -> None:
    store: SqlCallStore = open_store(tmp_path / "trainer.db")
    trainer = Trainer(Desk(store=store), store.corrections)
    made = trainer.add()
    trainer.corrections.withdraw(made.id, "王班长", "写错了")
    for statement in ("UPDATE corrections SET label = 'x'", "DELETE FROM withdrawals"):
        with store.corrections._engine.begin() as connection, pytest.raises(IntegrityError, match="never"):
            connection.exec_driver_sql(statement)
    store.close()
    reopened = open_store(tmp_path / "trainer.db")
    assert [one.in_force for one in reopened.corrections.corrections()] == [False]
    reopened.close()
