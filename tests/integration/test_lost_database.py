"""The database file vanishes under a running server: it says so, and keeps nothing that would be lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import StoreUnavailable
from tests.integration.practice_child import OWNER, open_practice
from tests.unit.simulator.practice_fakes import FakeScoring


def lose(database: Path) -> None:
    database.rename(database.with_suffix(".aside"))


def replace(database: Path) -> None:
    copy = database.with_suffix(".copy")
    copy.write_bytes(database.read_bytes())
    copy.replace(database)


@pytest.mark.parametrize("spoil", [lose, replace])
def test_a_lost_or_replaced_file_is_told_and_not_written_to(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    database = tmp_path / "trainer.db"
    practice = open_practice(database, FakeScoring())
    scenario = practice.scenarios()[0].id
    practice.start(OWNER, scenario, seed=1)
    spoil(database)
    with pytest.raises(StoreUnavailable, match="deleted or replaced"):
        practice.start(OWNER, scenario, seed=2)


def test_a_file_that_is_put_back_is_used_again(tmp_path: Path) -> None:
    database = tmp_path / "trainer.db"
    practice = open_practice(database, FakeScoring())
    call = practice.start(OWNER, practice.scenarios()[0].id, seed=1)
    lose(database)
    with pytest.raises(StoreUnavailable):
        practice.view(OWNER, call.id)
    database.with_suffix(".aside").rename(database)
    assert practice.view(OWNER, call.id).id == call.id
