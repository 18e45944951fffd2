"""The local policy on the standards page."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from scoring.policy import load_policy
from tests.unit.web.test_handlers import site
from tests.unit.web.web_fakes import FakePractice
from web.pages.standards import policy_html
from web.policy_table import policy_rows
from web.texts import LANGUAGES, Language, load_texts

TEXTS = load_texts()
DEFAULT = load_policy()


def values(language: Language) -> dict[str, tuple[str, ...]]:
    return {row.name: row.values for row in policy_rows(DEFAULT, TEXTS[language])}


def test_values_are_read_with_their_units() -> None:
    zh, en = values("zh"), values("en")
    assert (zh["complaint_reply_days"], en["complaint_reply_days"]) == (("4个工作日",), ("4 working days",))
    assert (zh["outage_self_check"], zh["agent_number_required"]) == (("是",), ("否",))
    assert (zh["fees"], zh["hotline_numbers"]) == (("未填",), ("95598",))
    assert len(en["agent_hangup_exceptions"]) == 2


def test_an_entry_of_the_company_is_marked_and_an_amount_is_named(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(
        "fees: {value: [{name: 换空开, yuan: 35.5}], source: 本局公示, year: 2026}", encoding="utf-8"
    )
    row = next(row for row in policy_rows(load_policy(file), TEXTS["zh"]) if row.name == "fees")
    assert (row.values, row.source, row.local) == (("换空开：35.5元",), "本局公示（2026年）", True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_entry_with_its_source(language: Language, tmp_path: Path) -> None:
    html = policy_html(replace(site(FakePractice(), tmp_path), policy=DEFAULT), language)
    shown = unescape(html)
    for entry in DEFAULT.entries.values():
        assert (entry.label.en if language == "en" else entry.label.zh) in shown
        assert entry.source in shown
    assert TEXTS[language]("policy.local_first") in html
    assert DEFAULT.fingerprint in html


def test_what_a_company_writes_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("company_names: {value: ['<b>城东</b>'], source: '<i>x</i>'}", encoding="utf-8")
    html = policy_html(replace(site(FakePractice(), tmp_path), policy=load_policy(file)), "zh")
    assert "&lt;b&gt;城东" in html
    assert "<i>x" not in html
