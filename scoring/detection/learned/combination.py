"""Several opinions on a label made one probability, and where to draw the line."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from scoring.detection.learned.labels import LABELS
from scoring.detection.learned.network import Array

HEEDED: Final = 0.25
"""Rules of a smaller weight, in log odds, are not asked: they cost more time than they bring."""


@dataclass(frozen=True)
class Blend:
    """How far each source is to be believed about one label; ``threshold`` is a probability, 0..1."""

    network: float
    ngrams: float
    rules: float
    bias: float
    threshold: float


@dataclass(frozen=True)
class Combination:
    """Calibrated on rows that neither model was trained on. One blend for each label, in their order."""

    blends: tuple[Blend, ...]

    def probabilities(self, network: Array, ngrams: Array, rules: Array) -> Array:
        """``(L,)`` or ``(rows, L)`` probabilities; ``rules`` are 0..1, 0 where no rule spoke."""
        table = np.array([[b.network, b.ngrams, b.rules, b.bias] for b in self.blends], dtype=np.float32).T
        odds = network * table[0] + ngrams * table[1] + rules * table[2] + table[3]
        likely: Array = 1 / (1 + np.exp(-odds))
        return likely

    @property
    def heeded(self) -> frozenset[str]:
        """Labels on which rules add to what the models know."""
        return frozenset(label for label, b in zip(LABELS, self.blends, strict=True) if b.rules > HEEDED)

    @property
    def thresholds(self) -> Array:
        return np.array([blend.threshold for blend in self.blends], dtype=np.float32)

    def save(self, file: Path) -> None:
        blends = {label: asdict(blend) for label, blend in zip(LABELS, self.blends, strict=True)}
        file.write_text(json.dumps(blends, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> "Combination":
        blends = json.loads(file.read_text(encoding="utf-8"))
        return cls(tuple(Blend(**blends[label]) for label in LABELS))
