"""A whole conversation judged: items, order, events, violations, work order and critical errors."""

from collections.abc import Sequence

from knowledge.catalogue import Catalogue
from scoring.assessed import AssessmentParts, assemble
from scoring.citations import cite_all
from scoring.conversation import Conversation, lay_out
from scoring.core import core_missed
from scoring.critical import critical_errors
from scoring.decisions import Decision, Deduction
from scoring.ending import left_open
from scoring.handbook import Handbook, load_handbook
from scoring.hang_up import hang_up_deduction
from scoring.items import decide_items
from scoring.labels import Labels, Reason
from scoring.local_rules import local_decisions, local_deductions
from scoring.localised import localised_all
from scoring.order import broken_order
from scoring.own.judge import Clauses as OwnClauses
from scoring.own.verdicts import own_decisions, own_deductions
from scoring.ports import ReplyJudge
from scoring.results import Assessment, CaseTruth, ClauseCitation
from scoring.rubric import Rubric, Rubrics
from scoring.schema import DialogueRow, GradedReply, ReplyRow
from scoring.totals import add_up
from scoring.understood import not_understood
from scoring.violations import violation_deductions
from scoring.work_order import check_work_order, field_decisions


class Assessor:
    """Judges conversations by the rubric of their situation."""

    def __init__(
        self,
        grader: ReplyJudge,
        rubrics: Rubrics,
        catalogue: Catalogue,
        handbook: Handbook | None = None,
        own: OwnClauses = lambda: (),
    ) -> None:
        handbook = handbook or load_handbook()
        self._grader = grader
        self._policy = handbook.policy
        self._rubrics = localised_all(rubrics, handbook.policy)
        self._catalogue = catalogue
        self._own = own
        self._shared_hash = handbook.content_hash
        self._rules = handbook.rules
        self._labels = handbook.labels
        self._recognisers = handbook.recognisers

    def assess(
        self,
        row: DialogueRow,
        truth: CaseTruth | None = None,
        graded: Sequence[GradedReply] | None = None,
    ) -> Assessment:
        """Judge one conversation.

        ``graded``: the trainee's turns where they were graded before, one each, in order; a different
        number raises :class:`ValueError`. What ``truth`` and the row leave open is not judged.

        A row in which nobody spoke is not judged at all: every dimension is ``None``, the score 0, and
        the reason of each item says why. Where a customer spoke and the trainee never answered it is a missed
        call: what was asked for is missed, the score is 0, and only the language is not judged.
        """
        replies = reply_rows(row)
        grades = (
            tuple(graded) if graded is not None else tuple(self._grader.grade(reply) for reply in replies)
        )
        conversation = lay_out(row, grades, truth, self._recognisers, self._policy)
        parts = self._judge(row, conversation)
        return assemble(parts, self._catalogue, self._citations(parts, replies), self._versions(row))

    def _judge(self, row: DialogueRow, conversation: Conversation) -> AssessmentParts:
        rubric = self._rubrics[row.situation]
        items = decide_items(rubric, conversation, self._labels)
        missed = frozenset(item.element for item in items if item.status == "missed" and item.element)
        written = row.work_order if row.turns else None
        checks = check_work_order(rubric, written, conversation, self._labels)
        fields = field_decisions(checks, rubric, missed, self._labels)
        own = own_decisions(self._own(), rubric, conversation, self._labels)
        local = local_decisions(rubric, conversation, self._labels)
        decisions = (*items, *local, *own, *fields, clean_language(conversation, self._labels))
        deductions = self._deductions(rubric, conversation)
        critical = critical_errors(rubric, conversation, self._rules, self._labels)
        totals = add_up(decisions, deductions, rubric.weights, critical=bool(critical))
        core = core_missed(rubric, items, totals.score, self._labels)
        if core is not None:
            deductions = (*deductions, core)
            totals = add_up(decisions, deductions, rubric.weights, critical=bool(critical))
        return AssessmentParts(
            row_id=row.id,
            rubric=rubric,
            conversation=conversation,
            decisions=decisions,
            deductions=deductions,
            critical=critical,
            checks=checks,
            totals=totals,
        )

    def _deductions(self, rubric: Rubric, conversation: Conversation) -> tuple[Deduction, ...]:
        if not conversation.turns:
            return ()
        rarely = (
            rule(rubric, conversation, self._labels)
            for rule in (hang_up_deduction, left_open, not_understood)
        )
        return (
            *violation_deductions(conversation.all_breaches, self._rules, self._catalogue, self._labels),
            *own_deductions(self._own(), rubric, conversation, self._labels),
            *local_deductions(conversation, self._labels),
            *broken_order(rubric, conversation, self._labels),
            *(deduction for deduction in rarely if deduction is not None),
        )

    def _citations(self, parts: AssessmentParts, replies: Sequence[ReplyRow]) -> dict[str, ClauseCitation]:
        """Every clause that the parts name; those of the company's own documents are looked up again."""
        named = parts.clause_ids()
        known = {clause.id: clause for clause in self._catalogue.clauses}
        known |= {kept.clause.id: kept.clause for kept in self._own()}
        cited = cite_all(known[name] for name in sorted(named & set(known)))
        for reply, grade in zip(replies, parts.conversation.graded, strict=True):
            wanted = grade.clauses_named - set(cited)
            if wanted:
                again = self._grader.citations(reply)
                cited |= {name: again[name] for name in sorted(wanted & set(again))}
        return cited

    def _versions(self, row: DialogueRow) -> dict[str, str]:
        return {
            "grader": self._grader.version,
            "rubric": f"{self._rubrics[row.situation].content_hash}.{self._shared_hash}",
            "standards": self._catalogue.fingerprint,
            "encoder": self._grader.encoder_fingerprint,
            "policy": self._policy.fingerprint,
        }


def reply_rows(row: DialogueRow) -> tuple[ReplyRow, ...]:
    """Each trainee utterance as a reply to grade, named after the row and its index (``d1#3``)."""
    return tuple(
        ReplyRow(id=f"{row.id}#{index}", situation=row.situation, history=row.turns[:index], reply=turn.text)
        for index, turn in enumerate(row.turns)
        if turn.role == "trainee"
    )


def clean_language(conversation: Conversation, labels: Labels) -> Decision:
    """The language dimension starts full once anything was said; violations take from it."""
    spoke = conversation.judged_turns > 0
    unheard: Reason = "grading_failed" if conversation.grading_failed else "no_trainee"
    return Decision(
        id="clean_language",
        label=labels.clean_language,
        dimension="language",
        status="met" if spoke else "not_judged",
        weight=1.0,
        reason=labels.reasons["clean" if spoke else unheard],
        clause="lang.no_taboo",
    )
