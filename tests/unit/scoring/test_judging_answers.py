"""What a model writes is believed only where it names an offered label and the reply's own words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.judging import ChatFailed, Opinion
from scoring.judging.answer import opinion_of
from scoring.judging.offered import OFFERED
from tests.unit.scoring.judging_fakes import answered

REPLY = "您好，您先别急，家里是几点停的电？"


def reasons(opinion: Opinion) -> list[tuple[str, str]]:
    return [(item.reason, item.label) for item in opinion.disregarded]


def test_a_claim_is_tied_to_the_words() -> None:
    (claim,) = opinion_of(answered(("soothe", "您先别急")), REPLY).claims
    assert (claim.label, claim.start, claim.end, claim.text) == ("soothe", 3, 7, "您先别急")


@pytest.mark.parametrize(
    ("label", "words", "reason"),
    [
        ("excellent", "您好", "unknown_label"),
        ("safety_advice", "您好", "unknown_label"),  # judged from facts that the model does not have
        ("", "您好", "unknown_label"),
        ("greeting", "早上好", "not_in_reply"),
        ("greeting", "", "not_in_reply"),
        ("greeting", "  ”", "not_in_reply"),
        ("greeting", "\ufffd", "not_in_reply"),
    ],
)
def test_what_is_not_offered_or_not_said_counts_as_none(label: str, words: str, reason: str) -> None:
    opinion = opinion_of(answered((label, words)), REPLY)
    assert opinion.claims == ()
    assert reasons(opinion) == [(reason, label)]


def test_a_label_counts_once() -> None:
    opinion = opinion_of(answered(("greeting", "早"), ("greeting", "您好"), ("greeting", "您")), REPLY)
    assert [claim.text for claim in opinion.claims] == ["您好"]
    assert reasons(opinion) == [("not_in_reply", "greeting"), ("repeated", "greeting")]


@pytest.mark.parametrize(
    "written",
    [
        "```json\n{}\n```",
        "<think>可能是 {{\"found\": []}} 吧</think>{}",
        "好的，我的判断是：{} 以上。",
        "{} {}",
        "{{}} {}",
    ],
)  # fmt: skip
def test_an_answer_is_found_whatever_stands_around_it(written: str) -> None:
    answer = answered(("greeting", "“您好”"))
    opinion = opinion_of(written.replace("{{", "{").replace("}}", "}").replace("{}", answer), REPLY)
    assert [(claim.label, claim.text) for claim in opinion.claims] == [("greeting", "您好")]


@pytest.mark.parametrize(
    ("written", "silence"),
    [
        ("", "malformed"),
        ("没有问题", "malformed"),
        ("null", "malformed"),
        ('{"found": null}', "malformed"),
        ('{"found": [{"label": 3, "words": "您好"}]}', "malformed"),
        ('{"found": [{"label": "greeting"}]}', "malformed"),
        ('{"found": [{"label": "greeting", "words": "您好"}', "malformed"),
        ('{"found": [{"label": "greeting", "words": "\\ud800"}]}', "malformed"),
        ('{"found": []} {"found": [{"label": "greeting", "words": "您好"}]}', "ambiguous"),
        ("[" * 30_000, "malformed"),
        ('{"a":' * 5_000, "malformed"),
        ("{" * 50_000, "too_large"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_reason(written: str, silence: str) -> None:
    with pytest.raises(ChatFailed) as failure:
        opinion_of(written, REPLY)
    assert failure.value.silence == silence


def test_a_long_list_of_nonsense_is_shortened() -> None:
    opinion = opinion_of(answered(*[(f"标签{number}", "x\0" * 30) for number in range(100)]), REPLY)
    assert len(opinion.disregarded) == 20
    assert all(len(item.words) <= 41 and "\0" not in item.words for item in opinion.disregarded)


@given(st.text(), st.text())
def test_any_text_is_an_opinion_or_a_refusal(written: str, reply: str) -> None:
    try:
        opinion = opinion_of(written, reply)
    except ChatFailed:
        return
    assert opinion.given


LABELS = st.one_of(st.sampled_from([*OFFERED]), st.text(max_size=12))


@given(st.text(), st.lists(st.tuples(LABELS, st.text(max_size=6))))
def test_every_claim_is_offered_once_and_stands_in_the_reply(
    reply: str, claims: list[tuple[str, str]]
) -> None:
    listed = [*claims, *(("greeting", reply[at : at + 2]) for at in range(len(reply)))]
    opinion = opinion_of(json.dumps({"found": [{"label": a, "words": b} for a, b in listed]}), reply)
    assert all(reply[claim.start : claim.end] == claim.text != "" for claim in opinion.claims)
    assert len(opinion.labels) == len(opinion.claims)
    assert opinion.labels <= set(OFFERED.values())
