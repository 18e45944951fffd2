"""What the trainee says of the case, held against its true state."""

import re
from collections.abc import Iterator, Sequence

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
_SENTENCE = re.compile(r"[^。！？!?；;，,\n]+")


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
    for statement, states in _TRUE_OF.items():
        span = recognisers.statements[statement].find(text)
        if span is not None and truth.crew not in states:
            yield span
            return
    for sentence in _SENTENCE.finditer(text):
        if _false_time(sentence.group(), truth, recognisers):
            yield sentence.span()
            return


def _false_time(sentence: str, truth: CaseTruth, recognisers: Recognisers) -> bool:
    """A stated time of restoration that the case does not have, or another than it has."""
    signs = recognisers.statements
    if not signs["power_back_by"].found_in(sentence) or not times_in(sentence):
        return False
    if signs["hedged"].found_in(sentence) and truth.eta is None:
        return False
    return truth.eta is None or agree(sentence, truth.eta, TOLERANCE) is False
