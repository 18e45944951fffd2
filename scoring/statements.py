"""What the trainee says of the case, held against its true state."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from scoring.recognisers import Recognisers, StatementId
from scoring.results import CaseTruth
from scoring.schema import Utterance
from scoring.times import agree, times_in

_TRUE_OF: dict[StatementId, tuple[str, ...]] = {
    "departed": ("on_the_way", "on_site", "restored"),
    "on_site": ("on_site", "restored"),
    "restored": ("restored",),
}
TOLERANCE = 15
"""Minutes by which a quoted time may differ from the case's."""
_CLAUSE = re.compile(r"[^。！？!?；;，,\n]+[？?]?")


def false_statements(
    turns: Sequence[Utterance], truth: CaseTruth | None, recognisers: Recognisers
) -> tuple[tuple[int, int, int], ...]:
    """Utterance, start and end of what the trainee states and the case contradicts.

    Empty where the state of the case is not known.
    """
    if truth is None or truth.crew is None:
        return ()
    return tuple(
        (index, *span)
        for index, turn in enumerate(turns)
        if turn.role == "trainee"
        for span in _false_spans(turn.text, truth, recognisers)
    )


def _false_spans(text: str, truth: CaseTruth, recognisers: Recognisers) -> Iterator[tuple[int, int]]:
    """One at most: a state that the case is not in, else a time that it does not have."""
    clauses = [
        clause
        for clause in _CLAUSE.finditer(text)
        if not recognisers.statements["unasserted"].found_in(clause.group())
    ]
    states = (span for clause in clauses for span in _false_state(clause, truth, recognisers))
    times = (clause.span() for clause in clauses if _false_time(clause.group(), truth, recognisers))
    yield from islice(chain(states, times), 1)


def _false_state(
    clause: re.Match[str], truth: CaseTruth, recognisers: Recognisers
) -> Iterator[tuple[int, int]]:
    for statement, states in _TRUE_OF.items():
        span = recognisers.statements[statement].find(clause.group())
        if span is not None and truth.crew not in states:
            yield clause.start() + span[0], clause.start() + span[1]


def _false_time(clause: str, truth: CaseTruth, recognisers: Recognisers) -> bool:
    """A stated time of restoration that the case does not have, or another than it has."""
    signs = recognisers.statements
    if not signs["power_back_by"].found_in(clause) or not times_in(clause):
        return False
    if signs["untimed"].found_in(clause):
        return False
    if signs["hedged"].found_in(clause) and truth.eta is None:
        return False
    return truth.eta is None or agree(clause, truth.eta, TOLERANCE) is False
