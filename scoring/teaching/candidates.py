"""Refit graders on disk, and the small file that says which one is in force."""

import hashlib
import json
import os
import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import numpy as np
from pydantic import Field, ValidationError
from safetensors import SafetensorError
from safetensors.numpy import load, save

from scoring.detection.learned.labels import PLACE
from scoring.detection.learned.ngrams import BUCKETS
from scoring.schema import Frozen
from scoring.teaching.corrected import CorrectedRow
from scoring.teaching.refusals import CandidateRefused
from scoring.teaching.taught import Lessons
from scoring.teaching.trial import Fall, Trial

FOLDER: Final = "grader"
CARD: Final = "candidate.json"
WEIGHTS: Final = "lessons.safetensors"
ACTIVE: Final = "active.json"
HISTORY: Final = "history.jsonl"
FORMAT: Final = 1
NAME: Final = re.compile(r"[0-9a-f]{12}")


class Candidate(Frozen):
    """A refit grader: what it was made of and what it changes."""

    format: Literal[1] = FORMAT
    fingerprint: str = Field(pattern=NAME.pattern)
    base: str
    """Fingerprint of the shipped recogniser that the lessons are added to."""
    digest: str
    """SHA-256 of the weights' file."""
    made_at: datetime
    rows: tuple[CorrectedRow, ...]
    trial: Trial


class Decision(Frozen):
    """Who put which grader in force, and why; ``fingerprint`` is ``""`` for the shipped one."""

    fingerprint: str = Field(pattern=rf"^({NAME.pattern})?$")
    author: str
    reason: str
    at: datetime
    forced: bool = False
    falls: tuple[Fall, ...] = ()
    """What had become worse where it was forced."""


class CandidateShelf:
    """One folder for each candidate, and one file that names the one in force. Every write is a rename."""

    def __init__(self, folder: Path, base: str) -> None:
        self._folder = folder
        self._base = base

    def keep(self, lessons: Lessons, rows: tuple[CorrectedRow, ...], trial: Trial, at: datetime) -> Candidate:
        """Raises :class:`OSError`; then there is no candidate."""
        weights = save(
            {"buckets": lessons.buckets, "weights": lessons.weights}, {"labels": json.dumps(lessons.labels)}
        )
        made = Candidate(
            fingerprint=lessons.fingerprint, base=self._base, digest=hashlib.sha256(weights).hexdigest(),
            made_at=at, rows=rows, trial=trial,
        )  # fmt: skip
        folder = self._folder / made.fingerprint
        write_whole(folder / WEIGHTS, weights)
        write_whole(folder / CARD, made.model_dump_json(indent=1).encode())
        return made

    def candidates(self) -> tuple[Candidate, ...]:
        """Those that fit this release and can be read, the newest first."""
        found = [
            self._card_or_none(folder.name)
            for folder in self._folder.glob("*")
            if NAME.fullmatch(folder.name)
        ]
        return tuple(sorted((one for one in found if one), key=lambda one: one.made_at, reverse=True))

    def card(self, fingerprint: str) -> Candidate:
        """Raises :class:`CandidateRefused`."""
        if not NAME.fullmatch(fingerprint):
            raise CandidateRefused(
                "unknown", f"{fingerprint[:40]!r} is no fingerprint of a refit grader (12 hex digits)"
            )
        file = self._folder / fingerprint / CARD
        try:
            card = Candidate.model_validate_json(file.read_bytes())
        except FileNotFoundError as error:
            raise CandidateRefused(
                "unknown", f"there is no refit grader {fingerprint}; refit again"
            ) from error
        except (OSError, ValidationError) as error:
            raise CandidateRefused(
                "unreadable", f"{file} cannot be read; delete the folder and refit again"
            ) from error
        if card.base != self._base:
            raise CandidateRefused(
                "foreign",
                f"{fingerprint} belongs to another release ({card.base}, this is {self._base}); refit again",
            )
        return card

    def load(self, fingerprint: str) -> tuple[Candidate, Lessons]:
        """Raises :class:`CandidateRefused` for whatever is not just as it was written."""
        card = self.card(fingerprint)
        file = self._folder / fingerprint / WEIGHTS
        try:
            data = file.read_bytes()
            tensors, labels = load(data), _labels(data)
            lessons = Lessons(labels, tensors["buckets"], tensors["weights"])
        except (OSError, SafetensorError, KeyError, ValueError) as error:
            raise CandidateRefused("unreadable", f"{file} cannot be read; refit again") from error
        if (
            hashlib.sha256(data).hexdigest() != card.digest
            or not _sound(lessons)
            or lessons.fingerprint != fingerprint
        ):
            raise CandidateRefused("changed", f"{file} is not what was measured; refit again")
        return card, lessons

    def decision(self) -> Decision | None:
        """What is in force, ``None`` where nobody ever decided. Raises :class:`CandidateRefused`."""
        file = self._folder / ACTIVE
        try:
            return Decision.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            raise CandidateRefused(
                "unreadable", f"{file} cannot be read; accept a grader again, or revert"
            ) from error

    def decide(self, decision: Decision) -> None:
        """Raises :class:`OSError`; then what was in force stays."""
        self._folder.mkdir(parents=True, exist_ok=True)
        line = decision.model_dump_json()
        write_whole(self._folder / ACTIVE, line.encode())
        with (self._folder / HISTORY).open("a", encoding="utf-8") as history:
            history.write(line + "\n")

    def stamp(self) -> tuple[int, int, int] | None:
        """Changes with every decision; a look at one file, nothing is read."""
        try:
            status = (self._folder / ACTIVE).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _card_or_none(self, fingerprint: str) -> Candidate | None:
        try:
            return self.card(fingerprint)
        except CandidateRefused:
            return None


def _labels(data: bytes) -> tuple[str, ...]:
    """From the header, which is its length, 8 bytes, little endian, and JSON."""
    length = int.from_bytes(data[:8], "little")
    return tuple(json.loads(json.loads(data[8 : 8 + length])["__metadata__"]["labels"]))


def _sound(lessons: Lessons) -> bool:
    """Whether the numbers can be used at all."""
    buckets, weights = lessons.buckets, lessons.weights
    return (
        all(label in PLACE for label in lessons.labels)
        and weights.shape == (len(buckets), len(lessons.labels))
        and bool(((buckets >= 0) & (buckets < BUCKETS)).all())
        and bool(np.isfinite(weights).all())
    )


def write_whole(path: Path, data: bytes) -> None:
    """All of it or nothing, whatever happens in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
