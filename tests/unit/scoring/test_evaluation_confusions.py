"""What is quoted, what is left out, where rows are read from, and how wide the table is."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from scoring.evaluation import Evaluation, Tally, Versions, each_labelled, table
from scoring.schema import GradedReply, LabelledRow
from tests.unit.scoring.scoring_fakes import graded_acts

VERSIONS = Versions(grader="g1", detector="rules-1+abc", standards="s1", encoder="e1")


def row(name: str, elements: tuple[str, ...] = (), reply: str = "您好", before: str = "") -> LabelledRow:
    history = [{"role": "customer", "text": before}] if before else []
    return LabelledRow.model_validate(
        {"id": name, "situation": "callback", "history": history, "reply": reply, "elements": elements}
    )


def evaluate(*pairs: tuple[LabelledRow, GradedReply], examples: int = 3) -> Evaluation:
    tally = Tally(examples)
    for labelled, graded in pairs:
        tally.add(labelled, graded)
    return tally.result(VERSIONS)


def test_a_confusion_names_what_was_missed_and_what_was_found_instead() -> None:
    result = evaluate(
        (row("a", ("soothe",), before="急死了"), graded_acts("您好", ["apologise"])),
        (row("b", ("soothe",)), graded_acts("您好", ["apologise"])),
        (row("c", ("closing",)), graded_acts("您好", [])),
        (row("d"), graded_acts("您好", ["!rude"])),
        (row("e", ("greeting",)), graded_acts("您好", ["greeting"])),
    )
    found = [(confusion.missed, confusion.found, confusion.count) for confusion in result.confusions]
    assert found == [("soothe", "apologise", 2), (None, "rude", 1), ("closing", None, 1)]
    first = result.confusions[0].examples[0]
    assert (first.id, first.before, first.reply) == ("a", "急死了", "您好")


def test_only_so_many_replies_are_kept_and_long_ones_are_shortened() -> None:
    long = "请您慢慢说" * 100
    pairs = [(row(str(n), ("soothe",), reply=long), graded_acts(long, [])) for n in range(10)]
    (confusion,) = evaluate(*pairs, examples=2).confusions
    assert (confusion.count, len(confusion.examples)) == (10, 2)
    assert len(confusion.examples[0].reply) == 80


def test_what_is_judged_from_facts_counts_only_where_rows_are_labelled_for_it() -> None:
    unlabelled = evaluate((row("a"), graded_acts("您好", ["safety_advice", "!false_information"])))
    assert unlabelled.left_out == {"false_information": 1, "safety_advice": 1}
    assert (unlabelled.labels, unlabelled.confusions, unlabelled.false_accusations) == ((), (), 0)
    labelled = evaluate((row("a", ("safety_advice",)), graded_acts("您好", ["safety_advice"])))
    assert labelled.left_out == {}
    assert labelled.elements.micro.f1 == 1.0


def test_rows_alike_are_kept_once() -> None:
    tally = Tally()
    for number in range(500):
        tally.add(row(str(number), ("soothe",)), graded_acts("您好", []))
    assert len(tally.pairs) == 1
    assert sum(len(kept) for kept in tally.book.kept.values()) == 3


def test_the_table_fits_into_110_columns() -> None:
    pairs = [
        (
            row(str(n), ("clarify_wrong_number", "soothe"), "电" * 300, "停" * 300),
            graded_acts("您好", ["!rude"]),
        )
        for n in range(4)
    ]
    shown = table(evaluate(*pairs)).splitlines()
    assert max(map(cell_len, shown)) <= 110
    assert any("rules-1+abc" in line for line in shown)


def test_marked_files_and_json_lines_of_a_folder_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "callback.txt").write_text("C: 喂\n[greeting:您好]\n[nonsense:哦]\n", encoding="utf-8")
    (tmp_path / "nowhere.txt").write_text("[greeting:您好]\n", encoding="utf-8")
    lines = [row("j").model_dump_json(), "{broken"]
    (tmp_path / "more.jsonl").write_text("\n".join(lines), encoding="utf-8")
    seen: list[LabelledRow] = []
    bad = each_labelled(str(tmp_path), seen.append)
    assert [(one.id, one.elements) for one in seen] == [("callback:2", ("greeting",)), ("j", ())]
    assert bad == 3
    told = capsys.readouterr().err
    assert "nonsense" in told
    assert "'nowhere' is no situation" in told
    assert "more.jsonl: 1 bad row(s)" in told


def test_a_single_marked_file_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "billing_query.txt"
    file.write_text("C: 电费怎么这么多\n[soothe:您先别急]\n", encoding="utf-8")
    seen: list[LabelledRow] = []
    assert each_labelled(str(file), seen.append) == 0
    assert (seen[0].situation, seen[0].elements, seen[0].reply) == ("billing_query", ("soothe",), "您先别急")


def test_a_folder_with_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no \*.txt"):
        each_labelled(str(tmp_path), print)
