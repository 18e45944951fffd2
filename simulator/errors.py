"""What can go wrong in a call, typed by who can mend it; a screen maps ``code`` to a message."""

from typing import ClassVar, Literal

BadReplyReason = Literal["empty", "too_long", "not_text"]
BadCorrectionReason = Literal[
    "no_reply", "unknown_label", "from_facts", "unknown_kind", "no_words", "words_outside", "was_found",
    "was_not_found", "same_words", "no_author", "long_author", "no_reason", "long_reason", "repeated",
]  # fmt: skip


class PracticeError(Exception):
    """Base of everything that a use-case raises on purpose."""

    code: ClassVar[str] = "practice"


class CallNotFound(PracticeError):
    """No such call for this trainee. Somebody else's call says the same, so as not to reveal it."""

    code = "call_not_found"

    def __init__(self, call_id: str) -> None:
        super().__init__(f"there is no call {call_id[:60]!r} of yours; choose one from your own list")


class CallNotAnswered(PracticeError):
    """The call still rings."""

    code = "call_not_answered"

    def __init__(self, call_id: str) -> None:
        super().__init__(f"call {call_id!r} still rings; answer it first")


class CallEnded(PracticeError):
    """Nothing can be said after the end."""

    code = "call_ended"

    def __init__(self, call_id: str) -> None:
        super().__init__(f"call {call_id!r} is over; open its report or start another call")


class FormSubmitted(PracticeError):
    """The work order was judged with the call and stays as it was."""

    code = "form_submitted"

    def __init__(self, call_id: str) -> None:
        super().__init__(
            f"the work order of call {call_id!r} was submitted with its report; start another call"
        )


class CallNotOver(PracticeError):
    """A report exists only once the call is over."""

    code = "call_not_over"

    def __init__(self, call_id: str) -> None:
        super().__init__(f"call {call_id!r} still goes on; its report can be opened when it is over")


class CallMoved(PracticeError):
    """The call has gone on elsewhere (another tab, a repeated click) since the client last looked."""

    code = "call_moved"

    def __init__(self, call_id: str, after: int, turns: int) -> None:
        self.after, self.turns = after, turns
        super().__init__(f"call {call_id!r} has {turns} turns by now, you have seen {after}; load it again")


class BadReply(PracticeError):
    """The reply cannot be taken as something said."""

    code = "bad_reply"

    def __init__(self, reason: BadReplyReason, message: str) -> None:
        self.reason: BadReplyReason = reason
        super().__init__(message)


class BadCorrection(PracticeError):
    """The correction of a label cannot be taken; ``reason`` says what is wrong with it."""

    code = "bad_correction"

    def __init__(self, reason: BadCorrectionReason, message: str) -> None:
        self.reason: BadCorrectionReason = reason
        super().__init__(message)


class CorrectionNotFound(PracticeError):
    """There is no such correction, or it was withdrawn before."""

    code = "correction_not_found"

    def __init__(self, correction_id: int) -> None:
        super().__init__(f"there is no correction {correction_id} in force; load the list again")


class BadSeed(PracticeError):
    """The seed is outside what every machine and database can hold."""

    code = "bad_seed"

    def __init__(self, seed: int, largest: int) -> None:
        super().__init__(f"seed {seed} is not between 0 and {largest}; choose one in that range")


class UnknownScenario(PracticeError):
    """No scenario has this id; ``near`` lists the closest ones."""

    code = "unknown_scenario"

    def __init__(self, scenario_id: str, near: tuple[str, ...] = ()) -> None:
        self.near = near
        hint = f"; did you mean {', '.join(near)}?" if near else "; `python -m simulator list` names them all"
        super().__init__(f"there is no scenario {scenario_id[:60]!r}{hint}")


class GraderNotReady(PracticeError):
    """The grader is still being loaded; the same request works in a moment."""

    code = "grader_not_ready"

    def __init__(self, detail: str = "it is still loading; try again in a moment") -> None:
        super().__init__(f"the grader cannot judge yet: {detail}")


class OpinionsBusy(PracticeError):
    """Too many second opinions are being asked for; the same request works when some are done."""

    code = "opinions_busy"

    def __init__(self) -> None:
        super().__init__("too many second opinions wait to be asked for; try again when some are done")


class StoreUnavailable(PracticeError):
    """The database cannot be read or written; the operator has to look at it."""

    code = "store_unavailable"

    def __init__(self, detail: str) -> None:
        super().__init__(f"the database did not answer ({detail}); nothing of this request was kept")
