"""A static sentence-transformers model (one vector a token, averaged) evaluated with numpy alone."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.ports import Vectors

WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
MODULES = "modules.json"
STATIC_TYPES = frozenset({"StaticEmbedding", "Normalize"})


def is_static_model(folder: Path) -> bool:
    """Whether ``folder`` holds a model made of a static embedding and nothing else to compute."""
    try:
        modules = json.loads((folder / MODULES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    names = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    return names[:1] == ["StaticEmbedding"] and set(names) <= STATIC_TYPES and (folder / WEIGHTS).exists()


class StaticEncoder:
    """Implements :class:`knowledge.ports.Encoder` for a static model; safe to share among threads."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._vectors: Vectors = load_file(folder / WEIGHTS)["embedding.weight"].astype(np.float32)
        digest = hashlib.sha256((folder / WEIGHTS).read_bytes() + (folder / TOKENIZER).read_bytes())
        self._fingerprint = f"static-{digest.hexdigest()[:16]}"

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """``(len(texts), dimension)`` unit vectors; a text without a known token becomes zeros."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        sums = np.zeros((len(encodings), self._vectors.shape[1]), dtype=np.float32)
        for row, encoding in enumerate(encodings):
            if encoding.ids:
                sums[row] = self._vectors[encoding.ids].sum(axis=0)
        return sums / _lengths(sums)


def _lengths(rows: Vectors) -> NDArray[np.float32]:
    lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return lengths
