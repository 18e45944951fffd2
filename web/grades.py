"""A graded reply prepared for showing: numbered findings, marked words, clauses behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.vocabulary import ElementId, ViolationId
from scoring.results import ClauseCitation, TurnGrade
from scoring.schema import Finding, OwnFinding
from simulator.views import TurnView
from web.highlight import Mark, Piece, cut
from web.ports import NamesPort
from web.texts import Language

AnyFinding = Finding[ElementId] | Finding[ViolationId] | OwnFinding


@dataclass(frozen=True)
class ShownFinding:
    """One line of the feedback; ``adherence`` is in percent."""

    number: int
    name: str
    bad: bool
    words: str
    citation: ClauseCitation | None
    phrase: str | None
    adherence: int | None
    label: str = ""
    """Of the vocabulary; ``""`` for a clause of the company, which its own page corrects."""


@dataclass(frozen=True)
class ShownTurn:
    """One utterance with everything that is said about it."""

    turn: TurnView
    pieces: tuple[Piece, ...]
    earned: tuple[ShownFinding, ...]
    broke: tuple[ShownFinding, ...]
    unjudged: tuple[str, ...]
    related: tuple[ClauseCitation, ...] = ()
    """What the company's own documents say about this moment."""

    @property
    def graded(self) -> bool:
        return self.turn.grade is not None


def show_turn(turn: TurnView, names: NamesPort, language: Language) -> ShownTurn:
    if turn.grade is None:
        return ShownTurn(turn, cut(turn.text, ()), (), (), ())
    graded = turn.grade.graded
    own = [(item, _title(item, turn.grade)) for item in graded.own]
    bad = [(item, names.violation_name(item.id, language)) for item in graded.violations]
    bad_own = [(item, name) for item, name in own if item.kind == "forbidden"]
    good = [(item, names.element_name(item.id, language)) for item in graded.elements]
    good_own = [(item, name) for item, name in own if item.kind == "required"]
    broke = _lines([*bad, *bad_own], 1, True, turn.grade)
    earned = _lines([*good, *good_own], 1 + len(broke), False, turn.grade)
    found: tuple[tuple[AnyFinding, str], ...] = (*bad, *bad_own, *good, *good_own)
    marks = [
        Mark(line.number, line.name, item.start, item.end, line.bad)
        for line, (item, _) in zip((*broke, *earned), found, strict=True)
    ]
    unjudged = tuple(item.reason for item in graded.not_judged)
    related = tuple(turn.grade.citations[clause] for clause in turn.grade.related)
    return ShownTurn(turn, cut(turn.text, marks), earned, broke, unjudged, related)


def _lines(
    found: Sequence[tuple[AnyFinding, str]], first: int, bad: bool, grade: TurnGrade
) -> tuple[ShownFinding, ...]:
    return tuple(
        _shown(number, item, name, bad, grade) for number, (item, name) in enumerate(found, start=first)
    )


def _title(item: OwnFinding, grade: TurnGrade) -> str:
    """The company's own words, in any language of the page."""
    cited = grade.citations.get(item.clause)
    return cited.title if cited else item.id


def _shown(number: int, item: AnyFinding, name: str, bad: bool, grade: TurnGrade) -> ShownFinding:
    return ShownFinding(
        number=number,
        name=name,
        bad=bad,
        words=item.text,
        citation=grade.citations.get(item.clause),
        phrase=item.phrase,
        adherence=None if item.adherence is None else round(item.adherence * 100),
        label="" if isinstance(item, OwnFinding) else item.id,
    )
