"""How a reply is spelled, cut and ruled out before and after patterns are matched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content import ContentError
from scoring.detection.flags import moment_flags
from scoring.detection.homophones import Homophones
from scoring.detection.lexicon import expand, load_lexicon
from scoring.detection.model import ReplyContext
from scoring.detection.normalise import normalise
from scoring.detection.readback import find_read_back
from scoring.detection.scope import Place, undone
from scoring.detection.segment import segment
from scoring.schema import Utterance


def place(text: str, words: str) -> Place:
    normalised = normalise(text)
    start = normalised.text.index(words)
    return Place(normalised.text, segment(normalised), start, start + len(words), ())


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("９５５９８", "95598"),
        ("您好,请问?", "您好，请问？"),
        ("您 好", "您好"),
        ("您您好", "您好"),
        ("慢慢说", "慢慢说"),
        ("3.5元", "3.5元"),
        ("呃您好", "您好"),
        ("1388888", "1388888"),
        ("哈哈哈哈哈", "哈哈哈"),
        ("您\u200b好", "您好"),
    ],
)
def test_one_sound_has_one_spelling(written: str, spelled: str) -> None:
    assert normalise(written).text == spelled


@given(st.text(max_size=80))
def test_every_normalised_character_points_at_an_original_one(original: str) -> None:
    normalised = normalise(original)
    assert len(normalised.text) == len(normalised.origin)
    assert list(normalised.origin) == sorted(normalised.origin)
    assert all(0 <= index < len(original) for index in normalised.origin)


def test_a_pause_in_recognised_speech_is_a_clause_boundary() -> None:
    segments = segment(normalise("您先别急 我给您登记 请稍等"))
    assert segments.clauses == (0, 4, 9)
    assert segments.sentences == (0,)


def test_speech_without_any_mark_is_cut_at_discourse_words() -> None:
    text = normalise("您先别急我这就给您派人麻烦您留个电话")
    assert segment(text).clauses == (0, 4, 11)


@given(st.text(alphabet="您好，。 别急然后麻烦您", max_size=60))
def test_segments_cover_the_text_without_gaps(original: str) -> None:
    normalised = normalise(original)
    segments = segment(normalised)
    for index in range(len(normalised.text)):
        start, end = segments.clause(index)
        assert start <= index < end
        outer_start, outer_end = segments.sentence(index)
        assert outer_start <= start
        assert end <= outer_end


@pytest.mark.parametrize(
    ("text", "words", "guard"),
    [
        ("您不用报地址了", "地址", "waived"),
        ("还没有给您派师傅", "派师傅", "negated"),
        ("电话咱们回头再说", "电话", "postponed"),
        ("我同事已经跟您道过歉了", "道过歉", "others"),
        ("如果师傅已经出发了", "已经出发", "conditional"),
        ("我们在×天内答复", "天内答复", "placeholder"),
        ("应该说“您先别急”这样的话", "别急", "quoted"),
    ],
)
def test_words_without_the_act_are_ruled_out(text: str, words: str, guard: str) -> None:
    assert undone(place(text, words), frozenset({guard}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "words"),
    [("是不是给您派师傅", "派师傅"), ("不好意思给您派师傅", "派师傅"), ("没问题，给您派师傅", "派师傅")],
)
def test_a_harmless_no_does_not_negate(text: str, words: str) -> None:
    assert not undone(place(text, words), frozenset({"negated"}))


HOMOPHONES = Homophones.of(("地址", "热线", "您好"), ("地质", "您号码"), "是的")


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("您的第直", "您的地址"),
        ("服务热现", "服务热线"),
        ("您号", "您好"),
        ("地质队", "地质队"),
        ("您号码多少", "您号码多少"),
    ],
)
def test_a_misheard_term_is_put_right_and_a_real_word_left_alone(heard: str, meant: str) -> None:
    assert HOMOPHONES.correct(heard) == meant


@given(st.text(max_size=60))
def test_correction_never_changes_the_length(text: str) -> None:
    assert len(HOMOPHONES.correct(text)) == len(text)


def test_a_read_back_must_repeat_what_the_customer_said() -> None:
    reply = normalise("您的电话是13812345678，对吗？")
    segments = segment(reply)
    known = find_read_back(reply.text, segments, ("打13812345678",))
    assert known is not None
    assert known.telephone
    assert find_read_back(reply.text, segments, ("打13900000000",)) is None


def test_the_moment_knows_silence_from_speech() -> None:
    silent = ReplyContext("silent_call", (Utterance(role="customer", text="（无声）"),), "您好")
    asking = ReplyContext("billing_query", (Utterance(role="customer", text="多少钱？"),), "您好")
    assert "customer_silent" in moment_flags(silent)
    assert {"customer_asks", "customer_spoke", "first_turn"} <= moment_flags(asking)


def test_word_sets_may_name_other_sets() -> None:
    assert expand("<b>x", {"a": "1|2", "b": "<a>3"}) == "(?:(?:1|2)3)x"


def write_lexicon(folder: Path, acts: str) -> Path:
    (folder / "acts").mkdir()
    (folder / "words.yaml").write_text(
        "sets: {you: '您|你'}\nrewrites: {啥子: 什么, 啥: 什么}\n", encoding="utf-8"
    )
    (folder / "acts" / "one.yaml").write_text(acts, encoding="utf-8")
    return folder


def test_all_problems_of_a_lexicon_come_together(tmp_path: Path) -> None:
    acts = "elements:\n  greeting: {patterns: ['<you>好(', '<nobody>好', '好*']}\n"
    with pytest.raises(ContentError) as refused:
        load_lexicon(write_lexicon(tmp_path, acts))
    paths = [problem.path for problem in refused.value.problems]
    assert paths == ["rewrites.啥", *(f"elements.greeting.patterns.{n}.re" for n in range(3))]


def test_an_unknown_act_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="greetings"):
        load_lexicon(write_lexicon(tmp_path, "elements:\n  greetings: {patterns: [好]}\n"))
