"""Runs the benchmarks: ``make bench``, or ``python -m benchmarks --json``."""

import argparse

from benchmarks.figures import as_json, print_timings
from benchmarks.turns import measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="machine, versions and figures as JSON")
    arguments = parser.parse_args()
    timings = measure()
    if arguments.json:
        print(as_json(timings))
    else:
        print_timings(timings)


if __name__ == "__main__":
    main()
