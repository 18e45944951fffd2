"""Corrections and a teaching desk with canned answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scoring.detection import Detector
from scoring.teaching import CandidateRefused, CorrectedRow, NothingToLearnError
from scoring.teaching.candidates import Candidate, Decision
from scoring.teaching.live import InForce
from scoring.teaching.trial import Fall, Figures, Flip, LabelChange, Trial, Unfollowed
from simulator.corrected import CorrectionView, Draft
from simulator.errors import BadCorrection, CallNotFound, CorrectionNotFound
from tests.unit.scoring.teaching_fakes import corrected
from tests.unit.web.web_fakes import NOW

NAME = "0123456789ab"
BEFORE = Figures(elements=0.95, violations=0.9, false_accusations=0.01)
AFTER = Figures(elements=0.9, violations=0.9, false_accusations=0.02)
FALL = Fall(figure="elements", before=0.95, after=0.9, tolerated=0.003)
TRIAL = Trial(
    rows=1000, before=BEFORE, after=BEFORE, corrections=2, followed_before=0, followed=1, falls=(),
    labels=(LabelChange(label="greeting", before=0.9, after=None, support=3),), flipped=1, flipped_right=0,
    flips=(Flip(id="x", before="喂", reply="<b>您好</b>", label="greeting", now="not_found", right=False),),
    unfollowed=(Unfollowed(id="r", reply="<i>哎</i>", label="rude", wanted=True),),
)  # fmt: skip


def candidate(**changes: object) -> Candidate:
    made = Candidate(
        fingerprint=NAME,
        base="b",
        digest="d",
        made_at=NOW,
        trial=TRIAL,
        rows=(corrected("您好", "dispatch"),),
    )
    return made.model_copy(update=changes)


@dataclass
class FakeCorrections:
    """Keeps what it is told; ``words`` outside the reply are refused."""

    owner: str = ""
    kept: list[CorrectionView] = field(default_factory=list)
    reply: str = "您好，<b>马上</b>派人。"

    def of_call(self, owner: str, call_id: str) -> tuple[CorrectionView, ...]:
        return tuple(view for view in self.kept if view.call_id == call_id)

    def all(self) -> tuple[CorrectionView, ...]:
        return tuple(self.kept)

    def add(self, owner: str, draft: Draft) -> CorrectionView:
        if draft.call_id == "nope":
            raise CallNotFound(draft.call_id)
        if draft.words not in self.reply:
            raise BadCorrection("words_outside", "x")
        view = CorrectionView.model_validate(
            {
                "id": len(self.kept) + 1, "call_id": draft.call_id, "situation": "anxious_outage",
                "turn": draft.turn, "before": "喂", "reply": self.reply, "label": draft.label,
                "kind": draft.kind, "words": draft.words, "author": draft.author, "reason": draft.reason,
                "grader": "1", "at": NOW,
            }
        )  # fmt: skip
        self.kept.append(view)
        return view

    def withdraw(self, correction_id: int, author: str, reason: str) -> CorrectionView:
        for place, view in enumerate(self.kept):
            if view.id == correction_id and view.withdrawn_by is None:
                gone = view.model_copy(update={"withdrawn_by": author, "withdrawn_because": reason})
                self.kept[place] = gone
                return gone
        raise CorrectionNotFound(correction_id)

    def rows(self) -> tuple[CorrectedRow, ...]:
        return tuple(corrected(view.reply, view.label) for view in self.kept)


@dataclass
class FakeDesk:
    """``in_force`` follows what is decided; a candidate with falls needs force."""

    in_force: InForce
    made: list[Candidate] = field(default_factory=list)
    problem: Exception | None = None

    def refit(self, rows: Sequence[CorrectedRow]) -> Candidate:
        if self.problem is not None:
            raise self.problem
        if not rows:
            raise NothingToLearnError
        self.made.append(candidate())
        return self.made[-1]

    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(self.made)

    def accept(self, fingerprint: str, author: str, reason: str, force: bool = False) -> Decision:
        if not author:
            raise CandidateRefused("no_author", "x")
        if self.made[0].trial.falls and not force:
            raise CandidateRefused("worse", "x")
        return self._decide(
            Decision(fingerprint=fingerprint, author=author, reason=reason, at=NOW, forced=force)
        )

    def revert(self, author: str, reason: str) -> Decision:
        return self._decide(Decision(fingerprint="", author=author, reason=reason, at=NOW))

    def _decide(self, decision: Decision) -> Decision:
        self.in_force = replace(self.in_force, decision=decision)
        return decision


def fake_desk(detector: Detector) -> FakeDesk:
    return FakeDesk(InForce(detector))
