"""The index in real Chroma directories: built once, swapped in whole, repaired when broken."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.entries import Entry, entries_of
from knowledge.index import BATCH, KEPT, Snapshot, VectorIndex, index_identity, open_index
from knowledge.ports import Vectors
from tests.unit.knowledge.retrieval_fakes import STANDARD, PairEncoder

ENTRIES = entries_of(STANDARD, {})


def opened(
    folder: Path, entries: tuple[Entry, ...] = ENTRIES, encoder: PairEncoder | None = None
) -> VectorIndex:
    return open_index(folder, entries, encoder or PairEncoder(), lambda _: None)


def directories(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def test_the_clauses_of_the_closest_entries_are_the_candidates(tmp_path: Path) -> None:
    vector = PairEncoder().encode(["问清故障地址"])[0]
    assert opened(tmp_path).candidates(vector, 1) == {"repair.ask_address"}
    assert len(opened(tmp_path).candidates(vector, len(ENTRIES))) == len(STANDARD)


def test_a_second_opening_encodes_nothing_and_holds_the_same_vectors(tmp_path: Path) -> None:
    first, encoder = opened(tmp_path), PairEncoder()
    second = opened(tmp_path, encoder=encoder)
    assert encoder.asked == []
    assert second.snapshot.entry_ids == first.snapshot.entry_ids
    np.testing.assert_allclose(second.snapshot.vectors, first.snapshot.vectors)


def test_progress_is_reported_while_building(tmp_path: Path) -> None:
    said: list[str] = []
    open_index(tmp_path, ENTRIES, PairEncoder(), said.append)
    assert said == [f"Indexing {len(ENTRIES)} of {len(ENTRIES)} texts"]


def test_another_encoder_or_another_text_leads_to_another_index(tmp_path: Path) -> None:
    assert index_identity(PairEncoder(), ENTRIES) != index_identity(PairEncoder("pairs-2"), ENTRIES)
    assert index_identity(PairEncoder(), ENTRIES) != index_identity(PairEncoder(), ENTRIES[:-1])
    encoder = PairEncoder("pairs-2")
    opened(tmp_path)
    opened(tmp_path, encoder=encoder)
    assert len(encoder.asked) == len(ENTRIES)
    assert len(directories(tmp_path)) == 2


def test_known_vectors_are_carried_over(tmp_path: Path) -> None:
    old, encoder = opened(tmp_path, ENTRIES[:-1]), PairEncoder()
    open_index(tmp_path, ENTRIES, encoder, lambda _: None, old.snapshot)
    assert encoder.asked == [ENTRIES[-1].text]


@pytest.mark.parametrize("damage", ["database", "vectors", "emptied", "missing database"])
def test_a_damaged_index_is_built_again(tmp_path: Path, damage: str) -> None:
    index = opened(tmp_path)
    index.close()
    database = index.path / "chroma.sqlite3"
    if damage == "database":
        database.write_bytes(b"not a database" * 100)
    elif damage == "missing database":
        database.unlink()
    else:
        for file in index.path.rglob("*"):
            if file.is_file() and (damage == "emptied" or file.suffix == ".bin"):
                file.write_bytes(b"")
    again = opened(tmp_path)
    assert set(again.snapshot.entry_ids) == {entry.id for entry in ENTRIES}
    assert again.candidates(PairEncoder().encode(["醉酒客户"])[0], 1)


def test_what_a_killed_build_left_behind_does_no_harm(tmp_path: Path) -> None:
    leftover = tmp_path / ".building-1-abc"
    leftover.mkdir()
    (leftover / "chroma.sqlite3").write_bytes(b"half")
    opened(tmp_path)
    assert not leftover.exists()


def test_a_build_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    opened(tmp_path)
    before = directories(tmp_path)
    short = Snapshot((ENTRIES[0].id,), (ENTRIES[0].clause,), np.ones((1, 5), np.float32))
    with pytest.raises(Exception, match="dimension"):
        open_index(tmp_path, (*ENTRIES, Entry("a.b", "x")), PairEncoder(), lambda _: None, short)
    assert directories(tmp_path) == before


def test_old_directories_go_but_the_last_few_stay_for_their_readers(tmp_path: Path) -> None:
    for version in range(KEPT + 2):
        opened(tmp_path, encoder=PairEncoder(f"pairs-{version}"))
    assert len(directories(tmp_path)) == KEPT


def test_several_that_open_at_once_build_it_once(tmp_path: Path) -> None:
    encoder, indexes = PairEncoder(), list[VectorIndex]()
    threads = [
        threading.Thread(target=lambda: indexes.append(opened(tmp_path, encoder=encoder))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(indexes) == 4
    assert len(encoder.asked) == len(ENTRIES)


def test_entries_missing_from_a_finished_index_lead_to_a_new_one(tmp_path: Path) -> None:
    short = opened(tmp_path, ENTRIES[:-1])
    short.close()
    named_for_more = tmp_path / f"{index_identity(PairEncoder(), ENTRIES)}-0001"
    short.path.rename(named_for_more)
    again = opened(tmp_path)
    assert set(again.snapshot.entry_ids) == {entry.id for entry in ENTRIES}
    assert again.path != named_for_more


def test_the_latest_of_several_finished_builds_is_opened(tmp_path: Path) -> None:
    first = opened(tmp_path)
    (first.path / "chroma.sqlite3").write_bytes(b"broken")
    second = opened(tmp_path)
    assert (first.path.name[-4:], second.path.name[-4:]) == ("0001", "0002")
    assert opened(tmp_path).path == second.path


def test_readers_of_the_old_index_go_on_while_a_new_one_is_built(tmp_path: Path) -> None:
    old = opened(tmp_path, ENTRIES[:-1])
    vector = PairEncoder().encode(["醉酒客户"])[0]
    before = old.candidates(vector, 2)
    opened(tmp_path)
    assert old.candidates(vector, 2) == before


def test_a_build_leaves_no_half_finished_directory_behind(tmp_path: Path) -> None:
    index = opened(tmp_path)
    assert directories(tmp_path) == [index.path.name]


def test_a_build_that_breaks_off_while_encoding_leaves_nothing_and_the_next_one_works(tmp_path: Path) -> None:
    class Failing(PairEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            raise MemoryError("no room")

    with pytest.raises(MemoryError):
        opened(tmp_path, encoder=Failing())
    assert directories(tmp_path) == []
    assert len(opened(tmp_path).snapshot.entry_ids) == len(ENTRIES)


@pytest.mark.parametrize("count", [1, len(ENTRIES), len(ENTRIES) * 50])
def test_any_number_of_entries_can_be_asked_for(tmp_path: Path, count: int) -> None:
    found = opened(tmp_path).candidates(PairEncoder().encode(["问清故障地址"])[0], count)
    assert 1 <= len(found) <= min(count, len(STANDARD))


def test_more_entries_than_fit_in_a_batch_are_all_there_in_steps(tmp_path: Path) -> None:
    many = tuple(Entry(f"a.c{n}", f"第{n}条规定说明{n * 7}") for n in range(2 * BATCH + 1))
    said: list[str] = []
    index = open_index(tmp_path, many, PairEncoder(), said.append)
    assert said == [f"Indexing {n} of {len(many)} texts" for n in (BATCH, 2 * BATCH, len(many))]
    by_id = dict(zip(index.snapshot.entry_ids, index.snapshot.vectors, strict=True))
    for entry in (many[0], many[BATCH], many[-1]):
        np.testing.assert_allclose(by_id[entry.id], PairEncoder().encode([entry.text])[0], atol=1e-6)


def test_eight_threads_ask_one_index(tmp_path: Path) -> None:
    index, encoder = opened(tmp_path), PairEncoder()
    vectors = [encoder.encode([entry.text])[0] for entry in ENTRIES] * 4
    alone = [index.candidates(vector, 3) for vector in vectors]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda vector: index.candidates(vector, 3), vectors)) == alone
