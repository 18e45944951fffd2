"""A checked clause in words, for the command line."""

from collections.abc import Iterator
from typing import Final

from scoring.own.check import Checked
from scoring.own.conflicts import Conflict, ConflictKind
from scoring.own.separation import ENOUGH, Doubt

DOUBTS: Final[dict[Doubt, str]] = {
    "few_showing": f"fewer than {ENOUGH} replies that show it: add some, worded differently",
    "few_lacking": f"fewer than {ENOUGH} replies that do not: add some that come near",
    "poor": "its own examples are not told apart well: add more, or make them clearer",
    "phrase_unseen": "it is not found in its own phrase: the examples contradict it",
    "everyday": "it is found in ordinary replies too: add such replies to those that do not show it",
}
CONFLICTS: Final[dict[ConflictKind, str]] = {
    "good_breaks": "what is to be said breaks a clause of the standard",
    "bad_required": "what must not be said is asked for by a clause of the standard",
    "opposite": "another clause has nearly the same with the other sign",
    "near": "another clause says nearly the same: one is superfluous, or the reverse of the other",
}


def in_words(checked: Checked) -> Iterator[str]:
    """Line by line."""
    made = checked.recogniser
    measured = made.separation
    yield f"{made.own.title} ({made.own.kind})"
    right = f"{measured.right} of {len(measured.judged)} examples left out"
    yield f"  told apart: {right}{_interval(measured.interval)}"
    yield f"  area under the curve: {'-' if measured.auc is None else format(measured.auc, '.3f')}"
    yield f"  found in {measured.everyday} of {measured.everyday_total} ordinary replies"
    for example in measured.judged:
        if not example.right:
            yield f"  judged wrong ({example.probability:.2f}): {example.text}"
    for doubt in made.doubts:
        yield f"  warning: {DOUBTS[doubt]}"
    for conflict in checked.conflicts:
        yield from _conflict(conflict)


def _conflict(conflict: Conflict) -> Iterator[str]:
    found = conflict.act or f"{conflict.likeness:.2f}"
    yield f"  conflict: {CONFLICTS[conflict.kind]}: {conflict.clause} ({found})"
    yield f"    “{conflict.words}” in “{conflict.text}”"
    yield f"    {conflict.requirement}"


def _interval(interval: tuple[float, float] | None) -> str:
    return f" (95 %: {interval[0]:.2f} to {interval[1]:.2f} of them)" if interval else ""
