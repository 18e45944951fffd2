"""A grader that finds nothing by itself, a small world around it, and corrections of it."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from scoring.detection import Detector, load_rules
from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.combination import Blend, Combination
from scoring.detection.learned.labels import LABELS, PLACE
from scoring.detection.learned.network import Table
from scoring.detection.learned.ngrams import BUCKETS, NgramModel
from scoring.detection.learned.reading import read
from scoring.detection.learned.recogniser import Recogniser, Sight
from scoring.detection.model import ReplyContext
from scoring.marked import Example
from scoring.schema import LabelledRow, ReplyRow
from scoring.teaching import CorrectedRow, Correction, CorrectionKind, Label

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
GREETS = "您好"
"""What the fake recogniser knows: this is a greeting."""


class PlainRecogniser(Recogniser):
    """Sure of nothing but a greeting."""

    def look(self, context: ReplyContext) -> Sight:
        reading = read(context.reply)
        ngrams = np.full(len(LABELS), -1.0, dtype=np.float32)
        if GREETS in context.reply:
            ngrams[PLACE["greeting"]] = 3.0
        nothing = np.zeros(len(LABELS), dtype=np.float32)
        nowhere = np.full((len(reading.text), len(LABELS)), -5.0, dtype=np.float32)
        words = tuple(0 for _ in reading.text)
        return Sight(reading, nothing, ngrams, nowhere, words, len(context.reply))


def plain_detector() -> Detector:
    labels = len(LABELS)
    nothing = Table(np.zeros((1, labels), dtype=np.int8), np.ones(1, dtype=np.float32))
    ngrams = NgramModel(
        rarity=np.ones(BUCKETS, dtype=np.float32),
        rows=np.zeros(BUCKETS, dtype=np.int32),
        weights=nothing,
        bias=np.zeros(labels, dtype=np.float32),
    )
    blends = tuple(Blend(network=1.0, ngrams=2.0, rules=0.0, bias=0.0, threshold=0.5) for _ in LABELS)
    recogniser = PlainRecogniser(
        alphabet=Alphabet({}, {}, {}, {}, {}), networks=(), ngrams=ngrams, combination=Combination(blends),
        fingerprint="0123456789ab",
    )  # fmt: skip
    return Detector(load_rules().only(frozenset()), recogniser)


def row(reply: str, *elements: str, id: str = "r") -> LabelledRow:
    return LabelledRow.model_validate(
        {"id": id, "situation": "anxious_outage", "reply": reply, "elements": elements}
    )


def example(reply: str, *elements: str) -> Example:
    return Example(row(reply, *elements), ())


def corrected(
    reply: str, label: Label, kind: CorrectionKind = "missing", author: str = "王班长"
) -> CorrectedRow:
    correction = Correction(label=label, kind=kind, author=author, reason="应当如此", at=NOW, grader="g")
    found = row(reply, *([label] if kind != "not_there" else []))
    return CorrectedRow(**found.model_dump(), corrections=(correction,))


def found(detector: Detector, reply: str) -> set[str]:
    asked = ReplyRow(id="x", situation="anxious_outage", reply=reply)
    return set(detector.detect(ReplyContext.of(asked)).scores)


def write_set(folder: Path, *lines: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "anxious_outage.txt").write_text("C: 停电了\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return folder
