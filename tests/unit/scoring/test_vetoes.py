"""What earns nothing however likely it looks."""

import pytest

from scoring.detection.model import ReplyContext
from scoring.detection.vetoes import vetoed
from scoring.schema import Utterance


def context(reply: str, customer: str = "你们什么时候来修") -> ReplyContext:
    return ReplyContext("anxious_outage", (Utterance(role="customer", text=customer),), reply)


@pytest.mark.parametrize(
    "reply",
    [
        "师傅××小时后到",
        "我们将在×天内答复",
        "师傅[时间]到",
        "我是某某供电公司",
        "请在____等",
        "师傅会在……小时内到",
    ],
)
def test_a_blank_left_unfilled(reply: str) -> None:
    assert vetoed(context(reply), "give_deadline", 0, len(reply))


def test_a_blank_elsewhere_in_the_reply_does_no_harm() -> None:
    reply = "您先别急，师傅××小时后到"
    assert not vetoed(context(reply), "soothe", 0, 4)


def test_dots_are_a_pause_and_no_blank() -> None:
    reply = "您好……请讲"
    assert not vetoed(context(reply), "greeting", 0, 2)


def test_the_customers_own_words_given_back() -> None:
    reply = "你们什么时候来修"
    assert vetoed(context(reply), "ask_time", 0, len(reply))


def test_reading_back_consists_in_them() -> None:
    reply = "电话是13812345678对吧"
    said = "我电话是13812345678"
    assert not vetoed(context(reply, said), "confirm_record", 0, 14)


def test_few_words_in_common_are_no_copy() -> None:
    assert not vetoed(context("什么时候停的"), "ask_time", 0, 4)
