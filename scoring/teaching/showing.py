"""A refit for people at a terminal."""

from collections.abc import Iterator

from scoring.evaluation import fit
from scoring.teaching.candidates import Candidate
from scoring.teaching.trial import Figures, Flip, Trial

FLIPS: dict[bool, str] = {True: "+", False: "-"}


def in_words(made: Candidate) -> Iterator[str]:
    """Before and after, what flips, what is followed, and how to accept it."""
    trial = made.trial
    yield f"refit grader {made.fingerprint}, on top of {made.base}; nothing is in force yet"
    yield f"corrections followed: {trial.followed_before} then {trial.followed} of {trial.corrections}"
    for missed in trial.unfollowed:
        yield fit(f"  not followed: {missed.label} {_should(missed.wanted)}: {missed.reply}")
    yield from _gold(trial)
    yield from _verdict(made)


def _gold(trial: Trial) -> Iterator[str]:
    if not trial.rows:
        yield "no gold set was found: nothing is known of what else changes"
        return
    yield f"gold set, {trial.rows} replies{'':<15}{'before':>8}{'after':>8}"
    for name in Figures.model_fields:
        yield f"  {name:<36}{_number(getattr(trial.before, name)):>8}{_number(getattr(trial.after, name)):>8}"
    for change in trial.labels:
        rows = f"{change.label} ({change.support} rows)"
        yield f"  F1 {rows:<33}{_number(change.before):>8}{_number(change.after):>8}"
    yield f"labels that come or go: {trial.flipped}, {trial.flipped_right} of them for the better"
    yield from map(_flip, trial.flips)


def _flip(flip: Flip) -> str:
    side = "found now" if flip.now == "found" else "not found now"
    return fit(f"  {FLIPS[flip.right]} {flip.label} {side}: {flip.id}: {flip.before or '-'} | {flip.reply}")


def _verdict(made: Candidate) -> Iterator[str]:
    for fall in made.trial.falls:
        yield (f"WORSE: {fall.figure} {fall.before:.4f} -> {fall.after:.4f}, tolerated are {fall.tolerated}")
    force = "" if made.trial.acceptable else " --force"
    yield f"to accept it: python -m scoring accept {made.fingerprint} --author NAME --reason TEXT{force}"


def _should(wanted: bool) -> str:
    return "should be found" if wanted else "should not be found"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
