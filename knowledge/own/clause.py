"""A clause that a company writes itself: what it asks for, and examples to recognise it by."""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from knowledge.content import Content
from knowledge.schema import Clause
from knowledge.vocabulary import Dimension, SituationId

OwnKind = Literal["required", "forbidden"]
PREFIX: Final = "own."
SECTION: Final = "本单位条款"
MAX_PHRASES: Final = 20
MAX_EXAMPLES: Final = 100

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Reply = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]


class OwnClause(Content):
    """One requirement of the company, judged yes or no in every reply of the calls it applies to.

    ``good`` are replies that keep the clause, ``bad`` replies that do not. Of a required clause the good
    ones and the ``phrases`` are what is looked for; of a forbidden one the bad ones and the ``phrases``.
    """

    title: str = Field(min_length=2, max_length=60)
    requirement: str = Field(min_length=2, max_length=500)
    kind: OwnKind
    phrases: tuple[Phrase, ...] = Field(default=(), max_length=MAX_PHRASES)
    good: tuple[Reply, ...] = Field(default=(), max_length=MAX_EXAMPLES)
    bad: tuple[Reply, ...] = Field(default=(), max_length=MAX_EXAMPLES)
    situations: tuple[SituationId, ...] = ()
    """Where it applies; empty means in every call."""
    dimension: Dimension = "resolution"
    weight: float = Field(default=2.0, ge=0.5, le=10)
    """Required: relative weight within the dimension, like a rubric's item. Forbidden: points of the
    total of 100 for each time."""

    @field_validator("phrases", "good", "bad", "situations")
    @classmethod
    def _once(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        repeated = sorted({value for value in values if values.count(value) > 1})
        if repeated:
            raise PydanticCustomError("duplicate", "is there more than once; keep one", {"got": repeated[0]})
        return values

    @property
    def shows(self) -> tuple[str, ...]:
        """Replies that do what the clause is about."""
        return self.good if self.kind == "required" else self.bad

    @property
    def lacks(self) -> tuple[str, ...]:
        """Replies that do not."""
        return self.bad if self.kind == "required" else self.good

    def applies_to(self, situation: SituationId) -> bool:
        return not self.situations or situation in self.situations


def as_clause(clause_id: str, own: OwnClause) -> Clause:
    """The clause as it is indexed, retrieved and cited; ``clause_id`` is that of the file."""
    return Clause(
        id=f"{PREFIX}{clause_id}",
        section=SECTION,
        title=own.title,
        requirement=own.requirement,
        phrases=own.phrases if own.kind == "required" else (),
        phrase_mode="example" if own.phrases and own.kind == "required" else None,
        kind="must_say" if own.kind == "required" else "must_not",
        situations=own.situations,
        judged_from=("reply",),
        document=SECTION,
    )


def is_own(clause_id: str) -> bool:
    return clause_id.startswith(PREFIX)
