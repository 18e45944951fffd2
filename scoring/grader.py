"""Grades one reply against the clauses retrieved for its moment of the call."""

import hashlib
from collections.abc import Mapping, Sequence

from knowledge.ports import ClauseRetriever, Encoder, Moment, MomentClauses, RetrievedClause
from scoring.adherence import Adherence
from scoring.citations import cite_all
from scoring.detection.model import Detected, ReplyContext
from scoring.handbook import Handbook, load_handbook
from scoring.ports import ActDetector, OwnClauseJudge
from scoring.results import ClauseCitation, OwnJudgement, TurnGrade
from scoring.schema import EMPTY_ID, FAILED_ID, OWN_ID, ActId, Finding, GradedReply, NotJudged, ReplyRow
from scoring.stage import last_customer_text, stage_of


class Grader:
    """Detects, retrieves, and ties what was found to the words and to the clause."""

    def __init__(
        self,
        detector: ActDetector,
        retriever: ClauseRetriever,
        encoder: Encoder,
        handbook: Handbook | None = None,
        own: OwnClauseJudge | None = None,
    ) -> None:
        handbook = handbook or load_handbook()
        self._detector = detector
        self._retriever = retriever
        self._adherence = Adherence(encoder)
        self._recognisers = handbook.recognisers
        self._labels = handbook.labels
        self.encoder_fingerprint = encoder.fingerprint
        self._rest = (self._adherence.version, handbook.recognisers.content_hash)
        self._own = own

    @property
    def detector_version(self) -> str:
        return self._detector.version

    @property
    def version(self) -> str:
        """Changes with what the grader was taught, and with the company's own clauses, while it runs."""
        own = self._own.version if self._own else ""
        version = _version(self._detector.version, *self._rest)
        return f"{version}+{own}" if own else version

    def grade(self, row: ReplyRow) -> GradedReply:
        """What the reply did and broke. Never raises: what fails is listed as not judged."""
        return self.grade_turn(row).graded

    def grade_turn(self, row: ReplyRow) -> TurnGrade:
        """The graded reply with the clauses that its findings name."""
        version = self.version
        return self._grade_turn(row).model_copy(update={"grader": version})

    def _grade_turn(self, row: ReplyRow) -> TurnGrade:
        if not row.reply.strip():
            return _nothing_judged(row, EMPTY_ID, self._labels.reasons["empty_reply"])
        try:
            return self._graded(row)
        except Exception as error:  # one reply that cannot be graded must not lose the conversation
            reason = f"{self._labels.reasons['failed']} (grading failed): {type(error).__name__}: {error}"
            return _nothing_judged(row, FAILED_ID, reason)

    def citations(self, row: ReplyRow) -> dict[str, ClauseCitation]:
        """Every clause retrieved for the row's moment, by id; nothing is detected."""
        clauses = self._retrieve(row)
        found = (*clauses.ranked, *clauses.by_element.values(), *clauses.by_violation.values(), *clauses.own)
        return cite_all(item.clause for item in found)

    def _retrieve(self, row: ReplyRow) -> MomentClauses:
        return self._retriever.for_moment(
            Moment(
                situation=row.situation,
                stage=stage_of(row.history, self._recognisers),
                customer_text=last_customer_text(row.history),
                reply=row.reply,
            )
        )

    def _graded(self, row: ReplyRow) -> TurnGrade:
        detection = self._detector.detect(ReplyContext(row.situation, row.history, row.reply))
        clauses = self._retrieve(row)
        elements, loose_elements = self._tie(row.reply, detection.elements, clauses.by_element)
        violations, loose_violations = self._tie(row.reply, detection.violations, clauses.by_violation)
        own, loose_own = self._judge_own(row.reply, clauses.own)
        graded = GradedReply(
            id=row.id,
            elements=elements,
            violations=violations,
            not_judged=(*detection.not_judged, *loose_elements, *loose_violations, *loose_own),
            own=own.found,
            own_judged=own.judged,
        )
        named = graded.clauses_named
        # what is found is shown with its words; what is only near them is shown as related
        near = [c for c in (item.clause for item in clauses.ranked) if c.document and c.id not in named]
        cited = (*clauses.by_element.values(), *clauses.by_violation.values(), *clauses.own)
        return TurnGrade(
            graded=graded,
            citations=cite_all([*near, *(item.clause for item in cited if item.clause.id in named)]),
            related=tuple(clause.id for clause in near),
        )

    def _judge_own(
        self, reply: str, applying: Sequence[RetrievedClause]
    ) -> tuple[OwnJudgement, tuple[NotJudged, ...]]:
        if self._own is None:
            return OwnJudgement(), ()
        try:
            return self._own.judge(reply, applying), ()
        except Exception as error:  # what a company wrote must not cost the rest of the grade
            reason = f"{self._labels.reasons['failed']}: {type(error).__name__}: {error}"
            return OwnJudgement(), (NotJudged(id=OWN_ID, reason=reason),)

    def _tie(
        self, reply: str, found: Sequence[Detected[ActId]], clauses: Mapping[ActId, RetrievedClause]
    ) -> tuple[tuple[Finding[ActId], ...], tuple[NotJudged, ...]]:
        tied: list[Finding[ActId]] = []
        loose: list[NotJudged] = []
        for act in found:
            retrieved = clauses.get(act.id)
            if retrieved is None:
                loose.append(NotJudged(id=act.id, reason=self._labels.reasons["no_clause"]))
            elif not 0 <= act.start < act.end <= len(reply):
                loose.append(NotJudged(id=act.id, reason=self._labels.reasons["no_span"]))
            else:
                tied.append(self._finding(reply, act, retrieved))
        return tuple(tied), tuple(loose)

    def _finding(self, reply: str, act: Detected[ActId], retrieved: RetrievedClause) -> Finding[ActId]:
        match = self._adherence.measure(reply, act.start, act.end, retrieved.clause)
        return Finding[ActId](
            id=act.id,
            score=act.score,
            start=act.start,
            end=act.end,
            text=reply[act.start : act.end],
            clause=retrieved.clause.id,
            adherence=match.adherence if match else None,
            phrase=match.phrase if match else None,
        )


def _nothing_judged(row: ReplyRow, what: str, reason: str) -> TurnGrade:
    return TurnGrade(
        graded=GradedReply(id=row.id, not_judged=(NotJudged(id=what, reason=reason),)), citations={}
    )


def _version(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
