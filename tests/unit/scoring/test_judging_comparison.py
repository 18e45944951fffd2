"""The grader and the model side by side, over one reply and over many."""

import pytest

from scoring.judging import Claim, Judged, Opinion, SideBySide, compare
from scoring.judging.agreement import AgreementTally
from scoring.schema import GradedReply, NotJudged, ReplyRow
from tests.unit.scoring.scoring_fakes import graded_acts

REPLY = "您好，别急"


def opinion(*labels: str) -> Opinion:
    return Opinion(
        claims=tuple(
            Claim.model_validate({"label": label, "start": 0, "end": 2, "text": "您好"}) for label in labels
        )
    )


def labels(sides: SideBySide | None) -> tuple[list[str], list[str], list[str]]:
    assert sides is not None
    return _ids(sides.agreed), _ids(sides.only_grader), _ids(sides.only_model)


def _ids(lines: tuple[Judged, ...]) -> list[str]:
    return [line.label for line in lines]


def test_each_label_stands_with_the_words_of_both() -> None:
    sides = compare(graded_acts(REPLY, ["soothe", "greeting", "!rude"]), opinion("greeting", "closing"))
    assert labels(sides) == (["greeting"], ["soothe", "rude"], ["closing"])
    assert sides is not None
    assert sides.differs
    assert (sides.agreed[0].grader, sides.agreed[0].model) == (REPLY, "您好")
    assert (sides.only_model[0].grader, sides.only_model[0].model) == (None, "您好")


def test_two_that_find_nothing_agree() -> None:
    sides = compare(GradedReply(id="r"), Opinion())
    assert sides == SideBySide()
    assert not sides.differs


def test_silence_is_no_disagreement() -> None:
    assert compare(graded_acts(REPLY, ["greeting"]), Opinion(silence="timed_out")) is None
    failed = GradedReply(id="r", not_judged=(NotJudged(id="grading", reason="?"),))
    assert compare(failed, opinion("greeting")) is None


def test_what_the_grader_left_open_and_what_the_model_was_not_asked_is_not_compared() -> None:
    graded = graded_acts(REPLY, ["safety_advice", "greeting"])
    graded = graded.model_copy(update={"not_judged": (NotJudged(id="soothe", reason="no clause"),)})
    assert labels(compare(graded, opinion("soothe", "greeting"))) == (["greeting"], [], [])


def test_agreement_is_counted_over_many_replies() -> None:
    tally = AgreementTally()
    for grader, model in (
        (["greeting"], ["greeting"]),
        (["greeting", "!rude"], ["greeting", "rude"]),
        ([], ["closing"]),
        (["soothe"], []),
    ):
        graded, second = graded_acts(REPLY, grader), opinion(*model)
        row = ReplyRow(id="r", situation="callback", reply=REPLY)
        tally.add(row, second, compare(graded, second))
    row = ReplyRow(id="r", situation="callback", reply=REPLY)
    tally.add(row, Opinion(silence="busy"), None)
    figures = tally.result()
    assert (figures.replies, figures.compared, figures.silent) == (5, 4, {"busy": 1})
    assert (figures.agreed, figures.only_grader, figures.only_model) == (3, 1, 1)
    assert figures.violations == 1.0
    assert figures.elements == pytest.approx(0.5556, abs=1e-4)  # 10 of 12 alike, 7.5 by chance
    assert figures.labels == {"closing": 0.0, "greeting": 1.0, "soothe": 0.0, "rude": 1.0}


def test_agreement_over_nothing_is_undefined() -> None:
    figures = AgreementTally().result()
    assert (figures.replies, figures.elements, figures.violations) == (0, None, None)
