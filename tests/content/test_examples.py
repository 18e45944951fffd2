"""The labelled examples that the grader is taught with: valid, and apart from what measures it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from knowledge.rows import parse_row
from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from scoring.schema import LabelledRow
from tests.content.agreement import FACT_ONLY

ROOT = Path(__file__).parents[2]
SHORT = 12
"""Up to so many characters two people may well say the same."""


def rows(folder: Path) -> Iterator[tuple[str, LabelledRow]]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield file.stem, parse_row(line, LabelledRow)


EXAMPLES = tuple(rows(ROOT / "scoring" / "examples"))
MEASURED = tuple(row for _, row in rows(ROOT / "tests" / "data" / "replies_gold"))


def test_an_example_stands_in_the_file_of_its_situation() -> None:
    assert {row.id for name, row in EXAMPLES if row.situation != name} == set()


def test_no_example_stands_twice() -> None:
    ids = Counter(row.id for _, row in EXAMPLES)
    said = Counter((row.history, row.reply) for _, row in EXAMPLES)
    assert [name for name, count in ids.items() if count > 1] == []
    assert [reply for (_, reply), count in said.items() if count > 1] == []


def test_every_label_has_examples() -> None:
    labels = {act for _, row in EXAMPLES for act in (*row.elements, *row.violations)}
    assert {*ELEMENTS, *VIOLATIONS} - FACT_ONLY - labels == set()


def test_what_teaches_is_not_what_measures() -> None:
    taught = {row.reply for _, row in EXAMPLES if len(row.reply) > SHORT}
    assert taught & {row.reply for row in MEASURED} == set()
