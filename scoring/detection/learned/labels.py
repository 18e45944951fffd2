"""The labels that are learned, in the order of the model's outputs."""

from collections.abc import Mapping
from typing import Final, get_args

from knowledge.vocabulary import ElementId, SituationId, ViolationId

FROM_FACTS: Final = frozenset({"safety_advice", "false_information"})
"""Judged from the facts of the case; labelled rows do not carry them."""
ELEMENTS: Final[tuple[ElementId, ...]] = tuple(e for e in get_args(ElementId) if e not in FROM_FACTS)
VIOLATIONS: Final[tuple[ViolationId, ...]] = tuple(v for v in get_args(ViolationId) if v not in FROM_FACTS)
LABELS: Final[tuple[ElementId | ViolationId, ...]] = (*ELEMENTS, *VIOLATIONS)
PLACE: Final[Mapping[str, int]] = {label: index for index, label in enumerate(LABELS)}
SITUATIONS: Final[tuple[SituationId, ...]] = get_args(SituationId)
SITUATION_PLACE: Final = {situation: index + 1 for index, situation in enumerate(SITUATIONS)}
"""0 stands for "not known"."""
