"""How well the search finds the right clause: ``python -m benchmarks.search_quality``.

Two sets: every question of ``standards/questions.yaml`` against an index that does not have that
question (chooses the settings), and a file of questions that nothing was chosen on (reports them).
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import load_catalogue
from knowledge.clause_vectors import ClauseVectors
from knowledge.encoder import load_encoder
from knowledge.entries import Questions, entries_of, keyword_text
from knowledge.fusion import VECTOR_WEIGHT, fuse
from knowledge.index import Snapshot
from knowledge.keywords import KeywordIndex, Tokenise, word_tokeniser
from knowledge.ports import Encoder, Scores, Vectors
from knowledge.questions import load_questions
from knowledge.schema import Clause

HELD_OUT: Final = Path(__file__).parent.parent / "tests" / "data" / "search_questions.jsonl"
WEIGHTS: Final = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
SAMPLE: Final = 400
"""Questions of the leave-one-out set that are tried; each needs a keyword index of its own."""


class Question(BaseModel):
    """A question and the clauses of which any one answers it."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    query: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """Both scores of every clause for one question, and which clauses are right."""

    vectors: Scores
    keywords: Scores
    right: frozenset[int]

    def rank(self, weight: float) -> int:
        """Place of the first right clause, from 1."""
        order = np.argsort(-fuse(self.vectors, self.keywords, weight), kind="stable")
        return next(place for place, clause in enumerate(order, start=1) if int(clause) in self.right)


class Remembering:
    """An encoder that encodes each text once: leaving one out changes one text in a thousand."""

    def __init__(self, encoder: Encoder) -> None:
        self.fingerprint = encoder.fingerprint
        self._encode = lru_cache(maxsize=None)(lambda text: encoder.encode([text])[0])

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._encode(text) for text in texts])


@dataclass(frozen=True)
class Bench:
    """What both sets are measured with."""

    clauses: tuple[Clause, ...]
    encoder: Encoder
    tokenise: Tokenise

    def judge(self, questions: Questions, asked: Iterable[Question]) -> Iterator[Judged]:
        vectors, keywords = self._vectors(questions), self._keywords(questions)
        for question in asked:
            yield self._judged(vectors, keywords, question)

    def leave_one_out(self, questions: Questions, asked: Iterable[Question]) -> Iterator[Judged]:
        for question in asked:
            clause = question.clauses[0]
            others = tuple(text for text in questions[clause] if text != question.query)
            yield from self.judge({**questions, clause: others}, [question])

    def _judged(self, vectors: ClauseVectors, keywords: KeywordIndex, question: Question) -> Judged:
        ids = [clause.id for clause in self.clauses]
        pooled = vectors.pooled(self.encoder.encode([question.query])[0])
        right = frozenset(ids.index(clause) for clause in question.clauses if clause in ids)
        return Judged(pooled, keywords.scores(question.query), right)

    def _vectors(self, questions: Questions) -> ClauseVectors:
        entries = entries_of(self.clauses, questions)
        encoded = self.encoder.encode([entry.text for entry in entries])
        snapshot = Snapshot(tuple(e.id for e in entries), tuple(e.clause for e in entries), encoded)
        return ClauseVectors([clause.id for clause in self.clauses], snapshot)

    def _keywords(self, questions: Questions) -> KeywordIndex:
        return KeywordIndex([keyword_text(clause, questions) for clause in self.clauses], self.tokenise)


def table(judged: Sequence[Judged]) -> str:
    """One line a weight: hit@1, hit@5 and mean reciprocal rank."""
    lines = ["vectors  hit@1  hit@5    MRR"]
    for weight in WEIGHTS:
        ranks = [item.rank(weight) for item in judged if item.right]
        hits = [sum(rank <= limit for rank in ranks) / len(ranks) for limit in (1, 5)]
        mark = "  <- in use" if weight == VECTOR_WEIGHT else ""
        reciprocal = sum(1 / rank for rank in ranks) / len(ranks)
        lines.append(f"{weight:7.1f}  {hits[0]:.3f}  {hits[1]:.3f}  {reciprocal:.3f}{mark}")
    return "\n".join(lines)


def sample(questions: Mapping[str, Sequence[str]]) -> list[Question]:
    """Evenly spread over the clauses, so that no theme is left out."""
    every = [Question(query=text, clauses=(clause,)) for clause, texts in questions.items() for text in texts]
    return every[:: max(1, len(every) // SAMPLE)]


def main(held_out: Path = HELD_OUT) -> None:
    questions = load_questions()
    with TemporaryDirectory() as cache:
        tokenise = lru_cache(maxsize=None)(word_tokeniser(Path(cache)))
        bench = Bench(load_catalogue().clauses, Remembering(load_encoder()), tokenise)
        asked = sample(questions)
        print(f"{len(asked)} questions of questions.yaml, each left out of the index")
        print(table(list(bench.leave_one_out(questions, asked))))
        rows = [
            Question.model_validate(json.loads(line)) for line in held_out.read_text("utf-8").splitlines()
        ]
        print(f"\n{len(rows)} questions of {held_out.name}")
        print(table(list(bench.judge(questions, rows))))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
