"""Which label was missed and which was found in its place, with a few replies to look at."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from scoring.evaluation.masks import FACT_ONLY_MASK, Label, labels_in
from scoring.evaluation.results import ConfusedReply, Confusion
from scoring.schema import ReplyRow

SHORT: Final = 80
Pair = tuple[Label | None, Label | None]


@dataclass
class ConfusionBook:
    """Counts pairs of labels and keeps the first ``examples`` replies of each; nothing else of a row."""

    examples: int
    counts: Counter[Pair] = field(default_factory=Counter)
    kept: dict[Pair, list[ConfusedReply]] = field(default_factory=dict)

    def add(self, row: ReplyRow, wanted: int, found: int) -> None:
        """``wanted`` and ``found`` are masks; labels judged from facts are no confusion of words."""
        missed, extra = (labels_in(mask & ~FACT_ONLY_MASK) for mask in (wanted & ~found, found & ~wanted))
        if not missed and not extra:
            return
        for pair in product(missed or (None,), extra or (None,)):
            self.counts[pair] += 1
            kept = self.kept.setdefault(pair, [])
            if len(kept) < self.examples:
                kept.append(_example(row))

    def result(self) -> tuple[Confusion, ...]:
        """The most frequent first, then by name, so that the order of the rows does not matter."""
        order = sorted(self.counts, key=lambda pair: (-self.counts[pair], pair[0] or "", pair[1] or ""))
        return tuple(
            Confusion(
                missed=missed,
                found=found,
                count=self.counts[missed, found],
                examples=tuple(self.kept[missed, found]),
            )
            for missed, found in order
        )


def _example(row: ReplyRow) -> ConfusedReply:
    before = row.history[-1].text if row.history else ""
    return ConfusedReply(id=row.id, before=shorten(before), reply=shorten(row.reply))


def shorten(text: str) -> str:
    """One line of at most ``SHORT`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"
