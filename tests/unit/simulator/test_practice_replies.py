"""What is taken as a reply, whatever a client sends."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.schema import MAX_REPLY_CHARACTERS, Utterance
from simulator.errors import BadReply
from simulator.replies import clean_reply


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  您好 \n", "您好"),
        ("您好\t请讲", "您好 请讲"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("您\x00好\x07\x1b[31m\x9f", "您好[31m"),
        ("👨‍👩‍👧 您好 🇨🇳", "👨‍👩‍👧 您好 🇨🇳"),
        ("مرحبا \u202eabc", "مرحبا \u202eabc"),
        ("𠮷野家", "𠮷野家"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("'; DROP TABLE calls; --", "'; DROP TABLE calls; --"),
        ("。", "。"),
    ],
)
def test_a_reply_is_kept_as_it_was_meant(sent: str, kept: str) -> None:
    assert clean_reply(sent) == kept


@pytest.mark.parametrize("sent", ["", " ", "\n\t \u3000", "\x00\x01", "\u200b\u200d\u202e\ufeff", "\u2028"])
def test_a_reply_that_says_nothing_is_refused(sent: str) -> None:
    with pytest.raises(BadReply) as refused:
        clean_reply(sent)
    assert refused.value.reason == "empty"


@pytest.mark.parametrize("sent", ["您好\ud800", "\udcff\udcfe", "\udfff"])
def test_half_a_character_is_refused(sent: str) -> None:
    with pytest.raises(BadReply) as refused:
        clean_reply(sent)
    assert refused.value.reason == "not_text"
    str(refused.value).encode()


def test_the_longest_reply_is_taken_and_a_longer_one_refused_not_cut() -> None:
    assert len(clean_reply("好" * MAX_REPLY_CHARACTERS + " ")) == MAX_REPLY_CHARACTERS
    with pytest.raises(BadReply, match="100000 characters") as refused:
        clean_reply("好" * 100_000)
    assert refused.value.reason == "too_long"


@given(st.text(alphabet=st.characters(), max_size=60))
def test_whatever_is_taken_can_be_stored_shown_and_taken_again(sent: str) -> None:
    try:
        kept = clean_reply(sent)
    except BadReply:
        return
    assert kept
    assert clean_reply(kept) == kept
    assert not any(unicodedata.category(character) == "Cc" for character in kept.replace("\n", ""))
    assert Utterance(role="trainee", text=kept).text.encode().decode() == kept
