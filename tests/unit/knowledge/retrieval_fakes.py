"""A small standard and an encoder that needs no model, for tests of the retrieval layer."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from knowledge.ports import Scores, Vectors
from knowledge.schema import Clause
from knowledge.vocabulary import ElementId, SituationId, Stage, ViolationId

DIMENSION = 128


@dataclass
class PairEncoder:
    """Hashes pairs of characters: texts that share words are close. Records what it was asked."""

    fingerprint: str = "pairs-1"
    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSION)

    def _vector(self, text: str) -> Vectors:
        vector = np.zeros(DIMENSION, dtype=np.float32)
        for first, second in pairwise(text):
            vector[int(hashlib.md5((first + second).encode()).hexdigest()[:6], 16) % DIMENSION] += 1
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector


@dataclass
class FixedNearest:
    """Answers every vector alike, as index and as relevance; records the counts asked for."""

    cosines: dict[str, float]
    counts: list[int] = field(default_factory=list)
    clauses: tuple[Clause, ...] = ()
    """Those of ``pooled``; left out, the small standard."""

    def candidates(self, vector: Vectors, count: int) -> frozenset[str]:
        self.counts.append(count)
        return frozenset(self.cosines)

    def pooled(self, vector: Vectors) -> Scores:
        return np.array(
            [self.cosines.get(clause.id, 0.9) for clause in self.clauses or STANDARD], dtype=np.float32
        )


@dataclass
class FixedKeywords:
    """Answers every query alike; records the queries."""

    values: tuple[float, ...]
    queries: list[str] = field(default_factory=list)

    def scores(self, query: str) -> Scores:
        self.queries.append(query)
        return np.array(self.values, dtype=np.float32)


def clause(
    id_: str,
    title: str,
    *,
    phrases: tuple[str, ...] = (),
    situations: tuple[SituationId, ...] = (),
    stages: tuple[Stage, ...] = (),
    elements: tuple[ElementId, ...] = (),
    violations: tuple[ViolationId, ...] = (),
    document: str | None = None,
) -> Clause:
    """A clause with what the test is about; the rest is plain."""
    return Clause(
        id=id_,
        section="§1",
        title=title,
        requirement=f"{title}。",
        phrases=phrases,
        phrase_mode="example" if phrases else None,
        kind="must_say",
        situations=situations,
        stages=stages,
        elements=elements,
        violations=violations,
        judged_from=("reply",),
        document=document,
    )


STANDARD = (
    clause("open.greet", "接通后问候客户", phrases=("您好",), stages=("opening",), elements=("greeting",)),
    clause(
        "repair.ask_address",
        "问清故障地址",
        situations=("anxious_outage",),
        stages=("enquiry",),
        elements=("ask_address",),
    ),
    clause(
        "repeat.apologise", "向重复来电的客户致歉", situations=("repeat_caller",), elements=("apologise",)
    ),
    clause(
        "drunk.wait_calm",
        "醉酒客户等情绪平复后再办",
        situations=("drunk_visitor",),
        elements=("defer_calmly",),
    ),
    clause("att.no_rhetoric", "不得反问客户", violations=("rhetorical",)),
)
