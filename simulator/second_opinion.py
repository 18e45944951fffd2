"""Asking a language model what it thinks of a finished call. No grade and no result is touched by it."""

from collections.abc import Callable
from typing import Final, Protocol

from scoring.judging import Judge, Opinion
from simulator.background import Background, Job, QueueFullError
from simulator.errors import CallNotFound, CallNotOver, OpinionsBusy
from simulator.opinions import JudgedReply, OpinionView, StoredOpinion, opinion_lines
from simulator.ports import CallStore, Clock
from simulator.records import StoredCall
from simulator.steps import row_of_turn

JudgeSource = Callable[[], Judge]
"""Made when first needed: loading what it takes to speak to a model costs seconds."""
LEAST_S: Final = 0.01


class OpinionStore(Protocol):
    """Keeps opinions, apart from results. Both methods raise ``StoreUnavailable``."""

    def add_opinion(self, opinion: StoredOpinion) -> None: ...

    def newest_opinion(self, call_id: str) -> StoredOpinion | None: ...


class SecondOpinions:
    """On request, in the background. ``deadline_s`` is for a whole call, ``monotonic`` the clock for it."""

    def __init__(  # noqa: PLR0913, PLR0917 - one argument for each port
        self,
        calls: CallStore,
        opinions: OpinionStore,
        judge: JudgeSource,
        clock: Clock,
        monotonic: Callable[[], float],
        deadline_s: float,
        background: Background | None = None,
    ) -> None:
        self._calls = calls
        self._opinions = opinions
        self._judge = judge
        self._clock = clock
        self._monotonic = monotonic
        self._deadline_s = deadline_s
        self._background = background or Background()

    def view(self, owner: str, call_id: str) -> OpinionView:
        """Raises ``CallNotFound``, ``CallNotOver`` and ``StoreUnavailable``."""
        return self._show(self._finished(owner, call_id))

    def ask(self, owner: str, call_id: str) -> OpinionView:
        """Begin to ask about every reply. While an asking is under way another one changes nothing.

        Raises ``OpinionsBusy`` and what :meth:`view` raises.
        """
        call = self._finished(owner, call_id)
        try:
            self._background.start(call.id, len(call.graded), lambda job: self._work(call, job))
        except QueueFullError as error:
            raise OpinionsBusy from error
        return self._show(call)

    def cancel(self, owner: str, call_id: str) -> OpinionView:
        """Stop asking; what has been answered of it is not kept."""
        call = self._finished(owner, call_id)
        self._background.cancel(call.id)
        return self._show(call)

    def ask_now(self, call_id: str) -> OpinionView:
        """The same for the operator, of anybody's call, waiting for the end."""
        call = self._calls.get(call_id)
        if call is None:
            raise CallNotFound(call_id)
        _over(call)
        self._work(call, Job(call.id, len(call.graded)))
        return self._show(call)

    def _work(self, call: StoredCall, job: Job) -> None:
        judge = self._judge()
        until = self._monotonic() + self._deadline_s
        replies: list[JudgedReply] = []
        for turn in call.turns:
            if turn.grade is None:
                continue
            if job.stopped.is_set():
                return
            left = until - self._monotonic()
            row = row_of_turn(call, turn)
            said = judge.judge(row, left) if left >= LEAST_S else Opinion(silence="deadline")
            replies.append(JudgedReply(turn=turn.index, opinion=said))
            job.done += 1
        if not job.stopped.is_set():
            self._opinions.add_opinion(
                StoredOpinion(call.id, judge.model, judge.prompt, tuple(replies), self._clock())
            )

    def _finished(self, owner: str, call_id: str) -> StoredCall:
        call = self._calls.get(call_id)
        if call is None or call.owner != owner:
            raise CallNotFound(call_id)
        _over(call)
        return call

    def _show(self, call: StoredCall) -> OpinionView:
        job = self._background.job(call.id)
        kept = self._opinions.newest_opinion(call.id)  # after the job: one that is done has kept it
        view = OpinionView(call_id=call.id)
        if job is not None and job.status != "done":
            view = view.model_copy(update={"status": job.status, "done": job.done, "total": job.total})
        if kept is None:
            return view
        return view.model_copy(
            update={
                "model": kept.model,
                "prompt": kept.prompt,
                "asked_at": kept.created_at,
                "lines": opinion_lines(call, kept),
            }
        )


def _over(call: StoredCall) -> None:
    if call.status != "ended":
        raise CallNotOver(call.id)
