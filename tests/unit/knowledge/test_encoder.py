"""The bundled encoder: light to start, equal to sentence-transformers, sensible on any text."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoder import EncoderUnavailable, load_encoder
from knowledge.encoder.loading import BUNDLED
from knowledge.ports import Encoder

ENCODER = load_encoder()
TEXTS = [
    "您好，请问有什么可以帮您？",
    "我家停电了，快派人来！",
    "95598 供电服务热线",
    "ABC, abc",
    "😀🎉",
    "שלום",
]


def similarity(left: str, right: str, encoder: Encoder = ENCODER) -> float:
    vectors = encoder.encode([left, right])
    return float(vectors[0] @ vectors[1])


def test_vectors_are_of_length_one() -> None:
    lengths = np.linalg.norm(ENCODER.encode(TEXTS), axis=1)
    assert np.allclose(lengths[:4], 1, atol=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "！？……", "\u202e\u200b"])
def test_a_text_without_words_becomes_zeros(text: str) -> None:
    assert not ENCODER.encode([text]).any()


def test_no_texts_give_no_rows() -> None:
    assert ENCODER.encode([]).shape[0] == 0


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_gives_finite_vectors(texts: list[str]) -> None:
    vectors = ENCODER.encode(texts)
    assert vectors.shape[0] == len(texts)
    assert np.isfinite(vectors).all()


def test_the_batch_does_not_change_a_vector() -> None:
    together = ENCODER.encode(TEXTS)
    alone = np.vstack([ENCODER.encode([text]) for text in TEXTS])
    assert np.array_equal(together, alone)


def test_a_paraphrase_is_nearer_than_another_subject() -> None:
    asked = "您先别着急，慢慢说"
    assert similarity(asked, "别急，您慢点讲") > similarity(asked, "师傅已经在去您那儿的路上了")


def test_it_starts_without_torch() -> None:
    code = "import sys, knowledge.encoder; knowledge.encoder.load_encoder(); print('torch' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def test_an_encoder_that_is_not_there_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderUnavailable, match=r"/nowhere/model.*no such folder.*set ENCODER"):
        load_encoder("/nowhere/model")


def test_a_copy_of_the_model_has_the_same_fingerprint(tmp_path: Path) -> None:
    for file in BUNDLED.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert load_encoder(str(tmp_path)).fingerprint == ENCODER.fingerprint
