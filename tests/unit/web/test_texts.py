"""The words of the interface, complete in both languages."""

import re
from pathlib import Path
from typing import get_args

import pytest

from knowledge.content import ContentError
from knowledge.own import FIELDS, IssueCode, OwnKind
from knowledge.refusal import DocumentRefused, RefusalCode
from personas.schema import Channel, Difficulty
from scoring.judging import Silence
from scoring.own import ConflictKind, Doubt
from scoring.policy import HangUpLeave
from scoring.results import FactTruth, FieldCheck, ItemStatus
from scoring.schema import DimensionId, EventKind, OutageScope, WorkOrder, WorkOrderKind
from simulator import errors
from simulator.errors import BadCorrection, BadCorrectionReason, BadReply, BadReplyReason, PracticeError
from simulator.views import Action, CallStatus, EndReason, MoodLevel
from web.problems import document_message, practice_message
from web.settings import HERE
from web.texts import LANGUAGES, MESSAGES, load_texts

TEXTS = load_texts()
CLOSED_SETS: dict[str, object] = {
    "mood": MoodLevel, "action": Action, "event": EventKind, "end": EndReason, "status": CallStatus,
    "kind": WorkOrderKind, "scope": OutageScope, "dimension": DimensionId, "item_status": ItemStatus,
    "channel": Channel, "difficulty": Difficulty, "document_errors": RefusalCode,
    "fact_outcome": FactTruth.model_fields["outcome"].annotation,
    "opinion_silence": Silence,
    "policy_leave": HangUpLeave,
    "clause_kind": OwnKind, "clause_issue": IssueCode, "clause_doubt": Doubt, "clause_conflict": ConflictKind,
    "field_status": FieldCheck.model_fields["status"].annotation,
}  # fmt: skip


@pytest.mark.parametrize("prefix", CLOSED_SETS)
def test_every_value_of_a_closed_set_has_its_words(prefix: str) -> None:
    wanted = {f"{prefix}.{value}" for value in get_args(CLOSED_SETS[prefix])}
    assert wanted <= TEXTS["zh"].keys


def test_every_field_of_the_work_order_has_a_label() -> None:
    assert {f"order.{name}" for name in WorkOrder.model_fields} <= TEXTS["zh"].keys


def test_every_field_of_a_clause_has_a_label() -> None:
    assert {f"clause_field.{name}" for name in FIELDS} <= TEXTS["zh"].keys


def test_every_message_that_a_page_asks_for_exists() -> None:
    sources = [*(HERE / "templates").glob("*.html"), *HERE.rglob("*.py")]
    used = {
        key
        for file in sources
        for key in re.findall(r"""\bt\(\s*['"]([a-z_.]+[a-z])['"]\s*[,)]""", file.read_text("utf-8"))
    }
    assert len(used) > 80
    assert used <= TEXTS["zh"].keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_fill_the_same_blanks(language: str) -> None:
    for key in TEXTS["zh"].keys:
        blanks = [sorted(re.findall(r"\{(\w+)\}", TEXTS[other](key))) for other in LANGUAGES]
        assert blanks[0] == blanks[1], key


def test_a_message_missing_in_one_language_is_refused_with_its_key(tmp_path: Path) -> None:
    (tmp_path / "zh.yaml").write_text("a: {b: 你好, c: 再见}", encoding="utf-8")
    (tmp_path / "en.yaml").write_text("a: {b: Hello}", encoding="utf-8")
    with pytest.raises(ContentError, match=r"en\.yaml: a\.c"):
        load_texts(tmp_path)


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and kind is not PracticeError and issubclass(kind, PracticeError)
    ],
)
def test_every_error_of_a_use_case_has_its_own_words(kind: type[PracticeError]) -> None:
    assert f"errors.{kind.code}" in TEXTS["zh"].keys


@pytest.mark.parametrize("reason", get_args(BadReplyReason))
def test_a_refused_reply_says_which_way_it_was_wrong(reason: BadReplyReason) -> None:
    general = TEXTS["zh"]("errors.bad_reply")
    assert practice_message(BadReply(reason, "x"), TEXTS["zh"]) != general


@pytest.mark.parametrize("reason", get_args(BadCorrectionReason))
def test_a_refused_correction_says_what_is_wrong_with_it(reason: BadCorrectionReason) -> None:
    general = TEXTS["zh"]("errors.bad_correction")
    assert practice_message(BadCorrection(reason, "x"), TEXTS["zh"]) != general


def test_an_error_without_words_gets_the_general_ones() -> None:
    assert practice_message(PracticeError("x"), TEXTS["zh"]) == TEXTS["zh"]("errors.unexpected")


def test_a_refused_document_is_named() -> None:
    assert "《规定.pdf》" in document_message(DocumentRefused("encrypted", "x"), "规定.pdf", TEXTS["zh"])


def test_messages_are_where_the_code_looks_for_them() -> None:
    assert {file.stem for file in MESSAGES.glob("*.yaml")} == set(LANGUAGES)
