"""Rows in, figures out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from scoring.evaluation.confusion import ConfusionBook
from scoring.evaluation.figures import METHOD, accusations, exact, figures_by_kind, figures_by_label
from scoring.evaluation.intervals import wilson
from scoring.evaluation.masks import ELEMENT_MASK, FACT_ONLY, VIOLATION_MASK, Label, labels_in, mask_of
from scoring.evaluation.resampling import average_intervals
from scoring.evaluation.results import Evaluation, Versions
from scoring.evaluation.scores import share
from scoring.schema import GradedReply, LabelledRow


@dataclass
class Tally:
    """Counts as rows stream by: of a row two small integers stay, and rows alike share them."""

    examples: int = 3
    """Replies quoted for each confusion."""
    pairs: Counter[tuple[int, int]] = field(default_factory=Counter)
    not_judged: int = 0
    book: ConfusionBook = field(init=False)

    def __post_init__(self) -> None:
        self.book = ConfusionBook(self.examples)

    def add(self, row: LabelledRow, graded: GradedReply) -> None:
        self.not_judged += len(graded.not_judged)
        self.add_labels(row, (*(f.id for f in graded.elements), *(f.id for f in graded.violations)))

    def add_labels(self, row: LabelledRow, labels: Iterable[Label]) -> None:
        """The same for a judge who names labels without words or clause."""
        wanted, found = mask_of((*row.elements, *row.violations)), mask_of(labels)
        self.pairs[wanted, found] += 1
        self.book.add(row, wanted, found)

    def result(self, versions: Versions | None = None) -> Evaluation:
        """All figures so far; rows may be added afterwards, and the result asked for again."""
        left_out = self._unlabelled_facts()
        pairs = self._without(left_out)
        rows = pairs.total()
        labels = figures_by_label(pairs)
        kinds = figures_by_kind(labels, average_intervals(pairs), rows)
        accused, clean = accusations(pairs)
        return Evaluation(
            rows=rows,
            exact_elements=exact(pairs, ELEMENT_MASK),
            exact_violations=exact(pairs, VIOLATION_MASK),
            clean_rows=clean,
            false_accusations=accused,
            false_accusation_rate=share(accused, clean),
            false_accusation_interval=wilson(accused, clean),
            not_judged=self.not_judged,
            left_out=self._times_found(left_out),
            elements=kinds["element"],
            violations=kinds["violation"],
            labels=labels,
            confusions=self.book.result(),
            versions=versions,
            intervals=METHOD,
        )

    def _unlabelled_facts(self) -> int:
        """Mask of the labels judged from facts that no row carries: nobody looked for them."""
        labelled = {label for wanted, _ in self.pairs for label in labels_in(wanted)}
        return mask_of(FACT_ONLY - labelled)

    def _without(self, mask: int) -> Counter[tuple[int, int]]:
        kept = Counter[tuple[int, int]]()
        for (wanted, found), count in self.pairs.items():
            kept[wanted, found & ~mask] += count
        return kept

    def _times_found(self, mask: int) -> dict[str, int]:
        times = Counter[str]()
        for (_, found), count in self.pairs.items():
            times.update({str(label): count for label in labels_in(found & mask)})
        return dict(sorted(times.items()))
