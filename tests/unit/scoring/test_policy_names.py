"""The company's own names and numbers count as telling who speaks, where they do."""

import pytest

from scoring.detection.model import ReplyContext
from scoring.naming import with_names
from tests.unit.scoring.policy_fakes import DEFAULT, policy
from tests.unit.scoring.scoring_fakes import ScriptedDetector

LOCAL = policy(company_names=["城东客服中心"], hotline_numbers=["95598", "0512-1".replace("-", "")])
INNER = ScriptedDetector(
    elements={"您好": "greeting", "供电公司": "identify"}, violations={"哈哈": "no_reply"}
)


def found(reply: str) -> dict[str, str]:
    detection = with_names(INNER, LOCAL.values).detect(ReplyContext("billing_query", (), reply))
    return {act.id: reply[act.start : act.end] for act in detection.elements}


@pytest.mark.parametrize(
    "reply",
    [
        "您好，城东客服中心，请讲。",
        "城东客服中心，您好",
        "这里是城东客服中心",
        "您好欢迎致电城东客服中心",
        "我是城东客服中心的小李",
    ],
)
def test_a_name_of_the_company_identifies(reply: str) -> None:
    assert found(reply)["identify"] == "城东客服中心"


def test_a_hotline_number_identifies() -> None:
    assert found("您好，05121，请讲")["identify"] == "05121"


@pytest.mark.parametrize(
    "reply",
    [
        "您可以拨打城东客服中心问问",
        "这个您得去城东客服中心办",
        "感谢您的来电，欢迎再次拨打城东客服中心，再见",
        "您找的是城东客服中心吗？",
        "我们不是城东客服中心",
        "您先别急，我这就给您查一下，查好了给您回电话，到时候城东客服中心会有人联系您的，请您放心等一等",
    ],
)
def test_a_name_that_tells_nothing_of_the_speaker_does_not(reply: str) -> None:
    assert "identify" not in found(reply)


def test_what_was_found_already_is_left_as_it_is() -> None:
    assert found("您好，供电公司，城东客服中心")["identify"] == "供电公司"


def test_no_speech_earns_no_name() -> None:
    assert "identify" not in found("哈哈，城东客服中心")


def test_without_names_of_its_own_nothing_stands_between() -> None:
    assert with_names(INNER, DEFAULT.values) is INNER


def test_other_names_are_another_version() -> None:
    versions = {
        with_names(INNER, local.values).version
        for local in (DEFAULT, LOCAL, policy(company_names=["城西客服"]))
    }
    assert len(versions) == 3
