"""A trainer's corrections prepared for showing: names instead of ids, each beside its reply."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from scoring.teaching import FROM_FACTS
from simulator.corrected import CorrectionView
from web.ports import NamesPort
from web.texts import Language

Choices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Message key of each group, and id and name of each of its labels."""


@dataclass(frozen=True)
class ShownCorrection:
    """A correction with the name of its label."""

    view: CorrectionView
    name: str


@dataclass(frozen=True)
class ShownCorrections:
    """What the report of one call offers and shows."""

    call_id: str
    language: Language
    choices: Choices
    made: tuple[ShownCorrection, ...]

    def of_turn(self, turn: int) -> tuple[ShownCorrection, ...]:
        return tuple(one for one in self.made if one.view.turn == turn)


def show_corrections(
    call_id: str, views: Iterable[CorrectionView], names: NamesPort, language: Language
) -> ShownCorrections:
    return ShownCorrections(call_id, language, label_choices(names, language), named(views, names, language))


def named(
    views: Iterable[CorrectionView], names: NamesPort, language: Language
) -> tuple[ShownCorrection, ...]:
    return tuple(ShownCorrection(view, label_name(view.label, names, language)) for view in views)


def label_choices(names: NamesPort, language: Language) -> Choices:
    """Everything that can be told from the words alone."""
    elements = tuple((id, names.element_name(id, language)) for id in ELEMENTS if id not in FROM_FACTS)
    violations = tuple((id, names.violation_name(id, language)) for id in VIOLATIONS if id not in FROM_FACTS)
    return ("correction.elements", elements), ("correction.violations", violations)


def label_name(label: str, names: NamesPort, language: Language) -> str:
    """The label's own id where it has no name."""
    return {id: name for _, options in label_choices(names, language) for id, name in options}.get(
        label, label
    )
