"""Checks on data that other people made for other ends."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from benchmarks.grading.contestants import Contestant, Labels
from benchmarks.grading.results import BenignFigures, Hit, Proportion, SimilarityFigures, SpeechFigures
from benchmarks.grading.rows import SentencePair, SpokenRow, as_reply
from knowledge.ports import Encoder
from knowledge.vocabulary import VIOLATIONS
from scoring.evaluation import Label, resampled_spearman, share, shorten, spearman, wilson
from scoring.schema import ReplyRow

ACTS: Final[dict[str, Label]] = {
    "greeting": "greeting",
    "apology": "apologise",
    "soothing": "soothe",
    "thanking": "thank_customer",
    "closing": "closing",
}
"""What CPED calls an act, and what we call it."""
NO_ACT: Final = "none"
OF_THE_TRADE: Final[frozenset[Label]] = frozenset({"no_reply", "jargon"})


def proportion(part: int, whole: int) -> Proportion:
    return Proportion(part=part, whole=whole, share=share(part, whole), interval=wilson(part, whole))


def measure_speech(contestant: Contestant, rows: Sequence[SpokenRow]) -> SpeechFigures:
    """Recall of each act, and how often it is found where there is none."""
    found = contestant.label([as_reply(row) for row in rows])
    heard: dict[str, list[Labels]] = {}
    for row, labels in zip(rows, found, strict=True):
        heard.setdefault(row.element, []).append(labels)

    def told(element: str, label: Label) -> Proportion:
        of = heard.get(element, [])
        return proportion(sum(label in labels for labels in of), len(of))

    return SpeechFigures(
        contestant=contestant.name,
        recall={label: told(element, label) for element, label in ACTS.items()},
        found_in_none={label: told(NO_ACT, label) for label in ACTS.values()},
    )


def measure_benign(contestant: Contestant, rows: Sequence[ReplyRow]) -> BenignFigures:
    """Every violation found, in the order of the rows."""
    found = [labels & set(VIOLATIONS) for labels in contestant.label(rows)]
    by_violation = Counter(label for labels in found for label in labels)
    return BenignFigures(
        contestant=contestant.name,
        accused=proportion(sum(bool(labels) for labels in found), len(rows)),
        accused_beyond=proportion(sum(bool(labels - OF_THE_TRADE) for labels in found), len(rows)),
        by_violation={str(label): count for label, count in by_violation.most_common()},
        hits=tuple(
            _hit(row, label) for row, labels in zip(rows, found, strict=True) for label in sorted(labels)
        ),
    )


def _hit(row: ReplyRow, label: Label) -> Hit:
    before = row.history[-1].text if row.history else ""
    return Hit(id=row.id, violation=label, before=shorten(before), reply=shorten(row.reply))


def measure_similarity(name: str, encoder: Encoder, pairs: Sequence[SentencePair]) -> SimilarityFigures:
    """Unit vectors: the cosine is their product."""
    first, second = (encoder.encode([getattr(pair, side) for pair in pairs]) for side in ("s1", "s2"))
    cosines = np.asarray((first * second).sum(axis=1), dtype=np.float64)
    people = np.array([pair.score for pair in pairs], dtype=np.float64)
    return SimilarityFigures(
        encoder=name,
        fingerprint=encoder.fingerprint,
        pairs=len(pairs),
        spearman=round(spearman(people, cosines), 4),
        interval=resampled_spearman(people, cosines),
    )
