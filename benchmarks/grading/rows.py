"""Reading the files of the evaluation data; what is not there is skipped and said."""

from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, Field

from knowledge.rows import each_row, open_rows
from scoring.evaluation import each_labelled
from scoring.schema import LabelledRow, ReplyRow, Row

M = TypeVar("M", bound=BaseModel)
SPEECH_FILE: Final = "cped_elements.jsonl"
BENIGN_FILE: Final = "benign_taobao_1000.jsonl"
PAIRS_FILE: Final = "stsb_zh_test.jsonl"
SAMPLE_FILE: Final = "replies.sample.jsonl"


class SpokenRow(Row):
    """An utterance of CPED with the act that people heard in it."""

    id: str
    text: str
    element: str


class SentencePair(Row):
    """Two sentences and how alike people find them."""

    s1: str
    s2: str
    score: float = Field(ge=0, le=5)


def find(folder: Path, name: str) -> Path | None:
    """The file in the folder or in its ``thirdparty``; ``None`` where it is in neither."""
    return next((file for file in (folder / name, folder / "thirdparty" / name) if file.is_file()), None)


def read_rows(file: Path, model: type[M]) -> list[M]:
    """Every good row; bad ones are told on standard error."""
    rows: list[M] = []
    with open_rows(str(file), "r") as lines:
        each_row(lines, model, rows.append)
    return rows


def read_labelled(source: str) -> tuple[list[LabelledRow], int]:
    """Good rows and the number of bad ones."""
    rows: list[LabelledRow] = []
    bad = each_labelled(source, rows.append)
    return rows, bad


def as_reply(row: SpokenRow) -> ReplyRow:
    """An utterance without its scene. The situation is a placeholder, the same for all."""
    return ReplyRow(id=row.id, situation="anxious_outage", reply=row.text)
