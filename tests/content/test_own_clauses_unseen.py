"""Six clauses as a company would write them, with six good and six bad examples each: how well they are
recognised in replies that the examples do not hold, with the shipped encoder."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.content import read_yaml
from knowledge.encoder import load_encoder
from knowledge.own import OwnClause, read_clause
from scoring.own import OwnJudge
from scoring.own.background import load_background
from scoring.own.separation import FOUND, area

DATA = Path(__file__).parents[1] / "data" / "own_clauses"
JUDGE = OwnJudge(load_encoder(), tuple)
FALSE_ALARMS = 0.03
"""Of ordinary replies that neither the examples nor the background hold."""


class Floor(BaseModel):
    model_config = ConfigDict(extra="forbid")
    right: int
    auc: float


class Unseen(BaseModel):
    model_config = ConfigDict(extra="forbid")
    yes: tuple[str, ...]
    no: tuple[str, ...]


FLOORS = TypeAdapter(dict[str, Floor]).validate_python(read_yaml(DATA / "floors.yaml"))


def clause(name: str) -> OwnClause:
    file = DATA / "clauses" / f"{name}.yaml"
    return read_clause(file.name, file.read_bytes())


def sure(name: str, reply: str) -> float:
    return JUDGE.recogniser(clause(name)).judge(JUDGE.read(reply))[0]


@pytest.mark.parametrize("name", FLOORS)
def test_a_clause_is_recognised_in_words_it_was_not_shown(name: str) -> None:
    unseen = Unseen.model_validate(read_yaml(DATA / "unseen" / f"{name}.yaml"))
    assert not {*unseen.yes, *unseen.no} & {*clause(name).good, *clause(name).bad}
    yes, no = [sure(name, reply) for reply in unseen.yes], [sure(name, reply) for reply in unseen.no]
    hits, false = sum(score >= FOUND for score in yes), sum(score >= FOUND for score in no)
    apart = area(yes, no)
    print(f"\n{name}: found {hits} of {len(yes)}, falsely {false} of {len(no)}, AUC {apart:.3f}")
    assert apart is not None
    assert apart >= FLOORS[name].auc
    assert hits + len(no) - false >= FLOORS[name].right


@pytest.mark.parametrize("name", FLOORS)
def test_ordinary_replies_are_seldom_taken_for_it(name: str) -> None:
    ordinary = load_background(load_encoder(), size=800).replies[500:]
    assert sum(sure(name, reply) >= FOUND for reply in ordinary) <= FALSE_ALARMS * len(ordinary)


def test_every_clause_has_its_unseen_replies_and_its_floor() -> None:
    for folder in ("clauses", "unseen"):
        assert {file.stem for file in (DATA / folder).glob("*.yaml")} == set(FLOORS)
