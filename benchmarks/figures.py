"""What a benchmark returns, and how it is printed."""

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version

PACKAGES = ("numpy", "chromadb", "bm25s", "SQLAlchemy", "gradio")


@dataclass(frozen=True)
class Timing:
    """Milliseconds over all rounds: what is usual, and how far it spreads."""

    name: str
    rounds: int
    median_ms: float
    p95_ms: float
    spread_ms: float
    """Distance between the quartiles."""


def timed(name: str, calls: Sequence[Callable[[], object]]) -> Timing:
    """Run every call once; the first tenth warms up and is not counted."""
    took = []
    for call in calls:
        start = time.perf_counter()
        call()
        took.append((time.perf_counter() - start) * 1_000)
    took = took[len(took) // 10 :]
    low, _, high = statistics.quantiles(took, n=4)
    return Timing(name, len(took), statistics.median(took), statistics.quantiles(took, n=20)[-1], high - low)


def print_timings(timings: Sequence[Timing]) -> None:
    print(f"{'what':<44} {'rounds':>6} {'median ms':>10} {'p95 ms':>10} {'quartiles ms':>13}")
    for timing in timings:
        print(
            f"{timing.name:<44} {timing.rounds:>6} {timing.median_ms:>10.2f} {timing.p95_ms:>10.2f} "
            f"{timing.spread_ms:>13.2f}"
        )


def machine() -> dict[str, str | int | None]:
    """What the figures were taken on."""
    return {
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }


def as_json(timings: Sequence[Timing]) -> str:
    """The same figures with the machine and the versions they were taken with."""
    return json.dumps(
        {
            "machine": machine(),
            "versions": {package: version(package) for package in PACKAGES},
            "timings": [asdict(timing) for timing in timings],
        },
        indent=2,
    )
