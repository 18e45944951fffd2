"""The fingerprint by which two equal calls are known to be equal."""

import hashlib
import json
from collections.abc import Sequence

from scoring.schema import CallEvent, Utterance


def fingerprint(
    scenario_id: str, seed: int, turns: Sequence[Utterance], events: Sequence[CallEvent] = ()
) -> str:
    """SHA-256, in hexadecimal, of scenario, seed, transcript and events; equal on any machine."""
    call = {
        "scenario": scenario_id,
        "seed": seed,
        "turns": [[turn.role, turn.text] for turn in turns],
        "events": [[event.kind, event.role, event.turn] for event in events],
    }
    text = json.dumps(call, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
