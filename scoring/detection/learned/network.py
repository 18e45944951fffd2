"""The network's forward pass in numpy: convolutions over the reply, one attention for each label.

``scoring.detection.learned.training`` trains it with torch, which is not needed here. ``T`` is the length
of the reply, ``D`` the width, ``L`` the number of labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.detection.learned.alphabet import Codes

Array = NDArray[np.float32]
TABLES: Final = ("characters", "syllables", "pairs", "triples")
DILATIONS: Final = (1, 1, 2)
CONTEXT_SHARE: Final = 0.5
EPSILON: Final = 1e-5


@dataclass(frozen=True)
class Table:
    """Vectors of one byte a number, each row with its scale; row 0 is zero."""

    rows: NDArray[np.int8]
    scales: Array

    def __getitem__(self, codes: NDArray[np.int64]) -> Array:
        vectors: Array = self.rows[codes].astype(np.float32) * self.scales[codes, None]
        return vectors

    @classmethod
    def of(cls, vectors: Array) -> "Table":
        largest = np.abs(vectors).max(axis=1)
        scales = (np.where(largest == 0, 1, largest) / 127).astype(np.float32)
        return cls(np.rint(vectors / scales[:, None]).astype(np.int8), scales)


@dataclass(frozen=True)
class Network:
    """``tables`` turn codes into vectors; ``weights`` are named as the training module names them."""

    tables: Mapping[str, Table]
    words: Table
    weights: Mapping[str, Array]

    def forward(self, reply: Codes, heard: Codes, situation: int) -> tuple[Array, Array]:
        """Log odds: of each label at each place of the reply, ``(T, L)``, and of each label, ``(L,)``.

        ``reply`` must not be empty.
        """
        w = self.weights
        context = self._context(heard, situation)
        state = self._embed(reply) + CONTEXT_SHARE * context
        state[0] += w["first"]
        for index, dilation in enumerate(DILATIONS):
            state = state + self._convolve(state, index, dilation)
        state = _normalise(state, w["out.weight"], w["out.bias"])
        places = state @ w["tag.weight"].T + w["tag.bias"]
        attention = _softmax(state @ w["attend.weight"].T)
        seen = attention.T @ state
        whole = (seen * w["label.weight"]).sum(axis=1) + w["label.bias"] + w["context.weight"] @ context
        logits: Array = w["mix"] * places.max(axis=0) + whole
        return places, logits

    def _embed(self, codes: Codes) -> Array:
        total: Array = self.tables[TABLES[0]][codes[0]]
        for table, row in zip(TABLES[1:], codes[1:], strict=False):
            total = total + self.tables[table][row]
        known = (codes[4] > 0)[:, None]
        projected = self.words[codes[4]] @ self.weights["word.weight"].T + self.weights["word.bias"]
        embedded: Array = total + projected * known + self.weights["echo.weight"][codes[5]]
        return embedded

    def _context(self, heard: Codes, situation: int) -> Array:
        total = self._embed(heard).sum(axis=0) / (heard.shape[1] + 1)
        total = total + self.weights["situation.weight"][situation]
        context: Array = np.tanh(self.weights["heard.weight"] @ total + self.weights["heard.bias"])
        return context

    def _convolve(self, state: Array, index: int, dilation: int) -> Array:
        w = self.weights
        clean = _normalise(state, w[f"norm.{index}.weight"], w[f"norm.{index}.bias"])
        padded = np.pad(clean, ((dilation, dilation), (0, 0)))
        length = len(clean)
        window = np.hstack([padded[k * dilation : k * dilation + length] for k in range(3)])
        both = window @ w[f"conv.{index}.weight"] + w[f"conv.{index}.bias"]
        value, gate = np.split(both, 2, axis=1)
        gated: Array = value / (1 + np.exp(-gate))
        return gated


def _normalise(state: Array, weight: Array, bias: Array) -> Array:
    centred = state - state.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    normal: Array = centred / spread * weight + bias
    return normal


def _softmax(scores: Array) -> Array:
    """Over places, for each label."""
    powers = np.exp(scores - scores.max(axis=0))
    shares: Array = powers / powers.sum(axis=0)
    return shares
