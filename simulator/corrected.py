"""A trainer's correction of a label, as it is kept and as it is shown. The result is no part of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from knowledge.vocabulary import SituationId
from scoring.teaching import Correction, CorrectionKind, Label
from simulator.records import StoredCall
from simulator.views import View


@dataclass(frozen=True)
class Draft:
    """A correction as it is typed. ``words`` of the reply do the act, ``""`` where not named."""

    call_id: str
    turn: int
    label: str
    kind: str
    words: str
    author: str
    reason: str


@dataclass(frozen=True)
class NewCorrection:
    """A correction that has been checked."""

    call_id: str
    turn: int
    label: Label
    kind: CorrectionKind
    start: int | None
    end: int | None
    author: str
    reason: str
    grader: str
    created_at: datetime

    @property
    def wanted(self) -> bool:
        return self.kind != "not_there"

    def says_the_same(self, other: "NewCorrection") -> bool:
        """The same person, of the same reply, the same; the reason may be worded anew."""
        what = ("call_id", "turn", "label", "kind", "start", "end", "author")
        return all(getattr(self, name) == getattr(other, name) for name in what)


@dataclass(frozen=True)
class Withdrawal:
    """Who took a correction back, and why."""

    author: str
    reason: str
    created_at: datetime


@dataclass(frozen=True)
class StoredCorrection:
    """One correction. It is never changed; taking it back only adds a withdrawal."""

    id: int
    made: NewCorrection
    withdrawal: Withdrawal | None = None

    @property
    def in_force(self) -> bool:
        return self.withdrawal is None

    def as_example(self) -> Correction:
        made = self.made
        return Correction(
            label=made.label, kind=made.kind, start=made.start, end=made.end, author=made.author,
            reason=made.reason, at=made.created_at, grader=made.grader,
        )  # fmt: skip


class CorrectionView(View):
    """A correction with the reply that it is about. ``contradicted``: another one says the opposite."""

    id: int
    call_id: str
    situation: SituationId
    turn: int
    before: str
    """What the customer had said, ``""`` where the trainee spoke first."""
    reply: str
    label: Label
    kind: CorrectionKind
    words: str
    author: str
    reason: str
    grader: str
    at: datetime
    contradicted: bool = False
    withdrawn_by: str | None = None
    withdrawn_because: str = ""


def view_of(stored: StoredCorrection, call: StoredCall, contradicted: bool) -> CorrectionView:
    made, said = stored.made, call.turns[stored.made.turn]
    before = call.turns[made.turn - 1].text if made.turn else ""
    taken_back = stored.withdrawal
    return CorrectionView(
        id=stored.id, call_id=call.id, situation=call.case.card.situation, turn=made.turn, before=before,
        reply=said.text, label=made.label, kind=made.kind,
        words="" if made.start is None else said.text[made.start : made.end],
        author=made.author, reason=made.reason, grader=made.grader, at=made.created_at,
        contradicted=contradicted,
        withdrawn_by=taken_back.author if taken_back else None,
        withdrawn_because=taken_back.reason if taken_back else "",
    )  # fmt: skip


def contradicted(corrections: Iterable[tuple[StoredCorrection, str]]) -> frozenset[int]:
    """Ids of corrections in force of which some say that an act is there, and some that it is not.

    Each comes with the text of its reply: the same words in another call are the same question.
    """
    said: dict[tuple[str, str], dict[bool, list[int]]] = defaultdict(lambda: defaultdict(list))
    for correction, reply in corrections:
        if correction.in_force:
            said[reply, correction.made.label][correction.made.wanted].append(correction.id)
    both = (sides for sides in said.values() if len(sides) > 1)
    return frozenset(id for sides in both for ids in sides.values() for id in ids)
