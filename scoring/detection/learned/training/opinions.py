"""What each source says of examples that it has not learned from."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.labels import LABELS, PLACE
from scoring.detection.learned.network import Array, Network
from scoring.detection.learned.recogniser import NETWORKS, load_network
from scoring.detection.learned.training.calibrate import Opinions
from scoring.detection.learned.training.corpus import Item, fold, label_matrix, prepare
from scoring.detection.learned.training.linear import fit_linear, found_in
from scoring.detection.model import ReplyContext
from scoring.detection.rule_detector import RuleDetector
from scoring.marked import Example

ASKED = len(NETWORKS)
"""Network ``n`` has not seen fold ``n``: these folds are asked about."""


def left_out(examples: Sequence[Example]) -> list[Example]:
    """Examples that one of the networks has not seen."""
    return [example for example in examples if fold(example) < ASKED]


def gather(
    examples: Sequence[Example], folder: Path, alphabet: Alphabet, rules: RuleDetector, workers: int
) -> Opinions:
    """Opinions on the folds left out, from the networks in ``folder``, as grading runs them."""
    known = [example for example in examples if fold(example) >= ASKED]
    asked = left_out(examples)
    items = [prepare(example) for example in asked]
    taught = [prepare(example) for example in known]
    linear = fit_linear(found_in(taught, alphabet.syllables), label_matrix(taught), workers)
    networks = [load_network(folder, number) for number in range(ASKED)]
    return Opinions(
        network=np.stack(
            [_ask(networks[fold(row)], item, alphabet) for row, item in zip(asked, items, strict=True)]
        ),
        ngrams=np.stack([linear.score(found) for found in found_in(items, alphabet.syllables)]),
        rules=by_rules(rules, asked),
        truth=label_matrix(items),
    )


def _ask(network: Network, item: Item, alphabet: Alphabet) -> Array:
    if not item.text:
        return np.full(len(LABELS), -10, dtype=np.float32)
    reply, heard = alphabet.encode(item.text, item.heard), alphabet.encode(item.heard)
    return network.forward(reply, heard, item.situation)[1]


def by_rules(rules: RuleDetector, rows: Sequence[Example]) -> Array:
    """``(rows, L)``: how sure the rules are of each label, 0..1."""
    return np.stack([_by_rule(rules, row) for row in rows])


def _by_rule(rules: RuleDetector, row: Example) -> Array:
    scores = np.zeros(len(LABELS), dtype=np.float32)
    for label, score in rules.detect(ReplyContext.of(row.row)).scores.items():
        if label in PLACE:
            scores[PLACE[label]] = score
    return scores
