"""The report: made once from what is kept, and the same for ever after."""

import json
from collections.abc import Sequence

import pytest

from scoring.results import Assessment, CaseTruth
from scoring.schema import DialogueRow, GradedReply, WorkOrder
from simulator.errors import GraderNotReady
from simulator.report import REPORT_FORMAT, report_json
from simulator.steps import dialogue_row
from tests.unit.simulator.practice_fakes import CARD, Desk, FakeAssessor, FakeScoring, SwitchedScoring


def finished(desk: Desk) -> str:
    call_id = desk.talking()
    desk.practice.reply("guest", call_id, "您好", after=1)
    desk.practice.save_work_order("guest", call_id, WorkOrder(kind="repair"))
    desk.practice.reply("guest", call_id, "再见", after=3)
    return call_id


def test_the_report_holds_the_call_its_moods_and_its_fingerprint() -> None:
    desk = Desk()
    report = desk.practice.report("guest", finished(desk))
    assert report.moods == (-20, 10, 15)
    assert report.engine == "fake"
    assert len(report.fingerprint) == 64
    assert report.assessment.row.score == 20.0
    assert [turn.role for turn in report.call.turns] == ["customer", "trainee"] * 2 + ["customer"]


def test_the_assessor_gets_the_whole_call_and_the_grades_given_in_it() -> None:
    desk = Desk()
    call_id = finished(desk)
    desk.practice.report("guest", call_id)
    row = desk.scoring.scoring.assessor.rows[0]
    kept = desk.store.get(call_id)
    assert kept is not None
    assert row == dialogue_row(kept)
    assert row.work_order == WorkOrder(kind="repair")
    assert [event.kind for event in row.events or ()] == ["hang_up"]
    assert desk.practice.report("guest", call_id).assessment.row.turns == kept.graded


def test_a_result_is_made_once() -> None:
    desk = Desk()
    call_id = finished(desk)
    first = desk.practice.report("guest", call_id)
    desk.scoring.scoring = FakeScoring()  # another release of the grader, say
    assert desk.practice.report("guest", call_id) == first
    assert desk.scoring.scoring.assessor.rows == []


class BrokenAssessor(FakeAssessor):
    def assess(
        self, row: DialogueRow, truth: CaseTruth | None, graded: Sequence[GradedReply] | None, /
    ) -> Assessment:
        raise RuntimeError("a rule crashed")


def test_a_crash_while_judging_does_not_hide_the_last_words() -> None:
    desk = Desk(scoring=SwitchedScoring(FakeScoring(assessor=BrokenAssessor())))
    call_id = desk.talking()
    call = desk.practice.reply("guest", call_id, "再见", after=1)
    assert (call.status, len(call.turns)) == ("ended", 3)
    with pytest.raises(RuntimeError, match="a rule crashed"):
        desk.practice.report("guest", call_id)
    desk.scoring.scoring = FakeScoring()  # mended
    assert desk.practice.report("guest", call_id).assessment.row.score == 10.0


def test_equal_calls_have_equal_fingerprints_and_other_seeds_do_not() -> None:
    desk = Desk()
    first, again = (desk.practice.report("guest", finished(desk)) for _ in range(2))
    assert first.fingerprint == again.fingerprint
    assert first.call.id != again.call.id
    other = desk.practice.start("guest", CARD.id, seed=4)
    desk.practice.answer("guest", other.id)
    desk.practice.close("guest", other.id)
    assert desk.practice.report("guest", other.id).fingerprint != first.fingerprint


def test_while_the_grader_loads_a_call_can_be_taken_but_not_judged() -> None:
    desk = Desk()
    desk.scoring.ready = False
    call_id = desk.talking()
    assert desk.practice.view("guest", call_id).coach == ()
    with pytest.raises(GraderNotReady):
        desk.practice.reply("guest", call_id, "您好", after=1)
    assert len(desk.practice.view("guest", call_id).turns) == 1
    desk.scoring.ready = True
    assert len(desk.practice.reply("guest", call_id, "您好", after=1).turns) == 3


def test_a_call_that_ended_unjudged_is_judged_when_its_report_is_opened() -> None:
    desk = Desk()
    call_id = desk.talking()
    desk.scoring.ready = False
    desk.practice.act("guest", call_id, "hang_up", after=1)
    with pytest.raises(GraderNotReady):
        desk.practice.report("guest", call_id)
    assert desk.practice.recent("guest")[0].score is None
    desk.scoring.ready = True
    report = desk.practice.report("guest", call_id)
    line = desk.practice.recent("guest")[0]
    assert (line.id, line.score, line.passed) == (call_id, report.assessment.row.score, False)


@pytest.mark.parametrize(("limit", "shown"), [(-5, 1), (0, 1), (3, 3), (10**9, 5)])
def test_a_list_is_as_long_as_asked_within_reason(limit: int, shown: int) -> None:
    desk = Desk()
    for _ in range(5):
        desk.practice.start("guest", CARD.id)
    assert len(desk.practice.recent("guest", limit)) == shown


def test_the_exported_report_is_stable_json_with_a_format() -> None:
    desk = Desk()
    report = desk.practice.report("guest", finished(desk))
    text = report_json(report)
    assert text == report_json(report)
    body = json.loads(text)
    assert list(body) == ["format", "call", "assessment", "moods", "fingerprint", "engine"]
    assert body["format"] == REPORT_FORMAT
    assert body["call"]["started_at"].endswith("Z")
    assert "停电" in text
