"""A conversation laid out for judging: who did what where, and what sort of call it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from knowledge.vocabulary import ElementId, SituationId, ViolationId
from scoring.conditions import call_conditions
from scoring.decisions import Evidence
from scoring.fees import invented_fees
from scoring.policy import Policy
from scoring.recognisers import Recognisers, StatementId
from scoring.results import CaseTruth
from scoring.rubric import CallCondition
from scoring.schema import (
    EMPTY_ID,
    FAILED_ID,
    CallEvent,
    DialogueRow,
    EventKind,
    Finding,
    GradedReply,
    Utterance,
)
from scoring.statements import false_statements

EVENT_ELEMENTS: Final[dict[EventKind, ElementId]] = {
    "transfer_supervisor": "transfer_supervisor",
    "start_recording": "notify_recording",
}
"""Events that do an element without words."""
TRUTH_CLAUSE: Final = "honest.true_progress"
PRETEND_CLAUSE: Final = "att.no_pretend"
FEE_SITUATIONS: Final[frozenset[SituationId]] = frozenset({"paid_service", "internal_fault"})
"""Where an amount can only be a fee."""
WARNED: Final[frozenset[SituationId]] = frozenset({"harassing", "drunk_visitor"})
_WHOLE: Final = frozenset({EMPTY_ID, FAILED_ID})


@dataclass(frozen=True)
class Deed:
    """An element done at utterance ``turn``, by the words of ``finding`` or, where ``None``, by an event."""

    turn: int
    element: ElementId
    finding: Finding[ElementId] | None

    @property
    def evidence(self) -> Evidence:
        words = self.finding
        if words is None:
            return Evidence(self.turn)
        return Evidence(self.turn, words.start, words.end, words.clause, words.phrase)


@dataclass(frozen=True)
class Breach:
    turn: int
    finding: Finding[ViolationId]


@dataclass(frozen=True)
class Conversation:
    """``graded`` holds one entry for each trainee utterance, in order."""

    situation: SituationId
    turns: tuple[Utterance, ...]
    graded: tuple[GradedReply, ...]
    events: tuple[CallEvent, ...] | None
    truth: CaseTruth | None
    recognisers: Recognisers
    policy: Policy

    @cached_property
    def trainee_turns(self) -> tuple[int, ...]:
        return tuple(index for index, turn in enumerate(self.turns) if turn.role == "trainee")

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """In the order of the call; an event stands before the utterance that follows it."""
        said = [
            Deed(turn, finding.id, finding)
            for turn, reply in zip(self.trainee_turns, self.graded, strict=True)
            for finding in reply.elements
        ]
        acted = [
            Deed(event.turn, EVENT_ELEMENTS[event.kind], None)
            for event in self.events or ()
            if event.kind in EVENT_ELEMENTS and event.role == "trainee"
        ]
        return tuple(sorted([*acted, *said], key=lambda deed: deed.turn))

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        return tuple(
            Breach(turn, finding)
            for turn, reply in zip(self.trainee_turns, self.graded, strict=True)
            for finding in reply.violations
            if not (finding.id == "force_hangup" and self._warned_with_leave(turn))
        )

    def _warned_with_leave(self, turn: int) -> bool:
        """To announce the end to somebody who harasses is no threat where the company allows it."""
        allowed = "harassed_after_two_warnings" in self.policy.values.agent_hangup_exceptions
        return allowed and self.situation in WARNED and turn in self.warnings

    @cached_property
    def warnings(self) -> tuple[int, ...]:
        """Trainee utterances that say politely that the call will be ended."""
        sign = self.recognisers.statements["announces_end"]
        return tuple(turn for turn in self.trainee_turns if sign.found_in(self.turns[turn].text))

    @cached_property
    def all_breaches(self) -> tuple[Breach, ...]:
        """Those found in the words, and what the state of the case or the line shows besides."""
        return (*self.breaches, *self._false, *self._invented_fees)

    @cached_property
    def _invented_fees(self) -> tuple[Breach, ...]:
        seen = {breach.turn for breach in self.breaches if breach.finding.id == "pretend_know"}
        if self.situation not in FEE_SITUATIONS:
            return ()
        return tuple(
            Breach(turn, self._stated_finding("pretend_know", turn, start, end, PRETEND_CLAUSE))
            for turn, start, end in invented_fees(self.turns, self.truth, self.policy.values.fees)
            if turn not in seen
        )

    @cached_property
    def _false(self) -> tuple[Breach, ...]:
        seen = {breach.turn for breach in self.breaches if breach.finding.id == "false_information"}
        return tuple(
            Breach(turn, self._stated_finding("false_information", turn, start, end, TRUTH_CLAUSE))
            for turn, start, end in false_statements(self.turns, self.truth, self.recognisers)
            if turn not in seen
        )

    def _stated_finding(
        self, violation: ViolationId, turn: int, start: int, end: int, clause: str
    ) -> Finding[ViolationId]:
        return Finding[ViolationId](
            id=violation,
            score=1.0,
            start=start,
            end=end,
            text=self.turns[turn].text[start:end],
            clause=clause,
        )

    @cached_property
    def done(self) -> frozenset[ElementId]:
        return frozenset(deed.element for deed in self.deeds)

    def first(self, elements: Sequence[ElementId]) -> Deed | None:
        """The first time that one of ``elements`` was done."""
        return next((deed for deed in self.deeds if deed.element in elements), None)

    def event(self, kinds: Sequence[EventKind], role: str = "trainee") -> CallEvent | None:
        return next((e for e in self.events or () if e.kind in kinds and e.role == role), None)

    def trainee_says(self, statement: StatementId) -> bool:
        """Whether plain words show it, where detection might have overlooked it."""
        sign = self.recognisers.statements[statement]
        return any(sign.found_in(self.turns[turn].text) for turn in self.trainee_turns)

    def said(self, statement: StatementId) -> tuple[int, int, int] | None:
        """The first utterance of the trainee with such words, and their start and end in it."""
        sign = self.recognisers.statements[statement]
        spans = ((turn, sign.find(self.turns[turn].text)) for turn in self.trainee_turns)
        return next(((turn, *span) for turn, span in spans if span is not None), None)

    @cached_property
    def volunteered(self) -> frozenset[ElementId]:
        """Questions whose answer the customer gave; nothing is lost by not having asked them."""
        return self._told_in_truth if self.truth and self.truth.facts else self._told_in_words

    @cached_property
    def _told_in_truth(self) -> frozenset[ElementId]:
        assert self.truth is not None
        facts = self.truth.facts
        told = {element for fact in facts if fact.outcome != "missed" for element in fact.answers}
        return frozenset(told - {element for f in facts if f.outcome == "missed" for element in f.answers})

    @cached_property
    def _told_in_words(self) -> frozenset[ElementId]:
        texts = [turn.text for turn in self.turns if turn.role == "customer"]
        return frozenset().union(*(self.recognisers.told(text) for text in texts))

    @cached_property
    def conditions(self) -> frozenset[CallCondition]:
        return call_conditions(self.turns, self.events, self.truth, self.recognisers) | self._friction

    @cached_property
    def _friction(self) -> frozenset[CallCondition]:
        clashes = {"rhetorical", "impatient", "rude", "argue", "command"}
        clashed = any(breach.finding.id in clashes for breach in self.breaches)
        return frozenset({"friction"}) if clashed else frozenset()

    @cached_property
    def grading_failed(self) -> bool:
        return any(entry.id == FAILED_ID for reply in self.graded for entry in reply.not_judged)

    @cached_property
    def unanswered(self) -> bool:
        """A missed call: somebody spoke and was never answered with a word."""
        return bool(self.turns) and not self.judged_turns and not self.grading_failed

    @cached_property
    def undecided(self) -> frozenset[str]:
        """Ids that the grader declined to judge somewhere in the call."""
        ids = {entry.id for reply in self.graded for entry in reply.not_judged}
        return frozenset(ids - _WHOLE)

    @cached_property
    def judged_turns(self) -> int:
        """Trainee utterances that were graded at all."""
        return sum(not any(entry.id in _WHOLE for entry in reply.not_judged) for reply in self.graded)


def lay_out(
    row: DialogueRow,
    graded: Sequence[GradedReply],
    truth: CaseTruth | None,
    recognisers: Recognisers,
    policy: Policy,
) -> Conversation:
    """Raises :class:`ValueError` when ``graded`` does not match the trainee's utterances."""
    spoken = sum(turn.role == "trainee" for turn in row.turns)
    if len(graded) != spoken:
        raise ValueError(f"{len(graded)} graded replies for {spoken} trainee turns: give one for each")
    return Conversation(row.situation, row.turns, tuple(graded), row.events, truth, recognisers, policy)
