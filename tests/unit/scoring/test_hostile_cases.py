"""How a case is read and compared; what the real grader makes of them is in tests/content."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.content import ContentError
from scoring.hostile import HostileCase, cases_page, check_cases, load_cases, report_table
from scoring.schema import MAX_REPLY_CHARACTERS
from tests.unit.scoring.scoring_fakes import graded_acts


def case(**fields: object) -> HostileCase:
    base: dict[str, object] = {"id": "c", "tries": "tries", "reply": "您好", "why": "because"}
    return HostileCase.model_validate({**base, **fields})


def treated(one: HostileCase, *acts: str) -> tuple[str, tuple[str, ...]]:
    (result,) = check_cases([one], lambda row: graded_acts(row.reply, acts)).cases
    return result.treatment, result.problems


def test_what_must_be_found_is_missed_when_it_is_not() -> None:
    one = case(earns=["greeting"], breaks=["rude"])
    assert treated(one, "greeting", "!rude", "closing") == ("right", ())
    assert treated(one, "greeting") == ("wrong", ("not found: rude",))


def test_the_rest_is_everything_that_is_not_named() -> None:
    one = case(earns=["greeting"], must_not_earn="rest", may=["closing", "rude"], must_not_break="rest")
    assert treated(one, "greeting", "closing", "!rude") == ("right", ())
    assert treated(one, "greeting", "soothe", "!argue") == ("wrong", ("found: soothe", "found: argue"))


def test_a_known_fault_is_known_and_a_mended_one_is_told() -> None:
    one = case(must_not_earn=["greeting"], known="not yet")
    assert treated(one, "greeting") == ("known", ("found: greeting",))
    assert treated(one) == ("mended", ())
    report = check_cases([one], lambda row: graded_acts(row.reply, []))
    assert (report.right, report.known, report.differ) == (1, 0, 0)
    assert "take the mark 'known' away: c" in report_table(report)


def test_padding_comes_before_the_reply_and_the_end_is_kept() -> None:
    row = case(padding={"text": "嗯，", "times": 9_000}, reply="您好", earns=["greeting"]).row
    assert len(row.reply) == MAX_REPLY_CHARACTERS
    assert row.reply.endswith("嗯，您好")


def test_the_dialogue_is_read_from_marked_lines() -> None:
    row = case(history=["C: 喂", "T: 您好"], earns=["greeting"]).row
    assert [(turn.role, turn.text) for turn in row.history] == [("customer", "喂"), ("trainee", "您好")]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "asks for nothing"),
        ({"earns": ["greeting"], "must_not_earn": ["greeting"]}, "must be found and must not"),
        ({"earns": ["greeting"], "history": ["喂喂喂"]}, "neither C: nor T:"),
        ({"earns": ["politeness"]}, "politeness"),
    ],
)
def test_a_case_that_cannot_be_checked_is_refused(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        case(**fields)


def test_an_id_used_twice_is_refused_with_its_files(tmp_path: Path) -> None:
    text = "title: T\ncases:\n  - {id: a, tries: t, reply: r, why: w, earns: [greeting]}\n"
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"one.yaml: cases.a(.|\n)*two.yaml: cases.a"):
        load_cases(tmp_path)


def test_the_page_shows_hidden_characters_and_breaks_no_table() -> None:
    page = cases_page({"T": (case(reply="您\u200b好|\n`x`", must_not_break="rest", breaks=["rude"]),)})
    line = page.splitlines()[-1]
    assert "\\u200b" in line
    assert line.count("|") == 5
    assert "breaks rude; must not break anything else" in line
