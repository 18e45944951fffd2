"""What the comparison says; the JSON is these models."""

from scoring.evaluation import Interval, KindScores, Versions
from scoring.schema import Frozen


class Proportion(Frozen):
    """``part`` of ``whole`` with Wilson's 95 % interval."""

    part: int
    whole: int
    share: float | None
    interval: Interval | None


class ContestantFigures(Frozen):
    """One contestant on one file of labelled replies."""

    name: str
    milliseconds: float
    """For one reply, all replies in one batch."""
    elements: KindScores
    violations: KindScores
    false_accusations: Proportion


class LabelledFigures(Frozen):
    """Every contestant on the same rows."""

    source: str
    rows: int
    bad_rows: int
    contestants: tuple[ContestantFigures, ...]


class SpeechFigures(Frozen):
    """CPED: how much of an act in other people's speech is found, and how often where there is none."""

    contestant: str
    recall: dict[str, Proportion]
    found_in_none: dict[str, Proportion]
    """In utterances that people labelled with none of the acts."""


class Hit(Frozen):
    """A violation found in a reply presumed free of any."""

    id: str
    violation: str
    before: str
    reply: str


class BenignFigures(Frozen):
    """Replies of real shop agents, presumed free of violations; nobody labelled them: read the hits."""

    contestant: str
    accused: Proportion
    accused_beyond: Proportion
    """Of anything but ``no_reply`` and ``jargon``: the words answer a shop's customer, not ours."""
    by_violation: dict[str, int]
    hits: tuple[Hit, ...]


class SimilarityFigures(Frozen):
    """Chinese STS-B: rank correlation of the cosine with people's 0..5."""

    encoder: str
    fingerprint: str
    pairs: int
    spearman: float | None
    interval: Interval | None


class GradingFigures(Frozen):
    """All that was measured, and what could not be."""

    machine: dict[str, str | int | None]
    versions: Versions
    examples: int
    """Rows that the learned peers were trained on."""
    labelled: tuple[LabelledFigures, ...]
    speech: tuple[SpeechFigures, ...]
    benign: tuple[BenignFigures, ...]
    similarity: tuple[SimilarityFigures, ...]
    skipped: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """On the model judge: which model, and how often its answers could not be used."""
