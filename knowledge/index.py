"""The vector index: Chroma directories that are written once and then only read.

A directory is named for what it holds, so that another encoder or another text simply leads to
another directory. It is built aside and renamed into place: readers never see half an index, and
no two processes ever write to the same one (Chroma loses vectors without an error when they do).
"""

import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from filelock import FileLock

from knowledge.entries import Entry
from knowledge.ports import Encoder, Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

INDEX_VERSION: Final = "1"
"""Raise it when the layout of the index changes: every index is then built anew."""
COLLECTION: Final = "clauses"
BATCH: Final = 256
KEPT: Final = 3
"""Directories that stay: another process may still be reading the one before."""
BUILD_TIMEOUT_S: Final = 900

Progress = Callable[[str], None]
_log = logging.getLogger(__name__)


def index_identity(encoder: Encoder, entries: Iterable[Entry]) -> str:
    """Name of the index that these entries and this encoder lead to."""
    parts = [INDEX_VERSION, encoder.fingerprint, *(entry.id for entry in entries)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Snapshot:
    """Every vector of an index in memory: ``vectors[i]`` is the entry ``entry_ids[i]``."""

    entry_ids: tuple[str, ...]
    clause_ids: tuple[str, ...]
    vectors: Vectors


class VectorIndex:
    """An opened index directory. Read only; safe for several threads."""

    def __init__(self, path: Path) -> None:
        """Open a finished directory. Raises an exception of Chroma's when it is broken."""
        self.path = path
        self._client = _client(path)
        try:
            self._collection: Collection = self._client.get_collection(COLLECTION, embedding_function=None)
            self.snapshot = _read(self._collection)
        except Exception:
            self._client.close()
            raise

    def candidates(self, vector: Vectors, count: int) -> frozenset[str]:
        """Ids of the clauses behind the ``count`` entries closest to a vector."""
        found = self._collection.query(query_embeddings=[vector], n_results=count, include=["metadatas"])
        return frozenset(str(metadata["clause"]) for metadata in (found["metadatas"] or [[]])[0])

    def close(self) -> None:
        self._client.close()


def open_index(
    folder: Path,
    entries: Sequence[Entry],
    encoder: Encoder,
    on_progress: Progress,
    known: Snapshot | None = None,
) -> VectorIndex:
    """Open the index of these entries, building it first where it is missing or broken.

    ``known`` gives vectors of the same encoder, which are then not computed again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    identity = index_identity(encoder, entries)
    # opening is under the lock too: Chroma's table of open directories is not safe for threads
    with FileLock(folder / ".lock", timeout=BUILD_TIMEOUT_S):
        opened = _open_finished(folder, identity, entries)
        if opened:
            return opened
        path = _build(folder, identity, entries, _encode(entries, encoder, on_progress, known))
        _discard_old(folder, keep=path)
        return VectorIndex(path)


def _open_finished(folder: Path, identity: str, entries: Sequence[Entry]) -> VectorIndex | None:
    for path in sorted(folder.glob(f"{identity}-*"), reverse=True):
        try:
            index = VectorIndex(path)
        except Exception as error:  # whatever is wrong with it, the cure is a new one
            _log.warning("Index %s cannot be read and is built again: %s", path.name, error)
            continue
        if set(index.snapshot.entry_ids) == {entry.id for entry in entries}:
            return index
        index.close()
        _log.warning("Index %s is incomplete and is built again", path.name)
    return None


def _encode(
    entries: Sequence[Entry], encoder: Encoder, on_progress: Progress, known: Snapshot | None
) -> Mapping[str, Vectors]:
    vectors = dict(zip(known.entry_ids, known.vectors, strict=True)) if known else {}
    missing = [entry for entry in entries if entry.id not in vectors]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        encoded = encoder.encode([entry.text for entry in batch])
        vectors.update(zip((entry.id for entry in batch), encoded, strict=True))
        on_progress(f"Indexing {start + len(batch)} of {len(missing)} texts")
    return vectors


def _build(folder: Path, identity: str, entries: Sequence[Entry], vectors: Mapping[str, Vectors]) -> Path:
    for leftover in folder.glob(".building-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    aside = folder / f".building-{os.getpid()}-{identity}"
    client = _client(aside)
    try:
        _write(client, entries, vectors)
    except BaseException:
        client.close()
        shutil.rmtree(aside, ignore_errors=True)
        raise
    client.close()
    # a new name each time: Chroma keeps a broken directory's name in a cache for the life of the process
    path = folder / f"{identity}-{_next_number(folder, identity):04d}"
    aside.rename(path)
    return path


def _write(client: "ClientAPI", entries: Sequence[Entry], vectors: Mapping[str, Vectors]) -> None:
    collection = client.create_collection(
        COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "ip", "ef_search": 200}}
    )
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        collection.add(
            ids=[entry.id for entry in batch],
            embeddings=[vectors[entry.id] for entry in batch],
            metadatas=[{"clause": entry.clause} for entry in batch],
        )


def _read(collection: "Collection") -> Snapshot:
    rows = collection.get(include=["embeddings", "metadatas"])
    clauses = tuple(str(metadata["clause"]) for metadata in rows["metadatas"] or ())
    return Snapshot(tuple(rows["ids"]), clauses, np.asarray(rows["embeddings"], dtype=np.float32))


def _next_number(folder: Path, identity: str) -> int:
    return 1 + max((int(path.name.rpartition("-")[2]) for path in folder.glob(f"{identity}-*")), default=0)


def _discard_old(folder: Path, keep: Path) -> None:
    finished = [path for path in folder.iterdir() if path.is_dir() and path != keep]
    for path in sorted(finished, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _client(path: Path) -> "ClientAPI":
    import chromadb  # noqa: PLC0415 - a second of start-up time that only an index needs
    from chromadb.config import Settings  # noqa: PLC0415

    return chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))
