"""``python -m knowledge`` with the bundled encoder: the row formats that scripts rely on."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knowledge.cli import app
from knowledge.documents import MAX_BYTES
from knowledge.library import Library, open_library
from knowledge.retriever import HybridRetriever
from knowledge.settings import KnowledgeSettings
from knowledge.shelf import content_id

Run = Callable[..., Result]
ROW = {"clause", "section", "title", "requirement", "phrases", "score"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def run(data: Path) -> Run:
    def run_(*arguments: str, stdin: str | None = None, encoder: Path | None = None) -> Result:
        environment = {"DATA_DIR": str(data), "ENCODER": str(encoder or "")}
        return CliRunner(env=environment).invoke(app, list(arguments), input=stdin)

    return run_


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    opened = open_library(KnowledgeSettings(data_dir=data))
    yield opened
    opened.close()


def test_a_question_is_answered_in_words(run: Run) -> None:
    done = run("search", "问清停电范围", "--k", "2")
    assert done.exit_code == 0
    assert "repair.ask_scope" in done.stdout
    assert "整个小区都停电了" in done.stdout
    assert "Indexing" not in done.stdout


def test_json_is_one_answer_with_search_rows(run: Run) -> None:
    answer = json.loads(run("search", "问清停电范围", "--k", "3", "--json").stdout)
    assert answer["query"] == "问清停电范围"
    assert [set(row) for row in answer["results"]] == [ROW] * 3


def test_query_rows_stream_and_a_bad_row_costs_only_itself(run: Run, tmp_path: Path) -> None:
    source, target = tmp_path / "queries.jsonl", tmp_path / "out.jsonl"
    lines = [
        '{"query": "停电"}',
        "{broken",
        '{"query": ""}',
        '{"query": "  "}',
        "",
        '{"query": "投诉", "x": 1}',
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    done = run("search", "--input", str(source), "--k", "1", "--output", str(target))
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert done.exit_code == 1
    assert [answer["query"] for answer in answers] == ["停电", "投诉"]
    assert {set(answer) == {"query", "results"} and len(answer["results"]) for answer in answers} == {1}
    assert [line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("line")] == [
        "line 2",
        "line 3",
        "line 4",
    ]


def test_rows_come_from_standard_input_and_go_to_standard_output(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "knowledge", "search", "--input", "-", "--k", "1"],
        input='{"query": "客户沉默不说话"}\n'.encode(),
        capture_output=True,
        check=True,
        env={"DATA_DIR": str(data), "PATH": "", "OMP_NUM_THREADS": "1"},
    )
    assert json.loads(done.stdout)["query"] == "客户沉默不说话"


@pytest.mark.parametrize(
    "arguments", [["search"], ["search", "停电", "--input", "x"], ["search", "--input", "x"]]
)
def test_a_wrong_call_says_what_is_wrong(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "question or --input" in done.stderr or "x: No such file" in done.stderr


def test_an_encoder_that_cannot_be_loaded_is_named_without_a_traceback(run: Run, tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"type": "StaticEmbedding"}]', encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    done = run("search", "停电", encoder=tmp_path)
    assert done.exit_code == 2
    assert str(tmp_path) in done.stderr
    assert "ENCODER" in done.stderr


def test_answers_that_cannot_be_written_are_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"query": "停电"}\n', encoding="utf-8")
    done = run("search", "--input", str(questions), "--output", str(tmp_path / "none" / "answers.jsonl"))
    assert done.exit_code == 2
    assert "answers.jsonl: No such file" in done.stderr


@pytest.mark.parametrize("query", ["", "问" * 2001])
def test_a_question_out_of_bounds_is_refused_in_one_line(run: Run, query: str) -> None:
    done = run("search", query)
    assert done.exit_code == 1
    assert "the question" in done.stderr
    assert "Traceback" not in done.output


def test_chinese_on_the_command_line_is_read_in_any_locale(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "knowledge", "search", "客户沉默不说话", "--k", "1", "--json"],
        capture_output=True,
        check=True,
        env={
            "DATA_DIR": str(data), "PATH": "", "OMP_NUM_THREADS": "1",
            "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        },
    )  # fmt: skip
    assert json.loads(done.stdout)["query"] == "客户沉默不说话"


def test_a_document_is_added_listed_found_and_removed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "规定.md"
    file.write_text("# 特急\n家里有呼吸机的客户，坐席转特急通道。\n", encoding="utf-8")
    assert run("add", str(file)).stdout.startswith("added: 规定.md, 1 passages")
    assert run("add", str(file)).stdout.startswith("already there")
    listed = run("documents").stdout
    assert "规定.md" in listed
    assert "规定.md · 特急" in run("search", "有呼吸机的客户转特急通道").stdout
    assert run("remove", listed.split()[0]).stdout == "removed: 规定.md\n"
    assert run("documents").stdout == ""


def test_a_refused_document_gives_code_and_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"MZ")
    done = run("add", str(tmp_path / "a.pdf"))
    assert done.exit_code == 1
    assert "broken: 'a.pdf' is not a pdf file inside" in done.stderr


def test_removing_what_is_not_there_says_how_to_list(run: Run) -> None:
    assert "python -m knowledge documents" in run("remove", "abc").stderr


def test_the_index_is_prepared_with_visible_progress(tmp_path: Path) -> None:
    done = CliRunner(env={"DATA_DIR": str(tmp_path)}).invoke(app, ["index"])
    assert done.exit_code == 0
    assert "Indexing 256 of" in done.stderr
    assert done.stdout.startswith("ready: ")


def test_a_langchain_chain_gets_documents_with_their_citation(library: Library) -> None:
    documents = HybridRetriever(library=library, k=2).invoke("问清停电范围")
    assert documents[0].metadata["clause"] == documents[0].id == "repair.ask_scope"
    assert set(documents[0].metadata) == {"clause", "section", "title", "document", "score"}
    assert "整个小区都停电了" in documents[0].page_content


@pytest.mark.parametrize("name", ["virus.exe", "noending", "旧版.doc", ".txt", "a.txt.zip"])
def test_a_file_of_another_kind_is_refused_before_anything_is_prepared(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"MZ")
    done = CliRunner(env={"DATA_DIR": str(tmp_path / "data")}).invoke(app, ["add", str(tmp_path / name)])
    assert done.exit_code == 1
    assert done.stderr == f"unsupported: {name!r} is none of txt, md, docx, pdf; save it as one of them\n"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("missing", ["gone.txt", "."])
def test_what_is_no_file_is_named(run: Run, missing: str) -> None:
    done = run("add", missing)
    assert done.exit_code == 2
    assert f"there is no file '{missing}'" in " ".join(done.stderr.replace("│", " ").split())


def test_one_more_byte_than_the_limit_is_refused_and_not_cut(run: Run, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"0" * (MAX_BYTES + 1))
    done = run("add", str(tmp_path / "big.txt"))
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith("too_large: 'big.txt'")


@pytest.mark.parametrize("k", ["0", "-1", "51", "many"])
def test_a_number_of_clauses_out_of_bounds_is_refused(run: Run, k: str) -> None:
    done = run("search", "停电", "--k", k)
    assert done.exit_code == 2
    assert "--k" in done.stderr


def test_a_question_that_nothing_answers_is_no_error(run: Run) -> None:
    done = run("search", "😡😡😡")
    assert (done.exit_code, done.stdout) == (0, "-\n")
    assert json.loads(run("search", "😡😡😡", "--json").stdout) == {"query": "😡😡😡", "results": []}


def test_json_stays_one_line_whatever_the_question_holds(run: Run) -> None:
    done = run("search", '停电\n"怎么办"', "--k", "1", "--json")
    assert len(done.stdout.splitlines()) == 1
    assert json.loads(done.stdout)["query"] == '停电\n"怎么办"'


def test_answers_are_not_written_over_their_questions(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"query": "停电"}\n', encoding="utf-8")
    done = run("search", "--input", str(rows), "--output", str(rows))
    assert done.exit_code == 2
    assert "write to another file" in done.stderr
    assert rows.read_text(encoding="utf-8") == '{"query": "停电"}\n'


def test_an_ambiguous_id_removes_nothing(run: Run, library: Library) -> None:
    rules = (f"第{n}条 先致歉。".encode() for n in range(1000))
    alike = list(islice((data for data in rules if content_id(data).startswith("0")), 2))
    ids = [library.add_document(f"{n}.txt", data).document.id for n, data in enumerate(alike)]
    for ambiguous in ("0", ""):
        done = run("remove", ambiguous)
        assert done.exit_code == 1
        assert "documents begin with" in done.stderr
    assert [info.id for info in library.documents()] == ids
    for id_ in ids:
        library.remove_document(id_)
