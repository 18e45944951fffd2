"""The local policy: shipped defaults, a company's own file over them, and everything wrong told at once."""

from pathlib import Path

import pytest

from knowledge.content import ContentError
from scoring.policy import Policy, PolicySettings, PolicyValues, load_policy
from tests.unit.scoring.policy_fakes import DEFAULT, policy, written


def test_each_entry_has_a_value_and_says_where_it_comes_from() -> None:
    assert set(DEFAULT.entries) == set(PolicyValues.model_fields)
    for entry in DEFAULT.entries.values():
        assert entry.source
        assert entry.note
        assert not entry.local


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    text = "complaint_reply_days: {value: 5, source: 本省供电条例, year: 2024}\n"
    text += "fees: {value: [{name: 换空开, yuan: 35}]}"
    local = load_policy(written(tmp_path, text))
    assert local.values.complaint_reply_days == 5
    assert [(fee.name, fee.yuan) for fee in local.values.fees] == [("换空开", 35)]
    assert local.values.report_reply_days == DEFAULT.values.report_reply_days
    changed = local.entries["complaint_reply_days"]
    assert (changed.source, changed.year, changed.local) == ("本省供电条例", 2024, True)


def test_a_changed_value_does_not_keep_the_source_of_the_default(tmp_path: Path) -> None:
    local = load_policy(written(tmp_path, "report_reply_days: {value: 7}"))
    entry = local.entries["report_reply_days"]
    assert entry.source == "本单位设定"
    assert entry.year is None
    assert entry.note == DEFAULT.entries["report_reply_days"].note


@pytest.mark.parametrize("text", ["", "# 都用缺省值\n", "{}"])
def test_a_file_that_sets_nothing_leaves_the_defaults(tmp_path: Path, text: str) -> None:
    assert load_policy(written(tmp_path, text)).fingerprint == DEFAULT.fingerprint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("complaint_reply_days: {value: '4'}", ["complaint_reply_days.value", "'4'"]),
        ("complaint_reply_days: {value: 0}", ["complaint_reply_days.value", "got 0"]),
        ("complaint_reply_days: {value: 4.5}", ["complaint_reply_days.value", "4.5"]),
        ("complaint_reply_days: 5", ["complaint_reply_days", "got 5"]),
        ("complaint_reply_days: {days: 5}", ["complaint_reply_days.days", "complaint_reply_days.value"]),
        ("outage_self_check: {value: '是'}", ["outage_self_check.value", "'是'"]),
        ("hotline_numbers: {value: ['95598', 供电]}", ["hotline_numbers.value.1", "'供电'"]),
        ("agent_hangup_exceptions: {value: [drunk]}", ["agent_hangup_exceptions.value.0", "'drunk'"]),
        ("fees: {value: [{name: 换表, yuan: -1}]}", ["fees.value.0.yuan", "got -1"]),
        ("fees: {value: [{name: 换表}]}", ["fees.value.0.yuan"]),
        ("complaint_days: {value: 5}", ["'complaint_days'", "complaint_reply_days"]),
        ("complaint_contact_hours: {value: 120}", ["120", "96 hours"]),
        ("- 5", ["[5]", "write entries"]),
        ("fees: [", ["whole file"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_field_and_value(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(ContentError) as refused:
        load_policy(written(tmp_path, text))
    assert all(words in str(refused.value) for words in [*said, "policy.yaml"])


def test_all_problems_come_together(tmp_path: Path) -> None:
    text = (
        "days: {value: 5}\nreport_reply_days: {value: 900}\n"
        "fees: {price: 3}\noutage_self_check: {value: maybe}\n"
    )
    with pytest.raises(ContentError) as refused:
        load_policy(written(tmp_path, text))
    paths = {problem.path for problem in refused.value.problems}
    assert {"days", "report_reply_days.value", "fees.price", "fees.value", "outage_self_check.value"} <= paths


def test_the_fingerprint_changes_with_values_alone(tmp_path: Path) -> None:
    said_otherwise = load_policy(written(tmp_path, "report_reply_days: {value: 9, note: 照旧}"))
    assert said_otherwise.fingerprint == DEFAULT.fingerprint
    assert policy(report_reply_days=8).fingerprint != DEFAULT.fingerprint


def test_the_usual_file_is_used_where_it_is_there(tmp_path: Path) -> None:
    assert PolicySettings(data_dir=tmp_path, policy=None).local_file is None
    file = written(tmp_path, "report_reply_days: {value: 7}")
    assert PolicySettings(data_dir=tmp_path, policy=None).local_file == file


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    settings = PolicySettings(data_dir=tmp_path, policy=tmp_path / "mine.yaml")
    with pytest.raises(ContentError, match=r"mine\.yaml"):
        load_policy(settings.local_file)


def test_a_policy_is_what_was_loaded() -> None:
    assert isinstance(DEFAULT, Policy)
    assert DEFAULT.values.fallen_wire_metres == 8
