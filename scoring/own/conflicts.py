"""Where a clause of the company contradicts the standard, or says what it says already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np

from knowledge.own import OwnClause, OwnKind
from knowledge.ports import Encoder, Vectors
from knowledge.schema import Clause
from knowledge.vocabulary import ElementId, ViolationId
from scoring.own.judge import OwnJudge, Recogniser
from scoring.ports import ReplyJudge
from scoring.schema import Finding, GradedReply, ReplyRow

ConflictKind = Literal["good_breaks", "bad_required", "opposite", "near"]
"""``good_breaks``: what is to be said breaks the standard; ``bad_required``: what must not be said is
asked for by it; ``opposite``: the standard has nearly the same with the other sign; ``near``: it has
nearly the same, which is to be looked at: one of the two is superfluous or the reverse of the other."""
OPPOSITE, NEAR = 0.65, 0.70
"""Cosines from which two requirements are about the same thing; with the bundled encoder, requirements
that have nothing to do with each other reach 0.61."""
USUAL_SITUATION: Final = "anxious_outage"
_NEEDS_A_CALL: Final = frozenset({"no_reply"})
"""Not to be judged of a sentence out of a call."""


@dataclass(frozen=True)
class Conflict:
    """``text`` is the company's phrase, example or requirement, ``words`` the part of it that clashes.

    ``clause`` is the standard's; ``act`` what the standard finds in the words; ``likeness`` 0..1.
    """

    kind: ConflictKind
    text: str
    words: str
    clause: str
    requirement: str
    act: ElementId | ViolationId | None = None
    likeness: float | None = None


class Conflicts:
    """Holds clauses of the company against the standard and against each other."""

    def __init__(
        self, grader: ReplyJudge, clauses: Sequence[Clause], encoder: Encoder, judge: OwnJudge
    ) -> None:
        self._grader = grader
        self._clauses = {clause.id: clause for clause in clauses}
        self._encoder = encoder
        self._judge = judge

    def of(
        self, recogniser: Recogniser, others: Sequence[tuple[Clause, OwnKind]] = ()
    ) -> tuple[Conflict, ...]:
        """``others`` are the company's other clauses."""
        found = (*self._good_breaks(recogniser.own), *self._bad_required(recogniser))
        return (*dict.fromkeys(found), *self._alike(recogniser.own, others))

    def _good_breaks(self, own: OwnClause) -> Iterator[Conflict]:
        wanted = own.phrases if own.kind == "required" else ()
        for text in (*wanted, *own.good):
            for finding in self._graded(own, text).violations:
                if finding.id not in _NEEDS_A_CALL:
                    yield self._conflict("good_breaks", text, finding)

    def _bad_required(self, recogniser: Recogniser) -> Iterator[Conflict]:
        """In a phrase, or in half of the bad examples and at least two: else it stood there by chance."""
        own = recogniser.own
        if own.kind != "forbidden":
            return
        yield from (
            self._conflict("bad_required", t, f) for t in own.phrases for f in self._asked_for(recogniser, t)
        )
        found = [(text, finding) for text in own.bad for finding in self._asked_for(recogniser, text)]
        for text, finding in found:
            times = sum(other.id == finding.id for _, other in found)
            if times >= max(2, len(own.bad) / 2):
                yield self._conflict("bad_required", text, finding)

    def _asked_for(self, recogniser: Recogniser, text: str) -> list[Finding[ElementId]]:
        """Elements that the forbidden words themselves do, not those that happen to stand beside them."""
        _, (start, end) = recogniser.judge(self._judge.read(text))
        return [
            finding
            for finding in self._graded(recogniser.own, text).elements
            if min(end, finding.end) - max(start, finding.start) > (finding.end - finding.start) / 2
        ]

    def _alike(self, own: OwnClause, others: Sequence[tuple[Clause, OwnKind]]) -> Iterator[Conflict]:
        known = [(clause, _kind(clause)) for clause in self._clauses.values()]
        vectors = self._encoder.encode([own.requirement, own.title])
        likeness = [*self._of_standard(vectors), *(self._likeness(vectors, clause) for clause, _ in others)]
        nearest: dict[ConflictKind, Conflict] = {}
        for (clause, kind), alike in zip((*known, *others), likeness, strict=True):
            label: ConflictKind = "near" if kind == own.kind else "opposite"
            best = nearest.get(label)
            if alike >= (NEAR if label == "near" else OPPOSITE) and (
                not best or alike > (best.likeness or 0)
            ):
                nearest[label] = Conflict(
                    label, own.requirement, own.title, clause.id, clause.requirement, likeness=round(alike, 2)
                )
        yield from nearest.values()

    def _of_standard(self, vectors: Vectors) -> list[float]:
        texts, starts = self._standard
        best = np.maximum.reduceat((texts @ vectors.T).max(axis=1), starts)
        return [float(value) for value in best]

    @cached_property
    def _standard(self) -> tuple[Vectors, list[int]]:
        texts = [
            (place, text) for place, clause in enumerate(self._clauses.values()) for text in _texts(clause)
        ]
        starts = [i for i, (place, _) in enumerate(texts) if i == 0 or texts[i - 1][0] != place]
        return self._encoder.encode([text for _, text in texts]), starts

    def _likeness(self, vectors: Vectors, clause: Clause) -> float:
        return float((self._encoder.encode(_texts(clause)) @ vectors.T).max())

    def _graded(self, own: OwnClause, text: str) -> GradedReply:
        situation = own.situations[0] if own.situations else USUAL_SITUATION
        return self._grader.grade(ReplyRow(id="conflict", situation=situation, reply=text))

    def _conflict(
        self, kind: ConflictKind, text: str, finding: Finding[ElementId] | Finding[ViolationId]
    ) -> Conflict:
        clause = self._clauses.get(finding.clause)
        return Conflict(
            kind, text, finding.text, finding.clause, clause.requirement if clause else "", finding.id
        )


def _texts(clause: Clause) -> list[str]:
    return [clause.requirement, clause.title, *clause.phrases]


def _kind(clause: Clause) -> OwnKind:
    return "forbidden" if clause.kind == "must_not" else "required"
