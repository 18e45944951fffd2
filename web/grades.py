"""A graded reply prepared for showing: numbered findings, marked words, clauses behind them."""

from dataclasses import dataclass

from knowledge.vocabulary import ElementId, ViolationId
from scoring.results import ClauseCitation, TurnGrade
from scoring.schema import Finding
from simulator.views import TurnView
from web.highlight import Mark, Piece, cut
from web.ports import NamesPort
from web.texts import Language


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
    broke = tuple(
        _shown(number, item, names.violation_name(item.id, language), True, turn.grade)
        for number, item in enumerate(graded.violations, start=1)
    )
    earned = tuple(
        _shown(number, item, names.element_name(item.id, language), False, turn.grade)
        for number, item in enumerate(graded.elements, start=len(broke) + 1)
    )
    spans = [(item.start, item.end) for item in graded.elements]
    spans += [(item.start, item.end) for item in graded.violations]
    marks = [
        Mark(line.number, line.name, *span, line.bad)
        for line, span in zip((*earned, *broke), spans, strict=True)
    ]
    unjudged = tuple(item.reason for item in graded.not_judged)
    related = tuple(turn.grade.citations[clause] for clause in turn.grade.related)
    return ShownTurn(turn, cut(turn.text, marks), earned, broke, unjudged, related)


def _shown(
    number: int, item: Finding[ElementId] | Finding[ViolationId], name: str, bad: bool, grade: TurnGrade
) -> ShownFinding:
    return ShownFinding(
        number=number,
        name=name,
        bad=bad,
        words=item.text,
        citation=grade.citations.get(item.clause),
        phrase=item.phrase,
        adherence=None if item.adherence is None else round(item.adherence * 100),
    )
