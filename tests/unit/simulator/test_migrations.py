"""A database comes up to date from nothing, from an older release, and never half-way."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from simulator.errors import StoreUnavailable
from simulator.opinions import StoredOpinion
from simulator.store.engine import open_engine
from simulator.store.migrate import HEAD, SCRIPTS, current, upgrade
from simulator.store.sql import SqlCallStore, open_store
from simulator.store.tables import METADATA
from tests.unit.simulator.practice_fakes import START, Desk, ticking_clock


@contextmanager
def database(folder: Path) -> Iterator[Engine]:
    engine = open_engine(folder / "trainer.db")
    yield engine
    engine.dispose()


@contextmanager
def sql_desk(folder: Path) -> Iterator[tuple[Desk, SqlCallStore]]:
    store = open_store(folder / "trainer.db")
    yield Desk(store=store), store
    store.close()


def run_sql(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "trainer.db")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        rows: list[tuple[object, ...]] = connection.execute(statement).fetchall()
        connection.commit()
        return rows


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    numbers = sorted(file.name.split("_")[0] for file in (SCRIPTS / "versions").glob("*.py"))
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert numbers[-1] == HEAD


def test_an_empty_database_gets_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    with database(tmp_path) as engine:
        upgrade(engine)
        made = inspect(engine)
        assert set(made.get_table_names()) == {*METADATA.tables, "alembic_version"}
        for name, table in METADATA.tables.items():
            columns = {item["name"]: bool(item["nullable"]) for item in made.get_columns(name)}
            assert columns == {column.name: bool(column.nullable) for column in table.columns}
            assert made.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key]


def test_an_up_to_date_database_is_left_alone(tmp_path: Path) -> None:
    with database(tmp_path) as engine:
        upgrade(engine)
        with engine.connect() as connection:
            assert current(connection) == HEAD
        before = (tmp_path / "trainer.db").read_bytes()
        upgrade(engine)
        assert (tmp_path / "trainer.db").read_bytes() == before


def test_calls_of_the_first_release_are_there_after_the_upgrade(tmp_path: Path) -> None:
    with database(tmp_path) as engine:
        upgrade(engine, "0001")
        desk = Desk(store=SqlCallStore(engine))
        desk.scoring.ready = False  # that release kept no results
        call_id = desk.talking()
        before = desk.store.get(call_id)
        upgrade(engine)
        assert desk.store.get(call_id) == before
        desk.scoring.ready = True
        desk.practice.reply("guest", call_id, "再见", after=1)
        assert desk.practice.report("guest", call_id).assessment.row.score == 10.0


def test_results_of_the_second_release_are_there_after_the_upgrade(tmp_path: Path) -> None:
    with database(tmp_path) as engine:
        upgrade(engine, "0002")
        store = SqlCallStore(engine)
        desk = Desk(store=store)
        call_id = desk.talking()
        desk.practice.reply("guest", call_id, "再见", after=1)
        before = desk.practice.report("guest", call_id)
        upgrade(engine)
        assert store.opinions.newest_opinion(call_id) is None
        store.opinions.add_opinion(StoredOpinion(call_id, "m", "p", (), START))
        assert desk.practice.report("guest", call_id) == before


def test_a_migration_that_fails_at_its_end_leaves_nothing_of_its_beginning(tmp_path: Path) -> None:
    with database(tmp_path) as engine:
        upgrade(engine, "0001")
        run_sql(tmp_path, "CREATE TRIGGER calls_no_update BEFORE UPDATE ON calls BEGIN SELECT 1; END")
        with pytest.raises(StoreUnavailable, match="calls_no_update"):
            upgrade(engine)
        assert "results" not in inspect(engine).get_table_names()
        with engine.connect() as connection:
            assert current(connection) == "0001"
        run_sql(tmp_path, "DROP TRIGGER calls_no_update")
        upgrade(engine)


def test_of_many_that_start_at_once_one_makes_the_tables(tmp_path: Path) -> None:
    def start(_: int) -> str | None:
        with database(tmp_path) as engine:
            upgrade(engine)
            with engine.connect() as connection:
                return current(connection)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == [HEAD] * 4


def test_a_database_of_a_newer_release_is_refused_and_left_alone(tmp_path: Path) -> None:
    with database(tmp_path) as engine:
        upgrade(engine)
    run_sql(tmp_path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match=r"another release.*9999"):
        open_store(tmp_path / "trainer.db")
    assert run_sql(tmp_path, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trainer.db").write_bytes("这不是数据库".encode() * 100)
    with pytest.raises(StoreUnavailable, match="not a database"):
        open_store(tmp_path / "trainer.db")


@pytest.mark.parametrize("url", ["nonsense", "oracle+nothing://x", "postgresql+missing://u@h/d"])
def test_a_url_that_leads_nowhere_is_refused(url: str) -> None:
    with pytest.raises(StoreUnavailable):
        open_store(url)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="cannot make the folder"):
        open_store(tmp_path / "file" / "trainer.db")


@pytest.mark.parametrize("name", ["100%.db", "a b?c#d.db", "呼叫.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    open_store(tmp_path / name).close()
    assert (tmp_path / name).is_file()


def test_what_is_finished_cannot_be_altered_even_by_hand(tmp_path: Path) -> None:
    with sql_desk(tmp_path) as (desk, store):
        call_id = desk.talking()
        desk.practice.reply("guest", call_id, "您好，再见", after=1)
        report = desk.practice.report("guest", call_id)
        store.opinions.add_opinion(StoredOpinion(call_id, "m", "p", (), START))
        for statement in (
            "UPDATE opinions SET model = 'better'",
            "DELETE FROM opinions",
            "UPDATE results SET score = 100",
            "DELETE FROM results",
            "UPDATE utterances SET text = '您好'",
            "DELETE FROM utterances WHERE idx = 1",
            "UPDATE events SET role = 'trainee'",
            "DELETE FROM events",
            "UPDATE calls SET status = 'talking'",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="finished is never changed"):
                run_sql(tmp_path, statement)
        assert desk.practice.report("guest", call_id) == report


def test_a_whole_call_can_be_erased(tmp_path: Path) -> None:
    with sql_desk(tmp_path) as (desk, store):
        call_id = desk.talking()
        desk.practice.reply("guest", call_id, "再见", after=1)
        store.opinions.add_opinion(StoredOpinion(call_id, "m", "p", (), START))
        run_sql(tmp_path, "DELETE FROM calls")
        tables = ("utterances", "results", "opinions")
        left = f"SELECT {' + '.join(f'(SELECT count(*) FROM {table})' for table in tables)}"
        assert run_sql(tmp_path, left) == [(0,)]


def test_the_database_is_set_up_to_survive_a_crash(tmp_path: Path) -> None:
    with database(tmp_path) as engine, engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


def test_a_step_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with sql_desk(tmp_path) as (desk, store):
        call_id = desk.talking()
        before = store.get(call_id)
        trigger = (
            "CREATE TRIGGER full BEFORE INSERT ON utterances BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
        run_sql(tmp_path, trigger)
        with pytest.raises(StoreUnavailable, match="disk full"):
            desk.practice.reply("guest", call_id, "您好", after=1)
        assert store.get(call_id) == before


def test_times_come_back_aware_and_in_utc(tmp_path: Path) -> None:
    now = ticking_clock()()
    with sql_desk(tmp_path) as (desk, _):
        call = desk.practice.view("guest", desk.talking())
        assert call.started_at.utcoffset() == now.utcoffset()
        assert call.started_at > now
