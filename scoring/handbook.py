"""The texts and rules that are the same in every situation, read once."""

from dataclasses import dataclass
from pathlib import Path

from scoring.labels import Labels, load_labels
from scoring.recognisers import SHARED, Recognisers, load_recognisers
from scoring.rules import Rules, load_rules


@dataclass(frozen=True)
class Handbook:
    """What is in ``rubrics/shared``."""

    labels: Labels
    recognisers: Recognisers
    rules: Rules


def load_handbook(folder: Path = SHARED) -> Handbook:
    """Raises :class:`knowledge.content.ContentError` with the problems of the first invalid file."""
    return Handbook(
        load_labels(folder / "labels.yaml"), load_recognisers(folder / "recognisers.yaml"), load_rules(folder)
    )
