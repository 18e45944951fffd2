"""The labelled examples that the grader is taught with: valid, enough, and apart from what measures it."""

from collections import Counter
from pathlib import Path

from knowledge.vocabulary import ELEMENTS, SITUATIONS, VIOLATIONS
from scoring.marked import Example, load_marked
from tests.content.agreement import FACT_ONLY

SCORING = Path(__file__).parents[2] / "scoring"
EXAMPLES = load_marked(SCORING / "examples")
GOLD = load_marked(SCORING / "gold")
SHORT = 12
"""Up to so many characters two people may well say the same."""
LEAST_OF_A_LABEL = 150
LEAST_OF_A_SITUATION = 500
LONGEST_SHARE = 0.01
"""No beginning of a reply may be more frequent: these are wordings, not one template filled in."""


def labels(example: Example) -> set[str]:
    return {*example.row.elements, *example.row.violations}


def test_every_situation_has_many() -> None:
    counts = Counter(example.row.situation for example in EXAMPLES)
    assert set(counts) == set(SITUATIONS)
    assert min(counts.values()) >= LEAST_OF_A_SITUATION


def test_every_label_has_many() -> None:
    counts = Counter(label for example in EXAMPLES for label in labels(example))
    assert {
        label for label in {*ELEMENTS, *VIOLATIONS} - FACT_ONLY if counts[label] < LEAST_OF_A_LABEL
    } == set()


def test_some_replies_earn_nothing_and_break_nothing() -> None:
    assert sum(not labels(example) for example in EXAMPLES) > len(EXAMPLES) // 20


def test_no_example_stands_twice() -> None:
    said = Counter((example.row.situation, example.row.history, example.row.reply) for example in EXAMPLES)
    assert [reply for (_, _, reply), count in said.items() if count > 1] == []


def test_replies_do_not_all_begin_alike() -> None:
    begun = Counter(example.row.reply[:6] for example in EXAMPLES)
    assert begun.most_common(1)[0][1] < len(EXAMPLES) * LONGEST_SHARE


def test_what_teaches_is_not_what_measures() -> None:
    taught = {example.row.reply for example in EXAMPLES if len(example.row.reply) > SHORT}
    assert taught & {example.row.reply for example in GOLD} == set()
