"""One fault costs once: overlapping words, caps, order against missed items, spread weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.catalogue import load_catalogue
from knowledge.vocabulary import VIOLATIONS, SituationId
from scoring.assessment import Assessor
from scoring.conversation import Breach
from scoring.handbook import load_handbook
from scoring.results import Assessment
from scoring.rubric import load_rubrics
from scoring.schema import DialogueRow, Finding, Utterance
from scoring.violations import violation_deductions
from tests.unit.scoring.scoring_fakes import ActsGrader, graded_acts

CATALOGUE = load_catalogue()
HANDBOOK = load_handbook()
ASSESSOR = Assessor(ActsGrader(), load_rubrics(), CATALOGUE)


def breach(name: str, start: int = 0, end: int = 4, turn: int = 1) -> Breach:
    words = {
        "score": 1.0,
        "start": start,
        "end": end,
        "text": "x" * (end - start),
        "clause": "att.no_quarrel",
    }
    return Breach(turn, Finding.model_validate({"id": name, **words}))


def taken(*breaches: Breach) -> list[float]:
    found = violation_deductions(breaches, HANDBOOK.rules, CATALOGUE, HANDBOOK.labels)
    return [deduction.points for deduction in found]


def assess(situation: SituationId, customer: str, *replies: tuple[str, ...]) -> Assessment:
    turns = [
        turn
        for words, *_ in replies
        for turn in (Utterance(role="customer", text=customer), Utterance(role="trainee", text=words))
    ]
    graded = [graded_acts(words, acts) for words, *acts in replies]
    return ASSESSOR.assess(DialogueRow(id="d", situation=situation, turns=tuple(turns)), None, graded)


def broken(result: Assessment) -> set[str]:
    return {item.id for item in result.items if item.status == "broken"}


@pytest.mark.parametrize(
    ("breaches", "points"),
    [
        ([breach("impatient"), breach("rhetorical")], [0, 10]),
        ([breach("impatient", 0, 4), breach("rhetorical", 4, 8)], [8, 10]),
        ([breach("impatient", turn=1), breach("rhetorical", turn=3)], [8, 10]),
        ([breach("impatient"), breach("pass_buck")], [8, 10]),
        ([breach("rude"), breach("argue"), breach("command")], [20, 0, 0]),
        ([breach("rhetorical"), breach("argue")], [10, 0]),
        ([breach("pretend_know"), breach("false_information")], [0, 15]),
        ([breach("impatient", turn=turn) for turn in (1, 3, 5, 7)], [8, 8, 8, 0]),
        ([breach("jargon", turn=turn) for turn in (1, 3, 5, 7, 9)], [4, 4, 4, 4, 0]),
    ],
)
def test_what_violations_cost(breaches: list[Breach], points: list[float]) -> None:
    assert taken(*breaches) == points


breaches = st.builds(
    lambda name, start, length, turn: breach(name, start, start + length, turn),
    st.sampled_from(VIOLATIONS), st.integers(0, 9), st.integers(1, 6), st.sampled_from([1, 3, 5]),
)  # fmt: skip


@given(st.lists(breaches, max_size=12))
def test_no_violation_takes_more_than_its_cap_and_the_heaviest_always_counts(found: list[Breach]) -> None:
    points = taken(*found)
    for name, rule in HANDBOOK.rules.violations.items():
        spent = sum(cost for cost, one in zip(points, found, strict=True) if one.finding.id == name)
        assert 0 <= spent <= rule.cap
    assert not found or sum(points) >= max(HANDBOOK.rules.violations[one.finding.id].points for one in found)


def test_a_thing_never_done_is_missed_and_not_also_out_of_order() -> None:
    result = assess(
        "anxious_outage", "急死我了，就我家没电", ("地址？", "ask_address"), ("派了。", "dispatch")
    )
    assert {"soothe", "guide_self_check"} <= set(result.row.missed)
    assert broken(result) == set()


@pytest.mark.parametrize(
    ("replies", "rules"),
    [
        ([("您先别急，地址？", "ask_address", "soothe")], set()),
        ([("地址？", "ask_address"), ("您先别急。", "soothe")], {"soothe_first"}),
        ([("抱歉，地址？", "apologise", "ask_address"), ("您先别急。", "soothe")], set()),
        ([("派了。", "dispatch"), ("看看开关。", "guide_self_check")], {"switch_before_dispatch"}),
        ([("看看开关，派了。", "guide_self_check", "dispatch")], set()),
    ],
)
def test_order_counts_between_utterances(replies: list[tuple[str, ...]], rules: set[str]) -> None:
    assert broken(assess("anxious_outage", "急死我了，就我家没电", *replies)) == rules


def test_a_danger_overrides_every_order_of_questions() -> None:
    late = [("地址？千万别靠近！", "ask_address", "safety_advice"), ("您先别急。", "soothe")]
    assert broken(assess("anxious_outage", "急死我了，电线断了掉在地上", *late)) == set()


def test_nobody_need_be_soothed_first_who_is_calm() -> None:
    late = [("地址？", "ask_address"), ("您先别急。", "soothe")]
    assert broken(assess("anxious_outage", "你好，我家没电了", *late)) == set()


def test_a_callback_checks_who_is_speaking_before_it_tells_the_matter() -> None:
    early = [("来电了吗？", "confirm_restored"), ("打扰了，请问是孟女士吗？", "callback_intro")]
    assert broken(assess("callback", "喂", *early)) == {"identity_first"}
    assert broken(assess("callback", "喂", *reversed(early))) == set()


def test_thanks_given_once_count_for_the_whole_complaint() -> None:
    once = assess("angry_complaint", "我要投诉", ("感谢您反映。", "thank_customer"), ("再见。", "closing"))
    assert "thank_customer" not in once.row.missed


@pytest.mark.parametrize(
    ("customer", "waived", "asked"),
    [
        ("我姓卢，我家没电了", "ask_name", "ask_contact"),
        ("我电话13612345678", "ask_contact", "ask_name"),
        ("翠湖花园6栋没电", "ask_address", "ask_time"),
        ("就我家没电", "ask_scope", "ask_address"),
        ("七点停的", "ask_time", "ask_scope"),
    ],
)
def test_what_is_volunteered_makes_no_other_question_dearer(customer: str, waived: str, asked: str) -> None:
    result = assess("anxious_outage", customer, ("您好。", "greeting"))
    by_id = {item.id: item for item in result.items}
    assert (by_id[waived].status, by_id[waived].points) == ("waived", 0)
    assert by_id[asked].status == "missed"
    plain = assess("anxious_outage", "没电了", ("您好。", "greeting"))
    others = {item.id: item.points for item in plain.items}
    # beside what else is asked of the trainee, the question weighs what it always weighs
    for other in ("soothe", "closing", "identify"):
        ratio = others[asked] / others[other]
        assert by_id[asked].points / by_id[other].points == pytest.approx(ratio, rel=0.02)
