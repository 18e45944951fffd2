"""A second opinion prepared for showing: names instead of ids, differences first."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from scoring.judging import Judged
from simulator.opinions import OpinionLine, OpinionView
from web.ports import NamesPort
from web.texts import Language


@dataclass(frozen=True)
class ShownJudged:
    """A label by its name, with the words of whoever found it: the grader's where both did."""

    name: str
    bad: bool
    words: str


@dataclass(frozen=True)
class ShownReply:
    """One reply with both judgements; ``compared`` is false where one of them is missing."""

    line: OpinionLine
    agreed: tuple[ShownJudged, ...]
    only_grader: tuple[ShownJudged, ...]
    only_model: tuple[ShownJudged, ...]

    @property
    def compared(self) -> bool:
        return self.line.sides is not None

    @property
    def nothing(self) -> bool:
        return not (self.agreed or self.only_grader or self.only_model)


@dataclass(frozen=True)
class ShownOpinion:
    """``open`` are the replies to look at, ``same`` those that both judge alike."""

    view: OpinionView
    open: tuple[ShownReply, ...]
    same: tuple[ShownReply, ...]

    @property
    def silent(self) -> int:
        return sum(line.silence is not None for line in self.view.lines)


def show_opinion(view: OpinionView, names: NamesPort, language: Language) -> ShownOpinion:
    replies = [_reply(line, names, language) for line in view.lines]
    same = tuple(one for one in replies if one.line.sides is not None and not one.line.sides.differs)
    return ShownOpinion(view, tuple(one for one in replies if one not in same), same)


def _reply(line: OpinionLine, names: NamesPort, language: Language) -> ShownReply:
    def shown(judged: Iterable[Judged]) -> tuple[ShownJudged, ...]:
        return tuple(_judged(one, names, language) for one in judged)

    if line.sides is None:
        return ShownReply(line, (), (), ())
    sides = line.sides
    return ShownReply(line, shown(sides.agreed), shown(sides.only_grader), shown(sides.only_model))


def _judged(judged: Judged, names: NamesPort, language: Language) -> ShownJudged:
    words = judged.grader or judged.model or ""
    for violation in VIOLATIONS:
        if violation == judged.label:
            return ShownJudged(names.violation_name(violation, language), True, words)
    return ShownJudged(_element_name(judged, names, language), False, words)


def _element_name(judged: Judged, names: NamesPort, language: Language) -> str:
    for element in ELEMENTS:
        if element == judged.label:
            return names.element_name(element, language)
    raise KeyError(judged.label)
