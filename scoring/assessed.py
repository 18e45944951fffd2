"""Putting the judged parts of a conversation together as an :class:`Assessment`."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.catalogue import Catalogue
from knowledge.own import is_own
from scoring.conversation import Conversation
from scoring.decisions import Decision, Deduction
from scoring.hang_up import ended_by
from scoring.results import Assessment, ClauseCitation, FieldCheck, ItemResult
from scoring.rubric import Rubric
from scoring.schema import AssessedDialogue
from scoring.totals import Totals


@dataclass(frozen=True)
class AssessmentParts:
    """Everything that was judged, before it is put into words."""

    row_id: str
    rubric: Rubric
    conversation: Conversation
    decisions: tuple[Decision, ...]
    deductions: tuple[Deduction, ...]
    critical: tuple[Deduction, ...]
    checks: tuple[FieldCheck, ...] | None
    totals: Totals

    def clause_ids(self) -> set[str]:
        named = {decision.clause for decision in self.decisions}
        named |= {deduction.clause for deduction in (*self.deductions, *self.critical)}
        for grade in self.conversation.graded:
            named |= grade.clauses_named
        return {name for name in named if name}

    @property
    def passed(self) -> bool:
        """Never on what was not judged: a call whose grading failed somewhere does not pass unseen."""
        conversation = self.conversation
        judged = conversation.judged_turns > 0 and not conversation.grading_failed
        return judged and not self.critical and self.totals.score >= self.rubric.pass_mark


def assemble(
    parts: AssessmentParts,
    catalogue: Catalogue,
    citations: dict[str, ClauseCitation],
    versions: dict[str, str],
) -> Assessment:
    conversation = parts.conversation
    broken = [_taken(deduction, citations) for deduction in parts.deductions]
    violations = tuple(i for i in broken if i.id in catalogue.names.violations or is_own(i.id))
    return Assessment(
        row=_row(parts),
        items=(
            *(
                _item(*weighed, citations)
                for weighed in zip(parts.decisions, parts.totals.points, strict=True)
            ),
            *(item for item in broken if item not in violations),
        ),
        critical=tuple(_taken(error, citations) for error in parts.critical),
        violations=violations,
        work_order=parts.checks,
        facts=conversation.truth.facts if conversation.truth else (),
        events=conversation.events or (),
        ended_by=ended_by(conversation),
        citations=citations,
        versions=versions,
    )


def _row(parts: AssessmentParts) -> AssessedDialogue:
    missed = (item.element for item in parts.decisions if item.status == "missed" and item.element)
    broken = (breach.finding.id for breach in parts.conversation.all_breaches)
    return AssessedDialogue(
        id=parts.row_id,
        score=parts.totals.score,
        passed=parts.passed,
        critical=tuple(error.id for error in parts.critical),
        dimensions=parts.totals.dimensions,
        missed=tuple(dict.fromkeys(missed)),
        violations=tuple(dict.fromkeys(broken)),
        turns=parts.conversation.graded,
        own_missed=tuple(i.id for i in parts.decisions if i.status == "missed" and is_own(i.id)),
        own_broken=tuple(dict.fromkeys(i.id for i in parts.deductions if is_own(i.id))),
    )


def _item(decision: Decision, worth: float, citations: Mapping[str, ClauseCitation]) -> ItemResult:
    evidence = decision.evidence
    clause = decision.clause if decision.clause in citations else None
    # words that were found are compared with their own phrase, or with none
    phrase = evidence.phrase if evidence and evidence.start is not None else first_phrase(clause, citations)
    return ItemResult(
        id=decision.id,
        label=decision.label,
        dimension=decision.dimension,
        status=decision.status,
        points=round(worth, 2),
        earned=round(worth, 2) if decision.status == "met" else 0.0,
        reason=decision.reason,
        turn=evidence.turn if evidence else None,
        start=evidence.start if evidence else None,
        end=evidence.end if evidence else None,
        clause=clause,
        phrase=phrase,
        better=decision.better,
    )


def _taken(deduction: Deduction, citations: Mapping[str, ClauseCitation]) -> ItemResult:
    evidence = deduction.evidence
    return ItemResult(
        id=deduction.id,
        label=deduction.label,
        dimension=deduction.dimension,
        status="broken",
        points=deduction.points,
        earned=-deduction.points,
        reason=deduction.reason,
        turn=evidence.turn if evidence else None,
        start=evidence.start if evidence else None,
        end=evidence.end if evidence else None,
        clause=deduction.clause if deduction.clause in citations else None,
        phrase=evidence.phrase if evidence else None,
    )


def first_phrase(clause: str | None, citations: Mapping[str, ClauseCitation]) -> str | None:
    phrases = citations[clause].phrases if clause and clause in citations else ()
    return phrases[0] if phrases else None
