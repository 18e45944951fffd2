"""Fakes of the ports that scoring leans on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from knowledge.ports import Moment, MomentClauses, RetrievedClause, Vectors
from knowledge.schema import Clause
from knowledge.vocabulary import ELEMENTS, VIOLATIONS, ElementId, ViolationId
from scoring.detection.model import Act, Detected, Detection, ReplyContext
from scoring.results import ClauseCitation
from scoring.schema import GradedReply, ReplyRow


class BigramEncoder:
    """Counts of hashed character pairs: crude, deterministic, and shared pairs mean similar."""

    fingerprint = "bigrams"

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for first, second in pairwise(text):
                row[(ord(first) * 31 + ord(second)) % 512] += 1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, norms, out=vectors, where=norms > 0)
        return vectors


def make_clause(name: str, **fields: object) -> Clause:
    base = {"id": f"test.{name}", "section": "篇1 §2", "title": name, "requirement": name, "kind": "must_say"}
    return Clause.model_validate({**base, "judged_from": ["reply"], **fields})


@dataclass
class FakeRetriever:
    """One clause for each act, except those in ``without``; records the moments."""

    phrases: dict[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    moments: list[Moment] = field(default_factory=list)

    def for_moment(self, moment: Moment) -> MomentClauses:
        self.moments.append(moment)
        by_element: dict[ElementId, RetrievedClause] = {
            name: self._clause(name) for name in ELEMENTS if name not in self.without
        }
        by_violation: dict[ViolationId, RetrievedClause] = {
            name: self._clause(name) for name in VIOLATIONS if name not in self.without
        }
        ranked = (*by_element.values(), *by_violation.values())
        return MomentClauses(ranked=ranked, by_element=by_element, by_violation=by_violation)

    def _clause(self, name: str) -> RetrievedClause:
        phrase = self.phrases.get(name)
        return RetrievedClause(make_clause(name, phrases=[phrase] if phrase else []), 1.0)


@dataclass
class ScriptedDetector:
    """Finds an act wherever its cue occurs, so that tests say in words what is done."""

    elements: dict[str, ElementId] = field(default_factory=dict)
    violations: dict[str, ViolationId] = field(default_factory=dict)
    version: str = "scripted"

    def detect(self, context: ReplyContext) -> Detection:
        if "崩溃" in context.reply:
            raise RuntimeError("boom")
        reply = context.reply
        return Detection(
            elements=tuple(_at(reply, cue, name) for cue, name in self.elements.items() if cue in reply),
            violations=tuple(_at(reply, cue, name) for cue, name in self.violations.items() if cue in reply),
        )


def _at(reply: str, cue: str, name: Act) -> Detected[Act]:
    start = reply.index(cue)
    return Detected(name, 0.9, start, start + len(cue))


@dataclass
class ActsGrader:
    """Stands in for the grader where the grades are given (see :func:`graded_acts`)."""

    version: str = "acts"
    encoder_fingerprint: str = "none"

    def grade(self, row: ReplyRow) -> GradedReply:
        return GradedReply(id=row.id)

    def citations(self, row: ReplyRow) -> dict[str, ClauseCitation]:
        return {}


def graded_acts(reply: str, acts: Sequence[str]) -> GradedReply:
    """A grade whose findings all cover the whole reply; ``!`` marks a violation."""
    words = {"score": 1.0, "start": 0, "end": len(reply), "text": reply, "clause": "listen.backchannel"}
    return GradedReply.model_validate(
        {
            "id": "r",
            "elements": [{"id": act, **words} for act in acts if not act.startswith("!")],
            "violations": [{"id": act[1:], **words} for act in acts if act.startswith("!")],
        }
    )
