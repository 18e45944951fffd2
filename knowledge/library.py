"""The whole of the knowledge: the standard, the company's documents and its own clauses, searchable."""

import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Final, Literal

from filelock import FileLock
from pydantic import BaseModel, ConfigDict

from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.clause_vectors import ClauseVectors
from knowledge.documents import display_name, document_text
from knowledge.encoder import load_encoder
from knowledge.entries import Questions, entries_of, keyword_text
from knowledge.index import Progress, Snapshot, VectorIndex, open_index
from knowledge.keywords import KeywordIndex, Tokenise, word_tokeniser
from knowledge.moments import MomentRetriever
from knowledge.own import (
    ClauseIssue,
    ClauseRefused,
    ClauseShelf,
    KeptClause,
    OwnClause,
    Unreadable,
    clause_id,
)
from knowledge.ports import ClauseRetriever, Encoder, Moment, MomentClauses, RetrievedClause
from knowledge.questions import load_questions
from knowledge.refusal import DocumentRefused
from knowledge.schema import Clause, SearchAnswer, SearchRow
from knowledge.search import HybridSearch, Signals
from knowledge.settings import KnowledgeSettings
from knowledge.shelf import MAX_PASSAGES, DocumentInfo, Shelf, StoredDocument, clauses_of, content_id
from knowledge.split import split

__all__ = ["ClauseReport", "DocumentInfo", "DocumentRefused", "ImportReport", "Library", "open_library"]

WRITE_TIMEOUT_S: Final = 900
MAX_CLAUSES: Final = 200
"""Each one costs a little of every reply's time."""
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Sources:
    """What a library is opened with: the built-in standard, and what finds its clauses."""

    catalogue: Catalogue
    encoder: Encoder
    questions: Questions


class ImportReport(BaseModel):
    """What adding a document did; ``added`` is false when the same file was there already."""

    model_config = ConfigDict(frozen=True)
    document: DocumentInfo
    added: bool


class ClauseReport(BaseModel):
    """What adding a clause of the company did; its id is ``own.`` and the name of its file."""

    model_config = ConfigDict(frozen=True)
    id: str
    outcome: Literal["added", "changed", "unchanged"]


@dataclass(frozen=True)
class _Held:
    """What the company has added to the standard."""

    documents: tuple[StoredDocument, ...]
    own: tuple[KeptClause, ...]


@dataclass(frozen=True)
class _Loaded:
    """Everything that belongs to one state of the library; replaced as a whole."""

    shelf_state: tuple[str, ...]
    held: _Held
    index: VectorIndex
    search: HybridSearch
    moments: MomentRetriever


