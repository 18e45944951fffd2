"""Reading the company's own clauses: what is taken, what is refused and in which words, where it is kept."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.own import (
    ClauseRefused,
    ClauseShelf,
    OwnClause,
    as_clause,
    clause_from_values,
    clause_id,
    is_own,
    read_clause,
    write_clause,
)

GOOD = """\
title: 告知公众号查进度
requirement: 报修受理后，告知客户可以在微信公众号上查抢修进度。
kind: required
phrases:
- 您也可以关注我们的微信公众号查看抢修进度
good: [关注公众号就能看到师傅到哪儿了]
bad: [您再等等]
situations: [anxious_outage]
"""


def refused(text: str | bytes) -> ClauseRefused:
    with pytest.raises(ClauseRefused) as caught:
        read_clause("f.yaml", text if isinstance(text, bytes) else text.encode())
    return caught.value


def codes(text: str | bytes) -> set[tuple[str, str]]:
    return {(issue.field, issue.code) for issue in refused(text).issues}


def test_a_clause_is_read_and_written_back_the_same() -> None:
    own = read_clause("f.yaml", GOOD.encode())
    assert (own.dimension, own.weight) == ("resolution", 2.0)
    assert read_clause("f.yaml", write_clause(own).encode()) == own


def test_what_is_looked_for_depends_on_the_kind() -> None:
    own = read_clause("f.yaml", GOOD.encode())
    assert own.shows == ("关注公众号就能看到师傅到哪儿了",)
    assert own.model_copy(update={"kind": "forbidden"}).shows == ("您再等等",)


def test_it_becomes_a_clause_that_cites_the_company() -> None:
    clause = as_clause("abc", read_clause("f.yaml", GOOD.encode()))
    assert is_own(clause.id)
    assert (clause.kind, clause.section, clause.situations) == ("must_say", "本单位条款", ("anxious_outage",))


def test_a_forbidden_phrase_is_never_offered_as_the_required_wording() -> None:
    own = read_clause("f.yaml", GOOD.replace("required", "forbidden").encode())
    assert as_clause("abc", own).phrases == ()


def test_every_wrong_field_is_named_at_once_with_its_value() -> None:
    error = refused(
        "title: 1\nkind: maybe\nfoo: 2\ngood: [您好, 您好]\nbad: [您好, '']\nweight: 99\nsituations: [火星]"
    )
    found = {(issue.field, issue.code) for issue in error.issues}
    assert found == {
        ("title", "not_text"), ("requirement", "missing"), ("kind", "not_offered"), ("foo", "unknown_field"),
        ("good", "duplicate"), ("bad.1", "too_short"), ("bad", "both_sides"), ("weight", "out_of_range"),
        ("situations.0", "not_offered"),
    }  # fmt: skip
    for value in ("'maybe'", "'99'", "'火星'", "'您好'"):
        assert value in str(error)


@pytest.mark.parametrize(("text", "field", "code"), [
    ("a: &a [x]\nb: *a", "", "alias"),
    ("title: !!python/object:os.system x", "", "alias"),
    ("good: " + "[" * 20_000, "", "too_deep"),
    ("x: [", "", "not_yaml"),
    ("- 1", "", "not_yaml"),
    ("title: a\ntitle: b", "", "not_yaml"),
    ("", "", "not_yaml"),
    (b"title: \xff\xfe", "", "not_utf8"),
    (b"x" * 70_000, "", "too_large"),
    (GOOD.replace("good: [关注公众号就能看到师傅到哪儿了]", "good: 关注公众号"), "good", "not_list"),
    (GOOD.replace("告知公众号查进度", "长" * 61), "title", "too_long"),
    (GOOD.replace("[关注公众号就能看到师傅到哪儿了]", str([str(i) for i in range(101)])), "good", "too_many"),
    (GOOD + "weight: .nan", "weight", "out_of_range"),
    (GOOD + "weight: viel", "weight", "not_number"),
    ("title: 标题\nrequirement: 要求\nkind: forbidden\ngood: [您好]", "phrases", "nothing_to_find"),
])  # fmt: skip
def test_a_file_that_is_no_clause_is_refused(text: str | bytes, field: str, code: str) -> None:
    assert (field, code) in codes(text)


def test_characters_that_nobody_sees_are_dropped() -> None:
    fields = {"title": "标\u202e题\u0000", "requirement": " 要求 ", "kind": "required"}
    own = clause_from_values("form", {**fields, "phrases": ["请\u200b看"]})
    assert (own.title, own.requirement, own.phrases) == ("标题", "要求", ("请看",))


@given(st.binary(max_size=300))
def test_whatever_the_file_holds_it_is_a_clause_or_refused(data: bytes) -> None:
    with suppress(ClauseRefused):
        assert isinstance(read_clause("f.yaml", data), OwnClause)


def test_a_changed_copy_has_a_hash_of_its_own() -> None:
    own = read_clause("f.yaml", GOOD.encode())
    assert own.content_hash != own.model_copy(update={"weight": 3.0}).content_hash
    assert own.content_hash == own.model_copy().content_hash


def test_titles_that_sound_alike_have_ids_of_their_own() -> None:
    own = read_clause("f.yaml", GOOD.encode())
    other = own.model_copy(update={"title": "高知公众号查进度"})
    assert clause_id(own) != clause_id(other)
    assert clause_id(own) == clause_id(own.model_copy(update={"weight": 3.0}))


def test_the_shelf_keeps_every_version(tmp_path: Path) -> None:
    shelf, own = ClauseShelf(tmp_path / "clauses"), read_clause("f.yaml", GOOD.encode())
    assert (shelf.state(), shelf.clauses()) == ((), ())
    shelf.put("wechat", own)
    changed = own.model_copy(update={"weight": 3.0})
    shelf.put("wechat", changed)
    assert [kept.own for kept in shelf.clauses()] == [changed]
    shelf.remove("wechat")
    assert shelf.clauses() == ()
    assert set(shelf.versions("wechat")) == {own.content_hash, changed.content_hash}


def test_the_state_changes_with_every_edit_of_a_file(tmp_path: Path) -> None:
    shelf = ClauseShelf(tmp_path)
    shelf.put("wechat", read_clause("f.yaml", GOOD.encode()))
    before = shelf.state()
    assert shelf.state() == before
    (tmp_path / "wechat.yaml").write_text(GOOD + "weight: 5\n", encoding="utf-8")
    assert shelf.state() != before
    assert shelf.clauses()[0].own.weight == 5


def test_a_file_that_is_no_clause_is_left_out_and_told(tmp_path: Path) -> None:
    shelf = ClauseShelf(tmp_path)
    shelf.put("wechat", read_clause("f.yaml", GOOD.encode()))
    (tmp_path / "broken.yaml").write_text("kind: maybe", encoding="utf-8")
    (tmp_path / "中文名.yaml").write_text(GOOD, encoding="utf-8")
    assert [kept.id for kept in shelf.clauses()] == ["wechat"]
    assert {file.file for file in shelf.unreadable()} == {"broken.yaml", "中文名.yaml"}


@pytest.mark.parametrize("name", ["../x", "a/b", "", "A", "x" * 81])
def test_an_id_never_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        ClauseShelf(tmp_path / "clauses").put(
            name, OwnClause(title="标题", requirement="要求", kind="required")
        )
    assert list(tmp_path.iterdir()) == []
