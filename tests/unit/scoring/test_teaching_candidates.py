"""A refit grader comes into force by a decision alone, and only as it was measured."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.teaching import CandidateRefused, RefitBusyError
from scoring.teaching.bootstrap import Teaching, open_teaching
from scoring.teaching.candidates import ACTIVE, CARD, FOLDER, HISTORY, WEIGHTS, Candidate, CandidateShelf
from scoring.teaching.desk import Sets
from tests.unit.scoring.teaching_fakes import corrected, found, plain_detector, write_set

ODD = "这事儿我揽下了您擎好吧"
WHO = ("王班长", "试过了")


def opened(tmp_path: Path) -> Teaching:
    sets = Sets(tmp_path / "examples", tmp_path / "gold")
    return open_teaching(tmp_path, plain_detector(), sets)


@pytest.fixture
def teaching(tmp_path: Path) -> Teaching:
    write_set(tmp_path / "examples", "[ask_address:请问您住哪里]？")
    write_set(tmp_path / "gold", "[greeting:您好]，请讲。")
    return opened(tmp_path)


@pytest.fixture
def candidate(teaching: Teaching) -> Candidate:
    return teaching.desk.refit([corrected(ODD, "promise_forward")])


def in_force(teaching: Teaching) -> set[str]:
    return found(teaching.detector, ODD)  # type: ignore[arg-type]


def test_a_refit_alone_changes_nobodys_grader(teaching: Teaching, candidate: Candidate) -> None:
    assert teaching.desk.candidates() == (candidate,)
    assert in_force(teaching) == set()
    assert "taught" not in teaching.detector.version


def test_an_accepted_one_counts_from_the_next_reply_on_in_every_process(
    teaching: Teaching, candidate: Candidate, tmp_path: Path
) -> None:
    elsewhere = opened(tmp_path)
    before = elsewhere.detector.version
    decision = teaching.desk.accept(candidate.fingerprint, *WHO)
    assert (decision.author, decision.reason, decision.forced) == (*WHO, False)
    for process in (teaching, elsewhere, opened(tmp_path)):
        assert in_force(process) == {"promise_forward"}
        assert candidate.fingerprint in process.detector.version != before
        assert process.desk.in_force.decision == decision


def test_going_back_gives_the_shipped_grader_and_both_decisions_are_kept(
    teaching: Teaching, candidate: Candidate, tmp_path: Path
) -> None:
    shipped = teaching.detector.version
    teaching.desk.accept(candidate.fingerprint, *WHO)
    teaching.desk.revert("李班长", "还是原来的好")
    assert (in_force(teaching), teaching.detector.version) == (set(), shipped)
    lines = (tmp_path / FOLDER / HISTORY).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["fingerprint"] for line in lines] == [candidate.fingerprint, ""]
    assert [json.loads(line)["author"] for line in lines] == ["王班长", "李班长"]


def test_a_refit_is_compared_with_the_grader_in_force(teaching: Teaching, candidate: Candidate) -> None:
    teaching.desk.accept(candidate.fingerprint, *WHO)
    again = teaching.desk.refit([corrected(ODD, "promise_forward"), corrected("单子甩过去了", "dispatch")])
    assert (again.trial.followed_before, again.trial.followed) == (1, 2)
    assert again.base == candidate.base


def spoilt_card(folder: Path) -> None:
    (folder / CARD).write_text("{", encoding="utf-8")


def foreign_card(folder: Path) -> None:
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps(card | {"base": "another"}), encoding="utf-8")


def spoilt_weights(folder: Path) -> None:
    (folder / WEIGHTS).write_bytes(b"\xff" * 40)


def changed_weights(folder: Path) -> None:
    data = bytearray((folder / WEIGHTS).read_bytes())
    data[-1] ^= 1
    (folder / WEIGHTS).write_bytes(bytes(data))


def no_weights(folder: Path) -> None:
    (folder / WEIGHTS).unlink()


SPOILS = [
    (spoilt_card, "unreadable"), (foreign_card, "foreign"), (spoilt_weights, "unreadable"),
    (changed_weights, "changed"), (no_weights, "unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "code"), SPOILS)
def test_what_is_not_as_it_was_measured_is_refused(
    teaching: Teaching, candidate: Candidate, tmp_path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(tmp_path / FOLDER / candidate.fingerprint)
    with pytest.raises(CandidateRefused) as refused:
        teaching.desk.accept(candidate.fingerprint, *WHO)
    assert refused.value.code == code
    assert not (tmp_path / FOLDER / ACTIVE).exists()


@pytest.mark.parametrize(("spoil", "code"), SPOILS)
def test_one_that_is_spoilt_later_gives_way_to_the_shipped_grader(
    teaching: Teaching, candidate: Candidate, tmp_path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    teaching.desk.accept(candidate.fingerprint, *WHO)
    spoil(tmp_path / FOLDER / candidate.fingerprint)
    fresh = opened(tmp_path)
    assert in_force(fresh) == set()
    problem = fresh.desk.in_force.problem
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize("text", ["", "{}", '{"fingerprint": "../../etc", "author": "x"}', "\xff"])
def test_a_spoilt_pointer_means_the_shipped_grader(
    teaching: Teaching, candidate: Candidate, tmp_path: Path, text: str
) -> None:
    teaching.desk.accept(candidate.fingerprint, *WHO)
    (tmp_path / FOLDER / ACTIVE).write_text(text, encoding="latin-1")
    assert in_force(teaching) == set()
    assert teaching.desk.in_force.problem is not None
    teaching.desk.revert(*WHO)
    assert teaching.desk.in_force.problem is None


@pytest.mark.parametrize("name", ["", "..", "../secret", "0" * 12, "x" * 12, "A" * 4000])
def test_a_name_that_is_no_candidate_is_refused(teaching: Teaching, name: str) -> None:
    with pytest.raises(CandidateRefused) as refused:
        teaching.desk.accept(name, *WHO)
    assert refused.value.code == "unknown"


@pytest.mark.parametrize(("who", "code"), [(("", "x"), "no_author"), (("x", " \n"), "no_reason")])
def test_nobody_decides_without_a_name_and_a_reason(
    teaching: Teaching, candidate: Candidate, who: tuple[str, str], code: str
) -> None:
    decisions: tuple[Callable[[], object], ...] = (
        lambda: teaching.desk.accept(candidate.fingerprint, *who),
        lambda: teaching.desk.revert(*who),
    )
    for decide in decisions:
        with pytest.raises(CandidateRefused) as refused:
            decide()
        assert refused.value.code == code


def test_one_that_is_worse_is_accepted_only_by_force_and_that_is_kept(
    teaching: Teaching, tmp_path: Path
) -> None:
    made = teaching.desk.refit([corrected("您好，请讲。", "greeting", "not_there")])
    assert [fall.figure for fall in made.trial.falls] == ["elements"]
    with pytest.raises(CandidateRefused) as refused:
        teaching.desk.accept(made.fingerprint, *WHO)
    assert refused.value.code == "worse"
    decision = teaching.desk.accept(made.fingerprint, *WHO, force=True)
    assert decision.forced
    assert decision.falls == made.trial.falls
    assert opened(tmp_path).desk.in_force.decision == decision


def test_without_a_gold_set_only_force_helps(teaching: Teaching, tmp_path: Path) -> None:
    (tmp_path / "gold" / "anxious_outage.txt").unlink()
    (tmp_path / "gold").rmdir()
    made = teaching.desk.refit([corrected(ODD, "promise_forward")])
    with pytest.raises(CandidateRefused) as refused:
        teaching.desk.accept(made.fingerprint, *WHO)
    assert refused.value.code == "unmeasured"
    assert teaching.desk.accept(made.fingerprint, *WHO, force=True).forced


def test_two_do_not_teach_at_once(teaching: Teaching) -> None:
    def meanwhile(_: str) -> None:
        with pytest.raises(RefitBusyError):
            teaching.desk.refit([corrected(ODD, "promise_forward")])

    teaching.desk.refit([corrected(ODD, "promise_forward")], meanwhile)
    teaching.desk.refit([corrected(ODD, "promise_forward")])


def test_a_folder_of_something_else_is_no_candidate(teaching: Teaching, tmp_path: Path) -> None:
    (tmp_path / FOLDER / ("0" * 12)).mkdir(parents=True)
    (tmp_path / FOLDER / "notes").mkdir()
    assert teaching.desk.candidates() == ()
    assert CandidateShelf(tmp_path / "nowhere", "x").candidates() == ()
