"""Judging replies by the clauses that a company wrote itself, as soon as they are there."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from knowledge.own import KeptClause, OwnClause
from knowledge.ports import Encoder, RetrievedClause
from scoring.adherence import Adherence
from scoring.own.background import Background, load_background
from scoring.own.calibration import Curve, fit_curve
from scoring.own.recogniser import (
    RECOGNISER_VERSION,
    Linear,
    Read,
    Reading,
    fit,
    ground_of,
    lessons_of,
    reader,
)
from scoring.own.separation import FOUND, Doubt, Separation, doubts_of, leave_out, separation
from scoring.results import OwnJudgement
from scoring.schema import OwnFinding

EVERYDAY: Final = 200
"""Ordinary replies that are judged when a clause comes in, to see how often it is found by mistake."""
REMEMBERED: Final = 512
Clauses = Callable[[], tuple[KeptClause, ...]]


@dataclass(frozen=True)
class Recogniser:
    """Made of one clause's examples."""

    own: OwnClause
    model: Linear
    curve: Curve
    separation: Separation
    unseen_phrases: tuple[str, ...]
    """Those of its own phrases in which it is not found."""

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return doubts_of(self.own, self.separation, self.unseen_phrases)

    def judge(self, reading: Reading) -> tuple[float, tuple[int, int]]:
        """How sure it is (0..1) that the reply does it, and the words that would."""
        raw, stretch = self.model.best(reading)
        return self.curve.of(raw), stretch.span


class OwnJudge:
    """Safe for several threads; a clause costs a fraction of a second when it is first judged by."""

    def __init__(
        self, encoder: Encoder, clauses: Clauses, background: Callable[[], Background] | None = None
    ) -> None:
        self._encoder = encoder
        self._clauses = clauses
        self._load = background or (lambda: load_background(encoder))
        self._adherence = Adherence(encoder)
        self.recogniser = lru_cache(maxsize=REMEMBERED)(self._make)

    @property
    def version(self) -> str:
        """Changes with any clause in force; ``""`` where there is none."""
        hashes = [f"{kept.id} {kept.own.content_hash}" for kept in self._clauses()]
        parts = (RECOGNISER_VERSION, self._background.fingerprint, *hashes) if hashes else ()
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8] if parts else ""

    def warm(self) -> None:
        """Make the recogniser of every clause now, so that no reply has to wait for it."""
        for kept in self._clauses():
            self.recogniser(kept.own)

    def judge(self, reply: str, applying: Sequence[RetrievedClause]) -> OwnJudgement:
        """Hold a reply against the company's clauses that were retrieved for it."""
        in_force = {kept.full_id: kept for kept in self._clauses()} if applying else {}
        known = [(item, in_force[item.clause.id].own) for item in applying if item.clause.id in in_force]
        if not known:
            return OwnJudgement()
        reading = self.read(reply)
        found = tuple(self._found(reading, known))
        return OwnJudgement(found=found, judged=tuple(item.clause.id for item, _ in known))

    @cached_property
    def read(self) -> Read:
        return reader(self._background, self._encoder)

    @cached_property
    def _background(self) -> Background:
        return self._load()

    @cached_property
    def _everyday(self) -> tuple[Reading, ...]:
        return tuple(map(self.read, self._background.replies[:EVERYDAY]))

    def _found(
        self, reading: Reading, known: Sequence[tuple[RetrievedClause, OwnClause]]
    ) -> Iterator[OwnFinding]:
        for item, own in known:
            sure, (start, end) = self.recogniser(own).judge(reading)
            if sure < FOUND:
                continue
            match = self._adherence.measure(reading.text, start, end, item.clause)
            yield OwnFinding(
                id=item.clause.id,
                kind=own.kind,
                score=round(sure, 4),
                start=start,
                end=end,
                text=reading.text[start:end],
                clause=item.clause.id,
                adherence=match.adherence if match else None,
                phrase=match.phrase if match else None,
            )

    def _make(self, own: OwnClause) -> Recogniser:
        lessons = lessons_of(own, self.read)
        ground = ground_of(lessons, self._background)
        model, left_out = fit(lessons, ground), leave_out(lessons, ground)
        everyday = [model.best(reading)[0] for reading in self._everyday]
        curve = fit_curve(left_out.shows, left_out.lacks, everyday)
        phrases = lessons.shows[: len(own.phrases)]
        return Recogniser(
            own=own,
            model=model,
            curve=curve,
            separation=separation(lessons, left_out, curve.of, everyday),
            unseen_phrases=tuple(r.text for r in phrases if curve.of(model.best(r)[0]) < FOUND),
        )
