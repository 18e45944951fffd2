"""Word lists with which wordings are compared, as data."""

from functools import cached_property
from pathlib import Path

from pydantic import Field

from knowledge.content import Content, load_model
from scoring.recognisers import SHARED


class Wording(Content):
    """Read from ``rubrics/shared/wording.yaml``."""

    titles: tuple[str, ...] = Field(min_length=1)
    quantities: tuple[str, ...] = Field(min_length=1)
    fillers: tuple[str, ...] = Field(min_length=1)
    contents: dict[str, tuple[str, ...]]

    @cached_property
    def longest_first(self) -> tuple[str, ...]:
        """The fillers in the order in which they are taken off."""
        return tuple(sorted(self.fillers, key=len, reverse=True))


def load_wording(file: Path = SHARED / "wording.yaml") -> Wording:
    """Raises :class:`knowledge.content.ContentError` with every invalid field."""
    return load_model(file, Wording)
