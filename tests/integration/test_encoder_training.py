"""The bundled model is an ordinary sentence-transformers model, and training it can be repeated."""

import random
import warnings
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import load_encoder
from knowledge.encoder.loading import BUNDLED

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from sentence_transformers import SentenceTransformer

    from knowledge.encoder.training.__main__ import untrained_model
    from knowledge.encoder.training.trainer import Recipe, batches, train
    from knowledge.encoder.transformer import TransformerEncoder

GROUPS = [
    ("您先别着急", "您别急", "别着急啊"),
    ("在哪个小区", "您的地址是哪里"),
    ("师傅已经出发", "人在路上了"),
]
TEXTS = ["您先别着急，慢慢说", "地址在哪里？", "95598"]


def test_numpy_and_sentence_transformers_give_the_same_vectors() -> None:
    theirs = SentenceTransformer(str(BUNDLED), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.allclose(load_encoder().encode(TEXTS), theirs, atol=2e-3)


def test_another_encoder_takes_part_through_the_same_port() -> None:
    encoder = TransformerEncoder(str(BUNDLED))
    vectors = encoder.encode([*TEXTS, " "])
    assert np.allclose(np.linalg.norm(vectors[:3], axis=1), 1, atol=1e-3)
    assert not vectors[3].any()
    assert encoder.fingerprint == TransformerEncoder(str(BUNDLED)).fingerprint


def trained(folder: Path) -> bytes:
    model = untrained_model([text for group in GROUPS for text in group], seed=7)
    list(train(model, GROUPS, Recipe(seed=7, epochs=2, batch=2)))
    model.save(str(folder), create_model_card=False)
    return (folder / "model.safetensors").read_bytes()


def test_training_twice_gives_the_same_weights(tmp_path: Path) -> None:
    assert trained(tmp_path / "first") == trained(tmp_path / "second")


def test_training_draws_a_group_together() -> None:
    model = untrained_model([text for group in GROUPS for text in group], seed=7)

    def cosine() -> float:
        left, right = model.encode(["在哪个小区", "您的地址是哪里"], normalize_embeddings=True)
        return float(left @ right)

    before = cosine()
    list(train(model, GROUPS, Recipe(seed=7, epochs=20, batch=3)))
    assert cosine() > before


def test_a_batch_never_holds_two_pairs_of_one_group() -> None:
    for batch in batches(GROUPS, 3, random.Random(1)):
        owners = [next(i for i, group in enumerate(GROUPS) if left in group) for left, _ in batch]
        assert len(owners) == len(set(owners))


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "modules.json", "README.md"])
def test_the_model_is_shipped_whole(name: str) -> None:
    assert (BUNDLED / name).exists()
