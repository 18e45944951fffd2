"""Content that does not fit together is refused, all of it at once, each with file and field."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from knowledge.content import ContentError
from personas.catalogue import load_personas

GOOD = Path(__file__).parents[2] / "data" / "personas"
Tree = dict[str, object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(GOOD, tmp_path / "personas")


def change(file: Path, mend: Callable[[Tree], object]) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    mend(content)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def put(path: str, value: object) -> Callable[[Tree], None]:
    """Set the field at a dotted path."""

    def mend(content: Tree) -> None:
        *parents, last = path.split(".")
        place = content
        for name in parents:
            place = place[name]  # type: ignore[assignment]
        place[last] = value

    return mend


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_personas(folder)
    return [str(problem) for problem in caught.value.problems]


def test_good_content_is_read() -> None:
    catalogue = load_personas(GOOD)
    assert set(catalogue.scenarios) == {"dark_stairs", "shouting"}
    assert set(catalogue.people) == {"neighbour"}
    assert catalogue.person_of(catalogue.scenarios["shouting"]).id == "neighbour"


def test_the_fingerprint_follows_the_content(folder: Path) -> None:
    before = load_personas(folder).fingerprint
    assert before == load_personas(GOOD).fingerprint
    change(folder / "scenarios" / "shouting.yaml", put("title", "别的"))
    assert load_personas(folder).fingerprint != before


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("person", "nobody", "person: no customer has the id 'nobody'"),
        ("variables.surname", {"pool": "names"}, "variables.surname.pool: there is no pool 'names'"),
        ("brief", "{street}来电", "brief: no variable {street} is drawn before this"),
        ("brief", "晚上}来电", "brief: a brace that is no blank"),
        ("facts.time.tell", ["{hour}点", "不早了"], "facts.time.tell.0: no variable {hour}"),
        ("facts.time.answers", [], "facts.time.answers: a fact told when asked needs a question"),
        ("facts.time.keywords", ["几点"], "facts.time.keywords: keywords only work for facts"),
        ("facts.time.tell", ["七点", "七点"], "facts.time.tell: the same wording twice"),
        ("facts.smell.tell", ["打{phone}", "有糊味"], "facts.smell.tell.0: gives away the fact 'phone'"),
        ("opening", ["喂，{phone}", "没电了"], "opening.0: gives away the fact 'phone'"),
        ("opening", ["没电了", "没电了"], "opening: the same wording twice"),
        ("needs.crew.press", ["人呢？", "人呢。。"], "needs.crew.press.1: empty or doubled punctuation"),
        ("work_order.kind", "fault", "work_order.kind: 'fault' is none of: repair"),
        ("work_order.scope", "{minute}", "work_order.scope: '10' is none of: household"),
        (
            "speech",
            {"read_back_wrong": ["不对", "错，{correct}"]},
            "speech.read_back_wrong.0: needs the blank",
        ),
        ("colour", "red", "colour: Extra inputs are not permitted"),
    ],
)
def test_what_does_not_fit_is_named_with_its_field(
    folder: Path, path: str, value: object, expected: str
) -> None:
    change(folder / "scenarios" / "dark_stairs.yaml", put(path, value))
    assert any(line.startswith(f"scenarios/dark_stairs.yaml: {expected}") for line in problems(folder))


def test_a_person_without_words_for_an_act_is_named_where_he_is_needed(folder: Path) -> None:
    change(folder / "customers" / "neighbour.yaml", lambda content: content["speech"].pop("withhold"))  # type: ignore[attr-defined]
    assert [line for line in problems(folder) if "withhold" in line and "'neighbour'" in line]


def test_a_persons_words_may_not_have_a_scenarios_blanks(folder: Path) -> None:
    change(folder / "customers" / "neighbour.yaml", put("speech.thanked", ["谢{surname}", "好"]))
    assert problems(folder)[0].startswith("customers/neighbour.yaml: speech.thanked.0: a person's words")


def test_the_same_id_twice_is_refused(folder: Path) -> None:
    shutil.copy(folder / "scenarios" / "shouting.yaml", folder / "scenarios" / "shouting2.yaml")
    assert problems(folder) == ["scenarios/shouting2.yaml: id: 'shouting' is used twice"]


def test_a_pool_needs_different_entries(folder: Path) -> None:
    change(folder / "pools.yaml", put("surnames", ["王", "王"]))
    assert problems(folder)[0].startswith("pools.yaml: surnames: a pool needs different entries")


def test_problems_of_all_files_come_together(folder: Path) -> None:
    change(folder / "scenarios" / "dark_stairs.yaml", put("brief", "{street}"))
    change(folder / "scenarios" / "shouting.yaml", put("difficulty", "brutal"))
    (folder / "pools.yaml").write_text("a: [", encoding="utf-8")
    files = {line.split(":")[0] for line in problems(folder)}
    assert files == {"scenarios/dark_stairs.yaml", "scenarios/shouting.yaml", "pools.yaml"}
