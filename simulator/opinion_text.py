"""A second opinion as a person reads it at a terminal."""

from collections.abc import Iterable, Iterator
from typing import Self, get_args

from pydantic import model_validator

from knowledge.content import Content
from knowledge.vocabulary_names import VocabularyNames
from scoring.judging import Judged, SideBySide, Silence
from scoring.judging.offered import term_of
from simulator.opinions import OpinionLine, OpinionView


class OpinionTexts(Content):
    """The sentences, with their blanks."""

    head: str
    reply: str
    agreed: str
    only_grader: str
    only_model: str
    nothing: str
    silent: str
    disregarded: str
    silences: dict[Silence, str]

    @model_validator(mode="after")
    def _every_reason_has_words(self) -> Self:
        missing = [name for name in get_args(Silence) if name not in self.silences]
        if missing:
            raise ValueError(f"no text for {', '.join(missing)}; add them")
        return self


class OpinionLines:
    """Makes the lines in Chinese."""

    def __init__(self, texts: OpinionTexts, names: VocabularyNames) -> None:
        self._texts = texts
        self._names = names

    def of(self, view: OpinionView) -> Iterator[str]:
        yield self._texts.head.format(model=view.model, prompt=view.prompt)
        for line in view.lines:
            yield self._texts.reply.format(turn=line.turn, text=" ".join(line.text.split()))
            yield from self._reply(line)

    def _reply(self, line: OpinionLine) -> Iterator[str]:
        if line.silence is not None:
            yield self._texts.silent.format(reason=self._texts.silences[line.silence])
        elif line.sides is not None:
            yield from self._sides(line.sides)
        if line.disregarded:
            yield self._texts.disregarded.format(count=line.disregarded)

    def _sides(self, sides: SideBySide) -> Iterator[str]:
        if sides == SideBySide():
            yield self._texts.nothing
        for pattern, lines in (
            (self._texts.agreed, sides.agreed),
            (self._texts.only_grader, sides.only_grader),
            (self._texts.only_model, sides.only_model),
        ):
            if lines:
                yield pattern.format(names=self._named(lines))

    def _named(self, lines: Iterable[Judged]) -> str:
        return "、".join(
            f"{term_of(line.label, self._names).name()}“{line.grader or line.model}”" for line in lines
        )
