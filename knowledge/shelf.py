"""The company's documents on disk: one JSON file a document, named for the hash of what was handed in."""

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError
from pypinyin import lazy_pinyin

from knowledge.schema import Clause
from knowledge.split import Passage

MAX_PASSAGES: Final = 4_000
_log = logging.getLogger(__name__)


class DocumentInfo(BaseModel):
    """A document in the library. ``id`` is the SHA-256 of the file; ``added`` is in UTC."""

    model_config = ConfigDict(frozen=True)
    id: str
    name: str
    size: int
    passages: int
    added: datetime


class StoredDocument(BaseModel):
    """What the library keeps of a document: the passages, not the file."""

    model_config = ConfigDict(frozen=True)
    info: DocumentInfo
    clauses: tuple[Clause, ...]


class Shelf:
    """The folder of stored documents. Every write is a rename, so a crash leaves the old or the new."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def documents(self) -> tuple[StoredDocument, ...]:
        """All readable documents, oldest first; a damaged one is left where it is and logged."""
        return tuple(sorted(self._read_all(), key=lambda stored: (stored.info.added, stored.info.id)))

    def state(self) -> tuple[str, ...]:
        """Changes whenever a document comes or goes; cheap enough to ask before every search."""
        try:
            names = os.listdir(self._folder)  # noqa: PTH208 - names only, and asked often
        except FileNotFoundError:
            return ()
        return tuple(sorted(name for name in names if name.endswith(".json")))

    def put(self, stored: StoredDocument) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(stored.model_dump_json())
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(self._path(stored.info.id))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def remove(self, document_id: str) -> None:
        self._path(document_id).unlink(missing_ok=True)

    def _read_all(self) -> Iterator[StoredDocument]:
        for name in self.state():
            try:
                yield StoredDocument.model_validate_json((self._folder / name).read_bytes())
            except (OSError, ValidationError) as error:
                _log.warning("Document %s in the library cannot be read, add it again: %s", name, error)

    def _path(self, document_id: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", document_id):
            raise KeyError(document_id)
        return self._folder / f"{document_id}.json"


def clauses_of(name: str, document_id: str, passages: tuple[Passage, ...]) -> tuple[Clause, ...]:
    """One clause a passage, so that company rules are searched and cited like the standard's."""
    prefix = f"company.{_slug(name)}_{document_id[:10]}"
    return tuple(
        Clause(
            id=f"{prefix}.{number}",
            section=passage.section or Path(name).stem,
            title=_title(passage),
            requirement=passage.text,
            kind="must_do",
            judged_from=("conversation",),
            document=name,
        )
        for number, passage in enumerate(passages, start=1)
    )


def content_id(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _slug(name: str) -> str:
    spelled = "_".join(lazy_pinyin(Path(name).stem)).lower()
    return re.sub(r"[^a-z0-9]+", "_", spelled).strip("_")[:40].strip("_") or "document"


def _title(passage: Passage) -> str:
    heading = passage.section.rpartition(" / ")[2]
    words = re.sub(r"^[\d.．、（()）第章节条编篇附录件一二三四五六七八九十百\s]+", "", heading)
    return (
        words
        if len(words) >= 2
        else re.split(r"[。！？!?；;，,：:\n]", passage.text)[0][:30] or passage.text[:30]
    )
