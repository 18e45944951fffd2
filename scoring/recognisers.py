"""Signs in plain words: what the customer told unasked, and what sort of call this is.

They serve conversations that come without the truth of the case. They are deliberately shy: a sign
that is missed may cost the trainee one small item, one seen wrongly would accuse or excuse for nothing.
"""

import re
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from knowledge.content import Content, load_model
from knowledge.vocabulary import ElementId
from scoring.schema import Role

SHARED = Path(__file__).parent / "rubrics" / "shared"
NEGATION_REACH = 4
"""Characters before a sign in which a negation takes it back."""

ConditionId = Literal[
    "hazard", "life_support", "upset", "insists", "demands_supervisor", "abuse", "restored",
    "settled_by_customer", "took_leave", "refuses_identity", "ownership_dispute", "wants_repair",
    "asks_price", "asks_when", "gives_outlet", "area_words", "single_words", "dissatisfied", "threatened",
    "still_asks", "lost",
    "cannot_check",
]  # fmt: skip

StatementId = Literal[
    "departed", "on_site", "restored", "power_back_by", "unasserted", "untimed", "hedged", "warns",
    "takes_up", "announces_end", "checks_identity", "asks_for_civility",
]  # fmt: skip


class Sign(Content):
    """Regular expressions, any of which is enough."""

    signs: tuple[str, ...] = Field(min_length=1)
    not_after: tuple[str, ...] = ()

    @field_validator("signs")
    @classmethod
    def _compiles(cls, signs: tuple[str, ...]) -> tuple[str, ...]:
        for sign in signs:
            try:
                re.compile(sign)
            except re.error as error:
                raise ValueError(f"{sign!r} is not a regular expression: {error}") from error
        return signs

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{sign})" for sign in self.signs))

    def found_in(self, text: str) -> bool:
        return self.find(text) is not None

    def find(self, text: str) -> tuple[int, int] | None:
        """Start and end of the first sign that is not taken back."""
        matches = (
            match for match in self._pattern.finditer(text) if not self._taken_back(text, match.start())
        )
        found = next(matches, None)
        return found.span() if found else None

    def _taken_back(self, text: str, place: int) -> bool:
        before = text[max(0, place - NEGATION_REACH) : place]
        return any(word in before for word in self.not_after)


class ConditionSign(Sign):
    said_by: Role


class Recognisers(Content):
    """All signs; see ``rubrics/shared/recognisers.yaml``."""

    facts: dict[ElementId, Sign]
    conditions: dict[ConditionId, ConditionSign]
    statements: dict[StatementId, Sign]

    def told(self, text: str) -> frozenset[ElementId]:
        """The questions that ``text``, said by the customer, answers."""
        return frozenset(element for element, sign in self.facts.items() if sign.found_in(text))

    def says(self, condition: ConditionId, text: str) -> bool:
        return self.conditions[condition].found_in(text)


def load_recognisers(file: Path = SHARED / "recognisers.yaml") -> Recognisers:
    """Raises :class:`knowledge.content.ContentError` with every invalid field."""
    return load_model(file, Recognisers)
