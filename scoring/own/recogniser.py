"""Whether a reply does what a clause is about: a small linear model, made of its examples on the spot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.own import OwnClause
from knowledge.ports import Encoder, Vectors
from scoring.own.background import Background
from scoring.own.text import Grams, Span, stretches

Floats = NDArray[np.float64]
RECOGNISER_VERSION: Final = "1"
RIDGE: Final = 0.02
ROUNDS: Final = 2
"""First whole examples are learnt, then the stretches of them that did it."""
POSITIVE, NEGATIVE, EVERYDAY = 1.0, 1.0, 1.0
"""What the examples that show it, those that lack it and everyday replies count for, each kind together."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of a reply with its features."""

    span: Span
    grams: Grams
    vector: Vectors


@dataclass(frozen=True)
class Reading:
    """A reply made ready for every recogniser."""

    text: str
    stretches: tuple[Stretch, ...]


Read = Callable[[str], Reading]


@dataclass(frozen=True)
class Linear:
    """A raw score: above 0 is nearer to what was shown, below nearer to what was not."""

    grams: dict[str, float]
    vector: Floats
    bias: float

    def of(self, stretch: Stretch) -> float:
        words = sum(self.grams.get(gram, 0.0) * weight for gram, weight in stretch.grams.items())
        return float(words + self.vector @ stretch.vector + self.bias)

    def best(self, reading: Reading) -> tuple[float, Stretch]:
        """The stretch that does it most; of equals the first and shortest."""
        scores = [self.of(stretch) for stretch in reading.stretches]
        place = int(np.argmax(scores))
        return scores[place], reading.stretches[place]


@dataclass(frozen=True)
class Lessons:
    """What a recogniser is made of."""

    shows: tuple[Reading, ...]
    lacks: tuple[Reading, ...]
    about: tuple[Reading, ...] = ()
    """Title and requirement: nobody says them, but their words are those of the matter."""


def reader(background: Background, encoder: Encoder) -> Read:
    def read(text: str) -> Reading:
        spans = stretches(text)
        words = [text[start:end] for start, end in spans]
        vectors = encoder.encode(words)
        made = zip(spans, words, vectors, strict=True)
        return Reading(text, tuple(Stretch(span, background.grams(word), vec) for span, word, vec in made))

    return read


def lessons_of(own: OwnClause, read: Read) -> Lessons:
    return Lessons(
        shows=tuple(map(read, dict.fromkeys((*own.phrases, *own.shows)))),
        lacks=tuple(map(read, own.lacks)),
        about=(read(own.title), read(own.requirement)),
    )


@dataclass(frozen=True)
class Ground:
    """Everyday replies over the n-grams of one clause, with what every fit against them has in common."""

    vocabulary: dict[str, int]
    rows: Floats
    inverse: Floats
    """Of their own share of the dual problem."""

    @property
    def targets(self) -> Floats:
        return np.full(len(self.rows), -_root(EVERYDAY, len(self.rows)))


def ground_of(lessons: Lessons, background: Background) -> Ground:
    readings = (*lessons.shows, *lessons.lacks, *lessons.about)
    grams = sorted({gram for reading in readings for s in reading.stretches for gram in s.grams})
    vocabulary = {gram: place for place, gram in enumerate(grams)}
    rows = _rows(background.reply_grams, background.vectors, vocabulary)
    rows *= _root(EVERYDAY, len(rows))
    inverse: Floats = np.linalg.inv(rows @ rows.T + RIDGE * np.eye(len(rows))).astype(np.float64)
    return Ground(vocabulary, rows, inverse)


def fit(lessons: Lessons, ground: Ground) -> Linear:
    """Ridge regression towards +1 and -1, solved in closed form: the same examples, the same model."""
    shown = [_whole(reading) for reading in (*lessons.shows, *lessons.about)]
    lacking = [_whole(reading) for reading in lessons.lacks]
    model = _solve(shown, lacking, ground)
    for _ in range(ROUNDS - 1):
        did = [model.best(reading)[1] for reading in lessons.shows]
        model = _solve([*shown, *did], lacking, ground)
    return model


def _whole(reading: Reading) -> Stretch:
    return next(stretch for stretch in reading.stretches if stretch.span == (0, len(reading.text)))


def _solve(shown: Sequence[Stretch], lacking: Sequence[Stretch], ground: Ground) -> Linear:
    """By blocks of the dual problem: that of the everyday replies is solved beforehand."""
    examples = [*shown, *lacking]
    share = np.repeat(
        [_root(POSITIVE, len(shown)), _root(NEGATIVE, len(lacking))], [len(shown), len(lacking)]
    )
    width = ground.rows.shape[1] - len(ground.vocabulary) - 1
    vectors = np.array([stretch.vector for stretch in examples], dtype=np.float32).reshape(-1, width)
    rows = _rows([stretch.grams for stretch in examples], vectors, ground.vocabulary) * share[:, None]
    targets = share * np.repeat([1.0, -1.0], [len(shown), len(lacking)])
    across = rows @ ground.rows.T
    carried = across @ ground.inverse
    block = rows @ rows.T + RIDGE * np.eye(len(rows)) - carried @ across.T
    dual = np.linalg.solve(block, targets - carried @ ground.targets)
    weights = rows.T @ dual + ground.rows.T @ (ground.inverse @ (ground.targets - across.T @ dual))
    words, vector, bias = np.split(weights, [len(ground.vocabulary), len(weights) - 1])
    return Linear(dict(zip(ground.vocabulary, words.tolist(), strict=True)), vector, float(bias[0]))


def _root(weight: float, count: int) -> float:
    return float(np.sqrt(weight / max(1, count)))


def _rows(grams: Sequence[Grams], vectors: Vectors, vocabulary: dict[str, int]) -> Floats:
    rows = np.zeros((len(grams), len(vocabulary) + vectors.shape[1] + 1))
    for row, weights in zip(rows, grams, strict=True):
        for gram in weights.keys() & vocabulary.keys():
            row[vocabulary[gram]] = weights[gram]
    rows[:, len(vocabulary) : -1] = vectors
    rows[:, -1] = 1.0
    return rows
