"""The texts and rules that are the same in every situation, read once."""

import hashlib
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from knowledge.content import ContentError, ContentProblem, attempt
from scoring.labels import Labels, load_labels
from scoring.policy import Policy, load_policy
from scoring.recognisers import SHARED, Recognisers, load_recognisers
from scoring.rules import Rules, load_rules


@dataclass(frozen=True)
class Handbook:
    """What is in ``rubrics/shared``, and the local policy."""

    labels: Labels
    recognisers: Recognisers
    rules: Rules
    policy: Policy
    """Of the company; it has a version of its own, beside ``content_hash``."""

    @cached_property
    def content_hash(self) -> str:
        """Changes with any text, sign or rule: SHA-256, first 16 hexadecimal digits."""
        rules = (*self.rules.violations.items(), *self.rules.critical.items())
        parts = [self.labels.content_hash, self.recognisers.content_hash]
        parts += [f"{name} {rule.content_hash}" for name, rule in rules]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def load_handbook(folder: Path = SHARED, policy: Policy | None = None) -> Handbook:
    """``policy``: the shipped defaults where none is given.

    Raises :class:`knowledge.content.ContentError` with the problems of all files together."""
    problems: list[ContentProblem] = []
    labels = attempt(partial(load_labels, folder / "labels.yaml"), problems)
    recognisers = attempt(partial(load_recognisers, folder / "recognisers.yaml"), problems)
    rules = attempt(partial(load_rules, folder), problems)
    if labels is None or recognisers is None or rules is None:
        raise ContentError(problems)
    return Handbook(labels, recognisers, rules, policy or load_policy())
