"""Peers that learn from the project's own examples: one vector for the whole reply, one model a label."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from benchmarks.grading.contestants import Labels
from knowledge.ports import Encoder
from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from scoring.evaluation import Label
from scoring.schema import LabelledRow, ReplyRow

Shares = NDArray[np.float64]
LEAST_POSITIVES: Final = 10
"""A label with fewer examples is not learned: a third of them would be no set to choose a threshold on."""
FOLDS: Final = 3
SEED: Final = 95598
THRESHOLDS: Final = tuple(np.linspace(0.1, 0.9, 17))
KINDS: Final[tuple[tuple[Label, ...], ...]] = (ELEMENTS, VIOLATIONS)


class Vectors(Protocol):
    """What scikit-learn takes: a dense or a sparse matrix."""

    def __getitem__(self, rows: NDArray[np.int_]) -> "Vectors": ...


class Learned:
    """Logistic regressions over vectors of whole replies.

    Implements :class:`benchmarks.grading.contestants.Contestant`. One threshold for elements and one for
    violations, chosen on the examples by cross-validation.
    """

    def __init__(
        self, name: str, vectors: Callable[[Sequence[str]], Vectors], examples: Sequence[LabelledRow]
    ) -> None:
        self.name = name
        self._vectors = vectors
        labels = [frozenset[Label]((*row.elements, *row.violations)) for row in examples]
        self._learned = tuple(
            tuple(label for label in kind if sum(label in of for of in labels) >= LEAST_POSITIVES)
            for kind in KINDS
        )
        known = vectors([row.reply for row in examples])
        truths = [_truth(labels, kind) for kind in self._learned]
        self._thresholds = [_threshold(known, truth) for truth in truths]
        self._models = [[_fit(known, column) for column in truth.T] for truth in truths]

    def label(self, rows: Sequence[ReplyRow]) -> list[Labels]:
        vectors = self._vectors([row.reply for row in rows])
        found: list[set[Label]] = [set() for _ in rows]
        for kind, models, threshold in zip(self._learned, self._models, self._thresholds, strict=True):
            for label, model in zip(kind, models, strict=True):
                for at in np.flatnonzero(_shares(model, vectors) >= threshold):
                    found[at].add(label)
        return [frozenset(one) for one in found]


def ngrams(examples: Sequence[LabelledRow]) -> Learned:
    """Character 1- to 3-grams, weighted by rarity."""
    made = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    made.fit([row.reply for row in examples])
    return Learned("character n-grams", made.transform, examples)


def embeddings(name: str, encoder: Encoder, examples: Sequence[LabelledRow]) -> Learned:
    """One vector of a sentence encoder for the whole reply."""
    return Learned(name, encoder.encode, examples)


def _truth(labels: Sequence[Labels], kind: Sequence[Label]) -> NDArray[np.bool_]:
    return np.array([[label in of for label in kind] for of in labels], dtype=np.bool_)


def _fit(vectors: Vectors, wanted: NDArray[np.bool_]) -> LogisticRegression:
    model = LogisticRegression(C=10.0, class_weight="balanced", solver="liblinear", random_state=SEED)
    return model.fit(vectors, wanted)


def _shares(model: LogisticRegression, vectors: Vectors) -> Shares:
    return np.asarray(model.predict_proba(vectors)[:, 1], dtype=np.float64)


def _threshold(vectors: Vectors, truth: NDArray[np.bool_]) -> float:
    """The one with the best micro F1 on examples that the models did not see."""
    unseen = np.zeros(truth.shape)
    for train, rest in KFold(FOLDS, shuffle=True, random_state=SEED).split(np.arange(len(truth))):
        for column in range(truth.shape[1]):
            if truth[train, column].any():
                model = _fit(vectors[train], truth[train, column])
                unseen[rest, column] = _shares(model, vectors[rest])
    return float(max(THRESHOLDS, key=lambda threshold: _micro_f1(unseen >= threshold, truth)))


def _micro_f1(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    hits = float((found & truth).sum())
    return 2 * hits / max(1.0, float(found.sum() + truth.sum()))
