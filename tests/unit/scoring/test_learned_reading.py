"""What the models read, and how it leads back to the words of the reply."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.detection.learned.alphabet import CODES, Alphabet
from scoring.detection.learned.reading import WINDOW, heard, read, windows
from scoring.detection.model import ReplyContext
from scoring.schema import Utterance

ALPHABET = Alphabet(
    characters={"您": 2, "好": 3, "地": 4, "址": 5},
    syllables={"您": 1, "好": 2, "地": 3, "帝": 3, "址": 4, "指": 4},
    pairs={"您好": 1, "地址": 2},
    triples={},
    words={"您好": 1, "地址": 2},
)


def test_a_pause_of_speech_recognition_is_read_as_a_comma() -> None:
    reading = read("您好 请问 您贵姓")
    assert reading.text == "您好，请问，您贵姓"
    assert reading.span(6, 9) == (6, 9)


def test_no_comma_is_added_where_there_is_one() -> None:
    assert read("您好， 请问").text == "您好，请问"


@given(st.text(max_size=60))
def test_every_character_read_comes_from_the_reply(original: str) -> None:
    reading = read(original)
    assert len(reading.origin) == len(reading.text)
    assert all(0 <= index < len(original) for index in reading.origin)
    assert list(reading.origin) == sorted(reading.origin)


@given(st.text(alphabet="您好，。电", max_size=WINDOW * 4))
def test_windows_lose_nothing(text: str) -> None:
    pieces = windows(text)
    assert "".join(pieces) == text
    assert all(len(piece) <= WINDOW for piece in pieces)


def test_a_window_ends_behind_a_clause() -> None:
    first, _ = windows("您好请问，" * 80)
    assert first.endswith("，")


def test_what_the_customer_said_is_heard_only_if_he_spoke_last() -> None:
    said = Utterance(role="customer", text="没电了！")
    answered = Utterance(role="trainee", text="您好")
    assert heard(ReplyContext("anxious_outage", (said,), "x")) == "没电了！"
    assert heard(ReplyContext("anxious_outage", (said, answered), "x")) == ""


def test_codes_name_characters_sounds_pairs_and_words() -> None:
    codes = ALPHABET.encode("您好地指")
    assert codes.shape == (CODES, 4)
    assert codes[0].tolist() == [2, 3, 4, 1]
    assert codes[1].tolist() == [1, 2, 3, 4]
    assert codes[2].tolist() == [1, 0, 0, 0]
    assert codes[4].tolist() == [1, 1, 0, 0]


def test_words_of_the_customer_echo() -> None:
    assert ALPHABET.encode("地址好", "您的地址在这")[5].tolist() == [2, 2, 0]
    assert ALPHABET.encode("", "您好").shape == (CODES, 0)
