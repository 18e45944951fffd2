"""The commands that ask a language model: about a call that was kept, and about replies in a file."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from knowledge.console import errors_in_words, refuse
from knowledge.rows import STANDARD_STREAM, convert_rows
from scoring.judging import Judge, Opinion, SideBySide, Silence, compare, load_prompt
from scoring.schema import Frozen, ReplyRow
from simulator.errors import PracticeError
from simulator.model_settings import JudgeSettings

if TYPE_CHECKING:
    from scoring.judging.agreement import Agreement
    from simulator.opinions import OpinionView


class JudgedRow(Frozen):
    """A line of the output of ``judge``."""

    id: str
    model: str
    prompt: str
    opinion: Opinion
    sides: SideBySide | None
    """``None`` where the model or the grader did not judge the reply."""


def second_opinion(
    call: Annotated[str, typer.Option(help="Id of a finished call, as in the address of its report.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Ask the configured model about every reply of a call, keep what it says, and show both side by side."""
    settings = _settings()
    try:
        with errors_in_words():
            view = _asked(settings, call)
    except PracticeError as error:
        refuse(str(error))
    for line in [view.model_dump_json()] if as_json else _in_words(view):
        print(line)


def judge(
    input_: Annotated[str, typer.Option("--input", help="JSON Lines file of replies, or -.")],
    output: Annotated[str, typer.Option("--output", help="JSON Lines file, or -.")] = STANDARD_STREAM,
) -> None:
    """Ask the configured model about every reply row beside the grader; agreement goes to standard error."""
    from scoring.cli import open_scoring  # noqa: PLC0415 - the grader takes seconds
    from scoring.judging.agreement import AgreementTally  # noqa: PLC0415
    from simulator.bootstrap import build_judge  # noqa: PLC0415

    settings = _settings()
    tally, grader = AgreementTally(), open_scoring().grader

    def both(row: ReplyRow) -> JudgedRow:
        opinion = second.judge(row)
        sides = compare(grader.grade(row), opinion)
        tally.add(row, opinion, sides)
        return JudgedRow(id=row.id, model=second.model, prompt=second.prompt, opinion=opinion, sides=sides)

    with errors_in_words():
        second: Judge = build_judge(settings, load_prompt(), _say)
        bad = convert_rows(input_, output, ReplyRow, both)
    for line in _agreement(tally.result()):
        print(line, file=sys.stderr)
    if bad:
        print(f"{bad} bad row(s)", file=sys.stderr)
        raise typer.Exit(1)


def _say(_: Silence, detail: str) -> None:
    print(f"no opinion: {detail}", file=sys.stderr)


def _settings() -> JudgeSettings:
    try:
        settings = JudgeSettings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(["JUDGE", *map(str, first["loc"])]).upper()
        refuse(f"{name}: {first['msg']}; change the setting")
    if not settings.configured:
        refuse("no model is configured; set JUDGE_BASE_URL to an OpenAI-compatible server (docs/operator.md)")
    return settings


def _asked(settings: JudgeSettings, call: str) -> "OpinionView":
    from simulator.bootstrap import SimulatorSettings, second_opinions  # noqa: PLC0415
    from simulator.store.sql import open_store  # noqa: PLC0415 - loaded only where there is a database

    store = open_store(SimulatorSettings().database)
    try:
        return second_opinions(store, store.opinions, settings, _say).ask_now(call)
    finally:
        store.close()


def _in_words(view: "OpinionView") -> list[str]:
    from simulator.casting import load_casting  # noqa: PLC0415
    from simulator.opinion_text import OpinionLines  # noqa: PLC0415
    from simulator.play_text import load_texts  # noqa: PLC0415

    return list(OpinionLines(load_texts().opinion, load_casting().names).of(view))


def _agreement(figures: "Agreement") -> list[str]:
    silent = ", ".join(f"{reason} {count}" for reason, count in figures.silent.items())
    return [
        f"{figures.replies} replies, {figures.compared} judged by both"
        + (f"; no opinion: {silent}" if silent else ""),
        f"labels: both {figures.agreed}, only the grader {figures.only_grader}, "
        f"only the model {figures.only_model}; answers that counted as none {figures.disregarded}",
        f"kappa: elements {_figure(figures.elements)}, violations {_figure(figures.violations)}",
    ]


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"
