"""An entry of the policy as it is written in a file and shown to people."""

from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints

from knowledge.content import Content

Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Year = Annotated[int, Field(strict=True, ge=1990, le=2100)]
LOCAL_SOURCE = "本单位设定"


class Bilingual(Content):
    zh: Line
    en: Line


class LocalEntry(Content):
    """What a company writes into its own file; what it leaves out is not taken from the default's source."""

    value: JsonValue
    source: Line = LOCAL_SOURCE
    year: Year | None = None
    note: Line | None = None


class PolicyEntry(Content):
    """``value`` as written; :class:`scoring.policy.PolicyValues` has it typed. ``note`` is Chinese."""

    label: Bilingual
    value: JsonValue
    unit: Bilingual | None = None
    source: Line
    year: Year | None = None
    note: Line
    local: bool = False
    """Set by the company's own file."""

    def replaced_by(self, local: LocalEntry) -> "PolicyEntry":
        return self.model_copy(
            update={
                "value": local.value,
                "source": local.source,
                "year": local.year,
                "note": local.note or self.note,
                "local": True,
            }
        )
