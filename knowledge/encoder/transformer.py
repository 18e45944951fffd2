"""Any sentence-transformers model as an encoder. Imported only where one is asked for: torch is heavy."""

import hashlib
from collections.abc import Sequence
from threading import Lock

import numpy as np
from sentence_transformers import SentenceTransformer

from knowledge.ports import Vectors

PROBE = ("您好，请问有什么可以帮您？", "我家停电了", "abc 123")


class TransformerEncoder:
    """Implements :class:`knowledge.ports.Encoder` with a model from a folder or a hub."""

    def __init__(self, name: str) -> None:
        self._model = SentenceTransformer(name, device="cpu")
        self._lock = Lock()  # tokenizers of this library must not be used by two threads at once
        self._fingerprint = f"transformer-{_digest(self.encode(PROBE))}"

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Vectors:
        """``(len(texts), dimension)`` unit vectors; zeros for a text without any letter."""
        with self._lock:
            vectors: Vectors = self._model.encode(
                list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            ).astype(np.float32)
        vectors[[not text.strip() for text in texts]] = 0
        return vectors


def _digest(vectors: Vectors) -> str:
    """Identifies weights by what they answer: a hub name alone does not tell one revision from another."""
    return hashlib.sha256(np.round(vectors, 3).tobytes()).hexdigest()[:16]
