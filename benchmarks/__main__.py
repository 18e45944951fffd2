"""Runs the benchmarks: speed (``make bench``) and quality (``python -m benchmarks grading``)."""

import argparse
import sys
from pathlib import Path

from benchmarks.figures import as_json, print_timings


def main() -> None:
    arguments = _arguments()
    if arguments.what == "grading":
        _grading(arguments)
        return
    from benchmarks.turns import measure  # noqa: PLC0415 - the database is nothing to grading

    timings = measure()
    if arguments.json:
        print(as_json(timings))
    else:
        print_timings(timings)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="machine, versions and figures as JSON")
    grading = parser.add_subparsers(dest="what").add_parser("grading", help="how well replies are judged")
    grading.add_argument("--data", type=Path, required=True, help="folder of the evaluation data")
    grading.add_argument(
        "--labelled",
        action="append",
        default=[],
        help="labelled replies: JSON Lines, marked .txt or a folder; may be repeated",
    )
    grading.add_argument("--encoder", default="", help="a sentence-transformers model to compare with")
    grading.add_argument(
        "--examples", type=Path, default=None, help="what the learned peers learn from; all shipped examples"
    )
    grading.add_argument("--judge", default="", help="a model as judge: FILE.gguf, or a server's /v1")
    grading.add_argument("--judge-sample", type=int, default=40, help="replies that it is asked about")
    grading.add_argument("--judge-threads", type=int, default=2, help="threads for a FILE.gguf")
    grading.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="figures as JSON")
    return parser.parse_args()


def _grading(arguments: argparse.Namespace) -> None:
    from benchmarks.grading.comparison import EXAMPLES, Comparison, Wanted  # noqa: PLC0415
    from benchmarks.grading.model_judge import model_judge  # noqa: PLC0415
    from benchmarks.grading.table import table  # noqa: PLC0415
    from knowledge.content import ContentError  # noqa: PLC0415
    from knowledge.encoder import EncoderUnavailable  # noqa: PLC0415
    from scoring.cli import open_scoring  # noqa: PLC0415

    wanted = Wanted(
        arguments.data,
        tuple(arguments.labelled),
        arguments.encoder,
        arguments.examples or EXAMPLES,
        judge_sample=arguments.judge_sample,
    )
    try:
        with model_judge(arguments.judge, arguments.judge_threads) as judge:
            figures = Comparison(wanted, open_scoring(), judge).run()
    except (OSError, ContentError, EncoderUnavailable, ImportError) as error:
        sys.exit(f"error: {error}")
    sys.stdout.write((figures.model_dump_json(indent=2) if arguments.json else table(figures)) + "\n")


if __name__ == "__main__":
    main()
