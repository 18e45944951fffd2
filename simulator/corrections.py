"""Correcting labels of a finished call. No grade and no result is touched by it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from scoring.teaching import CorrectedRow, MarkedExample, corrected_row, marked_example
from simulator.corrected import (
    CorrectionView,
    Draft,
    NewCorrection,
    StoredCorrection,
    Withdrawal,
    contradicted,
    view_of,
)
from simulator.correction_checks import (
    LONGEST_AUTHOR,
    LONGEST_REASON,
    check_against,
    corrected_turn,
    filled,
    known_kind,
    known_label,
    span_of,
)
from simulator.errors import BadCorrection, CallNotFound, CallNotOver, CorrectionNotFound
from simulator.ports import CallStore, Clock
from simulator.records import StoredCall, StoredTurn
from simulator.steps import row_of_turn


class CorrectionStore(Protocol):
    """Keeps corrections, apart from results; append-only. All methods raise ``StoreUnavailable``."""

    def add_correction(self, made: NewCorrection) -> StoredCorrection: ...

    def withdraw_correction(self, correction_id: int, withdrawal: Withdrawal) -> bool:
        """``False`` where there is none, or it was withdrawn before."""

    def corrections(self) -> tuple[StoredCorrection, ...]:
        """The oldest first, those withdrawn too."""


@dataclass(frozen=True)
class _Found:
    """A correction with what it is about."""

    stored: StoredCorrection
    call: StoredCall

    @property
    def said(self) -> StoredTurn:
        return self.call.turns[self.stored.made.turn]

    @property
    def moment(self) -> str:
        """The same words in answer to the same words are the same question."""
        before = self.call.turns[self.said.index - 1].text if self.said.index else ""
        return f"{before}\n{self.said.text}"


class Corrections:
    """What a trainer says of single labels. Whatever is returned is already kept."""

    def __init__(self, calls: CallStore, store: CorrectionStore, clock: Clock) -> None:
        self._calls = calls
        self._store = store
        self._clock = clock

    def of_call(self, owner: str, call_id: str) -> tuple[CorrectionView, ...]:
        """The oldest first, those withdrawn too. Raises ``CallNotFound`` and ``CallNotOver``."""
        self._finished(owner, call_id)
        return tuple(view for view in self.all() if view.call_id == call_id)

    def all(self) -> tuple[CorrectionView, ...]:
        """Of every call, the oldest first."""
        found = self._found()
        disputed = _disputed(found)
        return tuple(view_of(one.stored, one.call, one.stored.id in disputed) for one in found)

    def add(self, owner: str, draft: Draft) -> CorrectionView:
        """Raises ``BadCorrection``, ``CallNotFound``, ``CallNotOver``; then nothing is kept."""
        call = self._finished(owner, draft.call_id)
        return self._view(self._store.add_correction(self._checked(call, draft)).id)

    def withdraw(self, correction_id: int, author: str, reason: str) -> CorrectionView:
        """Take one back; it stays to be read. Raises ``BadCorrection`` and ``CorrectionNotFound``."""
        withdrawal = Withdrawal(_author(author), _reason(reason), self._clock())
        if not self._store.withdraw_correction(correction_id, withdrawal):
            raise CorrectionNotFound(correction_id)
        return self._view(correction_id)

    def rows(self) -> tuple[CorrectedRow, ...]:
        """Each corrected reply as a labelled row; what is withdrawn or contradicted teaches nothing."""
        return tuple(row for row, _ in self._rows())

    def marked(self) -> tuple[MarkedExample, ...]:
        """The same as marked text."""
        return tuple(marked_example(row, said.grade.graded) for row, said in self._rows() if said.grade)

    def _rows(self) -> Iterator[tuple[CorrectedRow, StoredTurn]]:
        found = self._found()
        disputed = _disputed(found)
        replies: dict[tuple[str, int], list[_Found]] = defaultdict(list)
        for one in found:
            if one.stored.in_force and one.stored.id not in disputed:
                replies[one.call.id, one.said.index].append(one)
        for about in replies.values():
            call, said = about[0].call, about[0].said
            if said.grade is not None:
                examples = [one.stored.as_example() for one in about]
                yield corrected_row(row_of_turn(call, said), said.grade.graded, examples), said

    def _found(self) -> tuple[_Found, ...]:
        kept = self._store.corrections()
        calls = {id: self._calls.get(id) for id in {one.made.call_id for one in kept}}
        return tuple(_Found(one, call) for one in kept if (call := calls[one.made.call_id]) is not None)

    def _view(self, correction_id: int) -> CorrectionView:
        return next(view for view in self.all() if view.id == correction_id)

    def _checked(self, call: StoredCall, draft: Draft) -> NewCorrection:
        said, graded = corrected_turn(call, draft.turn)
        label, kind = known_label(draft.label), known_kind(draft.kind)
        start, end = span_of(draft, said.text)
        check_against(graded.graded, label, kind, (start, end))
        made = NewCorrection(
            call_id=call.id, turn=said.index, label=label, kind=kind, start=start, end=end,
            author=_author(draft.author), reason=_reason(draft.reason),
            grader=graded.grader or self._grader_of(call.id), created_at=self._clock(),
        )  # fmt: skip
        self._refuse_repeated(made)
        return made

    def _refuse_repeated(self, made: NewCorrection) -> None:
        for other in self._store.corrections():
            if other.in_force and other.made.says_the_same(made):
                raise BadCorrection("repeated", f"{made.author!r} has said so of {made.label!r} already")

    def _grader_of(self, call_id: str) -> str:
        result = self._calls.result(call_id)
        return result.assessment.versions.get("grader", "") if result else ""

    def _finished(self, owner: str, call_id: str) -> StoredCall:
        call = self._calls.get(call_id)
        if call is None or call.owner != owner:
            raise CallNotFound(call_id)
        if call.status != "ended":
            raise CallNotOver(call_id)
        return call


def _disputed(found: tuple[_Found, ...]) -> frozenset[int]:
    return contradicted((one.stored, one.moment) for one in found)


def _author(value: str) -> str:
    return filled(value, LONGEST_AUTHOR, "author")


def _reason(value: str) -> str:
    return filled(value, LONGEST_REASON, "reason")
