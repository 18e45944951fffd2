"""Chance without a random generator: every draw is a hash of what it is for.

``random`` may change its sequence between Python versions; SHA-256 does not, so a call with the
same seed is the same call on every machine.
"""

import hashlib


def draw(seed: int, purpose: str, counter: int, size: int) -> int:
    """A whole number in ``0..size-1``; ``size`` must be positive."""
    digest = hashlib.sha256(f"{seed}|{purpose}|{counter}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % size


def chance(seed: int, purpose: str, counter: int, percent: int) -> bool:
    """Whether something that happens ``percent`` times in a hundred happens this time."""
    return draw(seed, purpose, counter, 100) < percent
