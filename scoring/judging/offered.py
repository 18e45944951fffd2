"""The labels that a model may answer with: what can be seen in the words alone."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from knowledge.vocabulary import ELEMENTS, VIOLATIONS, ElementId, ViolationId
from knowledge.vocabulary_names import Term, VocabularyNames

Label = ElementId | ViolationId
FACT_ONLY: Final[frozenset[Label]] = frozenset({"safety_advice", "false_information"})
"""Judged from the facts of a case, which the model is not told."""
OFFERED_ELEMENTS: Final = tuple(name for name in ELEMENTS if name not in FACT_ONLY)
OFFERED_VIOLATIONS: Final = tuple(name for name in VIOLATIONS if name not in FACT_ONLY)
OFFERED: Final[Mapping[str, Label]] = MappingProxyType(
    {name: name for name in (*OFFERED_ELEMENTS, *OFFERED_VIOLATIONS)}
)
"""From text to the label that it names; what is not in here is none."""


def term_of(label: Label, names: VocabularyNames) -> Term:
    """Its name and its one-line definition."""
    for element in ELEMENTS:
        if element == label:
            return names.elements[element]
    for violation in VIOLATIONS:
        if violation == label:
            return names.violations[violation]
    raise KeyError(label)
