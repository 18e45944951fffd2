"""The company's own clauses on disk: one YAML file each, and every version that there ever was."""

import logging
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from knowledge.own.clause import PREFIX, OwnClause, as_clause
from knowledge.own.refusal import ClauseIssue, ClauseRefused
from knowledge.own.source import MAX_BYTES, read_clause, write_clause
from knowledge.schema import Clause

HISTORY: Final = ".history"
SUFFIX: Final = ".yaml"
_ID: Final = re.compile(r"[a-z0-9_]{1,80}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeptClause:
    """A clause in force. ``id`` is the name of its file; ``changed`` is in UTC."""

    id: str
    own: OwnClause
    changed: datetime

    @property
    def full_id(self) -> str:
        """Id of the clause as it is cited."""
        return f"{PREFIX}{self.id}"

    @cached_property
    def clause(self) -> Clause:
        return as_clause(self.id, self.own)


@dataclass(frozen=True)
class Unreadable:
    """A file in the folder that is no clause, and why."""

    file: str
    problem: ClauseRefused


class ClauseShelf:
    """The folder of the clauses. Every write is a rename, so a crash leaves the old or the new."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def state(self) -> tuple[str, ...]:
        """Changes whenever a file comes, goes or is edited; a look at the folder, no file is read."""
        try:
            with os.scandir(self._folder) as entries:
                files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(SUFFIX)]
        except FileNotFoundError:
            return ()
        return tuple(
            sorted(f"{name} {stat.st_mtime_ns} {stat.st_size} {stat.st_ino}" for name, stat in files)
        )

    def clauses(self) -> tuple[KeptClause, ...]:
        """All that can be read, by id; the others are logged and left where they are."""
        kept = []
        for file, read in self._read_all():
            if isinstance(read, Unreadable):
                _log.warning("Clause %s cannot be read and is left out: %s", file.name, read.problem)
            else:
                kept.append(read)
        return tuple(kept)

    def unreadable(self) -> tuple[Unreadable, ...]:
        return tuple(read for _, read in self._read_all() if isinstance(read, Unreadable))

    def put(self, clause_id: str, own: OwnClause) -> None:
        """Keep this version and make it the one in force. Raises :class:`KeyError` for a bad id."""
        text = write_clause(own)
        _write(self._path(clause_id, self._folder / HISTORY / clause_id, own.content_hash), text)
        _write(self._path(clause_id), text)

    def remove(self, clause_id: str) -> None:
        """Take it out of force; its versions stay in the history."""
        self._path(clause_id).unlink(missing_ok=True)

    def versions(self, clause_id: str) -> tuple[str, ...]:
        """Content hashes of all versions that were ever in force."""
        return tuple(sorted(file.stem for file in (self._folder / HISTORY / clause_id).glob(f"*{SUFFIX}")))

    def _read_all(self) -> Iterator[tuple[Path, KeptClause | Unreadable]]:
        for file in sorted(self._folder.glob(f"*{SUFFIX}")):
            try:
                yield file, self._read(file)
            except ClauseRefused as refused:
                yield file, Unreadable(file.name, refused)
            except OSError as error:  # removed in between, or not ours to read
                _log.warning("Clause %s cannot be opened: %s", file.name, error)

    def _read(self, file: Path) -> KeptClause:
        if not _ID.fullmatch(file.stem):
            wanted = "name the file with a-z, 0-9 and _ alone"
            raise ClauseRefused(file.name, [ClauseIssue("", "other", file.stem, wanted)])
        with file.open("rb") as stream:
            own = read_clause(file.name, stream.read(MAX_BYTES + 1))
        return KeptClause(file.stem, own, datetime.fromtimestamp(file.stat().st_mtime, UTC))

    def _path(self, clause_id: str, folder: Path | None = None, stem: str | None = None) -> Path:
        if not _ID.fullmatch(clause_id):
            raise KeyError(clause_id)
        return (folder or self._folder) / f"{stem or clause_id}{SUFFIX}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
