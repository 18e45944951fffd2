"""Rows stream: a bad one is reported with its line number and the rest is done."""

from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel

from knowledge.rows import convert_rows, each_row, parse_row


class Number(BaseModel):
    value: int


def double(row: Number) -> Number:
    return Number(value=row.value * 2)


def convert(folder: Path, data: bytes) -> tuple[int, str]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(data)
    bad = convert_rows(str(source), str(target), Number, double)
    return bad, target.read_text(encoding="utf-8")


def test_good_rows_are_converted_in_order(tmp_path: Path) -> None:
    assert convert(tmp_path, b'{"value": 1}\n\n{"value": 2}\n') == (0, '{"value":2}\n{"value":4}\n')


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{oops", "not JSON"),
        (b'{"value": "many"}', "value: "),
        (b"{}", "Field required"),
        (b"[1, 2]", "row: "),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "recursion limit"),
        (b'{"value": ' + b"9" * 5000 + b"}", "out of range"),
        (b'{"value": 1, "id": "\\ud800"}', "not JSON"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: bytes, reason: str
) -> None:
    bad, written = convert(tmp_path, b'{"value": 1}\n' + line + b'\n{"value": 3}\n')
    assert (bad, written) == (1, '{"value":2}\n{"value":6}\n')
    message = capsys.readouterr().err
    assert message.startswith("line 2: ")
    assert reason in message


def test_an_error_quotes_no_more_than_a_glimpse_of_the_value() -> None:
    with pytest.raises(ValueError, match="value") as refused:
        parse_row('{"value": "' + "长" * 100_000 + '"}', Number)
    assert len(str(refused.value)) < 300


def test_the_mark_that_windows_editors_put_first_is_no_part_of_the_row(tmp_path: Path) -> None:
    assert convert(tmp_path, b'\xef\xbb\xbf{"value": 1}\r\n{"value": 2}\r\n') == (
        0,
        '{"value":2}\n{"value":4}\n',
    )


def test_a_file_is_not_converted_into_itself(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"value": 1}\n', encoding="utf-8")
    with pytest.raises(OSError, match="write to another file"):
        convert_rows(str(rows), str(rows), Number, double)
    assert rows.read_text(encoding="utf-8") == '{"value": 1}\n'


def test_a_row_that_its_user_refuses_is_a_bad_row_too(capsys: pytest.CaptureFixture[str]) -> None:
    def positive(row: Number) -> None:
        if row.value < 0:
            raise ValueError(f"{row.value} is below 0")

    assert each_row(['{"value": -1}', '{"value": 1}'], Number, positive) == 1
    assert capsys.readouterr().err == "line 1: -1 is below 0\n"


class Kind(BaseModel):
    kind: Literal["a", "b"] | Literal[""]


def test_an_error_names_the_field_and_not_the_alternatives_of_its_type() -> None:
    with pytest.raises(ValueError, match=r"^kind: ") as refused:
        parse_row('{"kind": "c"}', Kind)
    assert "literal[" not in str(refused.value)
