"""The recogniser with lessons on top: what corrections taught is added to the odds of their labels."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.detection.learned.labels import LABELS, PLACE
from scoring.detection.learned.network import Array
from scoring.detection.learned.ngrams import BUCKETS, features, vector
from scoring.detection.learned.reading import heard, read
from scoring.detection.learned.recogniser import Recogniser, Sight
from scoring.detection.model import ReplyContext

Features = tuple[NDArray[np.int64], Array]
"""Buckets of n-grams and their values."""


@dataclass(frozen=True)
class Lessons:
    """``weights[i]`` of ``buckets[i]`` are added to the odds of ``labels``: ``(n, len(labels))``."""

    labels: tuple[str, ...]
    buckets: NDArray[np.int32]
    weights: Array

    @cached_property
    def fingerprint(self) -> str:
        digest = hashlib.sha256("\n".join(self.labels).encode())
        digest.update(self.buckets.tobytes() + self.weights.tobytes())
        return digest.hexdigest()[:12]

    @cached_property
    def row_of(self) -> NDArray[np.int32]:
        """Of each bucket the row of its weights; the last row, of zeros, for buckets without any."""
        rows = np.full(BUCKETS, len(self.buckets), dtype=np.int32)
        rows[self.buckets] = np.arange(len(self.buckets), dtype=np.int32)
        return rows

    @cached_property
    def table(self) -> Array:
        """``(n + 1, L)``."""
        table = np.zeros((len(self.buckets) + 1, len(LABELS)), dtype=np.float32)
        table[:-1, [PLACE[label] for label in self.labels]] = self.weights
        return table

    def odds(self, features: Features) -> Array:
        """What is added to the log odds of each label, ``(L,)``."""
        places, values = features
        added: Array = values @ self.table[self.row_of[places]]
        return added


def lessons_of(taught: Mapping[str, Features]) -> Lessons:
    """Of each label's buckets and weights."""
    labels = tuple(label for label in LABELS if label in taught)
    buckets = np.unique(np.concatenate([taught[label][0] for label in labels]))
    weights = np.zeros((len(buckets), len(labels)), dtype=np.float32)
    for column, label in enumerate(labels):
        places, values = taught[label]
        weights[np.searchsorted(buckets, places), column] = values
    return Lessons(labels, buckets.astype(np.int32), weights)


@dataclass(frozen=True)
class Reader:
    """A reply as its n-grams, those that no example has included: a correction may be about nothing else."""

    sounds: Mapping[str, int]
    rarity: Array

    @classmethod
    def like(cls, recogniser: Recogniser) -> "Reader":
        shipped = recogniser.ngrams.rarity
        every = np.where(shipped > 0, shipped, shipped.max()).astype(np.float32)
        return cls(recogniser.alphabet.syllables, every)

    def __call__(self, context: ReplyContext) -> Features:
        text, said = read(context.reply).text, heard(context)
        return vector(features(text, said, context.situation, self.sounds), self.rarity)


@dataclass(frozen=True)
class TaughtRecogniser(Recogniser):
    """``base`` with lessons; ``slopes`` say how far the combination believes n-grams, ``(L,)``."""

    base: Recogniser
    lessons: Lessons
    slopes: Array
    reader: Reader

    def look(self, context: ReplyContext) -> Sight:
        sight = self.base.look(context)
        added = self.lessons.odds(self.reader(context))
        return replace(sight, ngrams=sight.ngrams + added / self.slopes)


def teach(base: Recogniser, lessons: Lessons) -> TaughtRecogniser:
    """Raises ``ValueError`` where the combination does not listen to n-grams."""
    slopes = np.array([blend.ngrams for blend in base.combination.blends], dtype=np.float32)
    if not slopes.all():
        raise ValueError("the combination gives n-grams no weight for some label: nothing can be taught")
    return TaughtRecogniser(
        alphabet=base.alphabet,
        networks=base.networks,
        ngrams=base.ngrams,
        combination=base.combination,
        fingerprint=f"{base.fingerprint}+taught-{lessons.fingerprint}",
        base=base,
        lessons=lessons,
        slopes=slopes,
        reader=Reader.like(base),
    )