class Library:
    """Search, import and retrieval. Safe for several threads, and for several processes on one folder."""

    def __init__(
        self,
        settings: KnowledgeSettings,
        sources: Sources,
        on_progress: Progress,
        now: Clock = lambda: datetime.now(UTC),
    ) -> None:
        self.catalogue = sources.catalogue
        self.encoder = sources.encoder
        self._settings = settings
        self._questions = sources.questions
        self._on_progress = on_progress
        self._now = now
        self._shelf = Shelf(settings.library_folder)
        self._clauses = ClauseShelf(settings.clauses_folder)
        self._tokenise: Tokenise = word_tokeniser(settings.cache_folder)
        self._lock = threading.RLock()
        self._loaded = self._load(self._state(), self._on_disk(), None)

    @property
    def data_dir(self) -> Path:
        """Where whatever is kept beside the library may be kept too."""
        return self._settings.data_dir

    @property
    def retriever(self) -> ClauseRetriever:
        """Stays valid when documents come and go."""
        return _CurrentMoments(self)

    def search(self, query: str, k: int = 5) -> SearchAnswer:
        """Clauses for a question, best first. Raises :class:`ValueError` (query or ``k``)."""
        return SearchAnswer(query=query, results=tuple(map(_row, self.find(query, k))))

    def find(self, query: str, k: int = 5) -> tuple[RetrievedClause, ...]:
        """Like :meth:`search`, with whole clauses."""
        with self._lock:
            return self._current().search.find(query, k)

    def clause(self, clause_id: str) -> Clause:
        """A clause of the standard or of a document. Raises :class:`LookupError`."""
        held = self._current().held
        own = (kept.clause for kept in held.own)
        passages = (clause for stored in held.documents for clause in stored.clauses)
        found = next((clause for clause in chain(own, passages) if clause.id == clause_id), None)
        return found or self.catalogue.get(clause_id)

    def documents(self) -> tuple[DocumentInfo, ...]:
        """The company's documents, oldest first."""
        return tuple(stored.info for stored in self._current().held.documents)

    def add_document(self, name: str, data: bytes) -> ImportReport:
        """Take in a document. Raises :class:`DocumentRefused`, and then nothing has changed."""
        shown = display_name(name)
        present = self._present(content_id(data))
        if present:
            return ImportReport(document=present, added=False)
        stored = self._read(shown, data)
        with self._writing():
            present = self._present(stored.info.id)
            if present:
                return ImportReport(document=present, added=False)
            held = self._current().held
            documents = (*held.documents, stored)
            self._change(replace(held, documents=documents), lambda: self._shelf.put(stored))
        return ImportReport(document=stored.info, added=True)

    def remove_document(self, document_id: str) -> DocumentInfo:
        """Forget a document. Raises :class:`KeyError` when there is none of this id."""
        with self._writing():
            removed = self._present(document_id)
            if removed is None:
                raise KeyError(document_id)
            held = self._current().held
            left = tuple(stored for stored in held.documents if stored.info.id != document_id)
            self._change(replace(held, documents=left), lambda: self._shelf.remove(document_id))
        return removed

    def own_clauses(self) -> tuple[KeptClause, ...]:
        """The clauses that the company wrote itself, by id."""
        return self._current().held.own

    def unreadable_clauses(self) -> tuple[Unreadable, ...]:
        """Files among them that are none, and why; looks at the disk."""
        return self._clauses.unreadable()

    def add_clause(self, own: OwnClause) -> ClauseReport:
        """Put a clause of the company in force; one of the same title is replaced by it.

        Raises :class:`ClauseRefused` where there are too many already, and then nothing has changed.
        """
        with self._writing():
            held = self._current().held
            # by the title, because a file laid into the folder by hand is named as its author liked
            before = next((kept for kept in held.own if kept.own.title == own.title), None)
            name = before.id if before else clause_id(own)
            if before is not None and before.own == own:
                return ClauseReport(id=before.full_id, outcome="unchanged")
            if before is None and len(held.own) >= MAX_CLAUSES:
                issue = ClauseIssue("", "too_many", str(len(held.own)), f"at most {MAX_CLAUSES} clauses")
                raise ClauseRefused(name, [issue])
            kept = KeptClause(name, own, self._now())
            left = [other for other in held.own if other.id != name]
            self._change(_with_own(held, [*left, kept]), lambda: self._clauses.put(name, own))
        return ClauseReport(id=kept.full_id, outcome="changed" if before else "added")

    def remove_clause(self, full_id: str) -> KeptClause:
        """Take a clause of the company out of force. Raises :class:`KeyError` where none has this id."""
        with self._writing():
            held = self._current().held
            removed = next((kept for kept in held.own if kept.full_id == full_id), None)
            if removed is None:
                raise KeyError(full_id)
            left = [kept for kept in held.own if kept is not removed]
            self._change(_with_own(held, left), lambda: self._clauses.remove(removed.id))
        return removed

    def for_moment(self, moment: Moment) -> MomentClauses:
        return self._current().moments.for_moment(moment)

    def close(self) -> None:
        """Let go of the index files."""
        with self._lock:
            self._loaded.index.close()

    def _present(self, document_id: str) -> DocumentInfo | None:
        return next((info for info in self.documents() if info.id == document_id), None)

    def _read(self, name: str, data: bytes) -> StoredDocument:
        # a footer or a table that stands again under the same heading adds nothing
        passages = tuple(dict.fromkeys(split(document_text(name, data))))
        if not passages:
            raise DocumentRefused("empty", f"{name!r} holds no sentence")
        if len(passages) > MAX_PASSAGES:
            raise DocumentRefused(
                "too_long", f"{name!r} makes {len(passages)} passages; at most {MAX_PASSAGES}"
            )
        document_id = content_id(data)
        info = DocumentInfo(
            id=document_id, name=name, size=len(data), passages=len(passages), added=self._now()
        )
        return StoredDocument(info=info, clauses=clauses_of(name, document_id, passages))

    def _writing(self) -> FileLock:
        folder = self._settings.library_folder
        folder.mkdir(parents=True, exist_ok=True)
        return FileLock(folder / ".lock", timeout=WRITE_TIMEOUT_S)

    def _state(self) -> tuple[str, ...]:
        return (*self._shelf.state(), *self._clauses.state())

    def _on_disk(self) -> _Held:
        return _Held(self._shelf.documents(), self._clauses.clauses())

    def _change(self, held: _Held, commit: Callable[[], None]) -> None:
        """The index first, then the file that makes it true: a failure at either leaves the old state."""
        loaded = self._load((), held, self._loaded.index.snapshot)
        try:
            commit()
        except BaseException:
            loaded.index.close()
            shutil.rmtree(loaded.index.path, ignore_errors=True)
            raise
        self._swap(replace(loaded, shelf_state=self._state()))

    def _current(self) -> _Loaded:
        """The loaded state, brought up to date when another process has changed the library."""
        if self._state() != self._loaded.shelf_state:
            with self._lock:
                state = self._state()
                if state != self._loaded.shelf_state:
                    self._swap(self._load(state, self._on_disk(), self._loaded.index.snapshot))
        return self._loaded

    def _swap(self, loaded: _Loaded) -> None:
        with self._lock:
            old, self._loaded = self._loaded, loaded
            old.index.close()

    def _load(self, state: tuple[str, ...], held: _Held, known: Snapshot | None) -> _Loaded:
        own = (kept.clause for kept in held.own)
        # the newest first: where two documents say the same, the one in force is cited
        passages = (clause for stored in reversed(held.documents) for clause in stored.clauses)
        clauses = (*self.catalogue.clauses, *own, *passages)
        entries = entries_of(clauses, self._questions)
        index = open_index(self._settings.index_folder, entries, self.encoder, self._on_progress, known)
        vectors = ClauseVectors([clause.id for clause in clauses], index.snapshot)
        keywords = KeywordIndex([keyword_text(clause, self._questions) for clause in clauses], self._tokenise)
        return _Loaded(
            shelf_state=state,
            held=held,
            index=index,
            search=HybridSearch(clauses, self.encoder, Signals(index, vectors, keywords)),
            moments=MomentRetriever(clauses, index.snapshot, self.encoder),
        )


def _with_own(held: _Held, own: Iterable[KeptClause]) -> _Held:
    return replace(held, own=tuple(sorted(own, key=lambda kept: kept.id)))


class _CurrentMoments:
    """Implements :class:`knowledge.ports.ClauseRetriever` over whatever the library holds now."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def for_moment(self, moment: Moment) -> MomentClauses:
        return self._library.for_moment(moment)


def open_library(settings: KnowledgeSettings, on_progress: Progress | None = None) -> Library:
    """Load the standard and the encoder and open the index, building it where needed."""
    report = on_progress or (lambda _: None)
    report("Loading the standard")
    catalogue = load_catalogue()
    report("Loading the encoder")
    encoder = load_encoder(settings.encoder or None)
    report("Opening the index")
    questions = load_questions(known={clause.id for clause in catalogue.clauses})
    return Library(settings, Sources(catalogue, encoder, questions), report)


def _row(found: RetrievedClause) -> SearchRow:
    clause = found.clause
    return SearchRow(
        clause=clause.id,
        section=" · ".join(dict.fromkeys(part for part in (clause.document, clause.section) if part)),
        title=clause.title,
        requirement=clause.requirement,
        phrases=clause.phrases,
        score=round(found.score, 4),
    )
