"""Walks the imports of every module: dependencies point one way and each library has one home."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ALLOWED = {
    "knowledge": {"knowledge"},
    "personas": {"personas", "knowledge"},
    "scoring": {"scoring", "knowledge"},
    "simulator": {"simulator", "scoring", "personas", "knowledge"},
    "web": {"web", "simulator", "scoring", "personas", "knowledge"},
}
HOMES = {
    "gradio": ("web", "app.py"),
    "chromadb": ("knowledge",),
    "sentence_transformers": ("knowledge",),
    "langchain_core": ("knowledge", "simulator/chat_model.py"),
    "langchain_openai": ("simulator/chat_model.py",),
    "openai": ("simulator/chat_model.py",),
    "httpx2": ("simulator/chat_model.py",),
    "langsmith": ("simulator/chat_model.py",),
    "sqlalchemy": ("simulator/store",),
    "alembic": ("simulator/store",),
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_imports_only_what_stands_to_its_left(package: str) -> None:
    strangers = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in modules(package)
        for name in imports(file)
        if name.split(".")[0] in {*ALLOWED, "app"} - ALLOWED[package]
    }
    assert not strangers


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_only_at_home(library: str) -> None:
    files = [file for package in ALLOWED for file in modules(package)] + [ROOT / "app.py"]
    strangers = {
        str(file.relative_to(ROOT))
        for file in files
        if any(name.split(".")[0] == library for name in imports(file))
        and not str(file.relative_to(ROOT)).startswith(HOMES[library])
    }
    assert not strangers


def test_nothing_that_grades_knows_of_a_second_opinion() -> None:
    """What a model says cannot change a score if whatever makes scores cannot reach it."""
    grading = [file for file in modules("scoring") if file.parent.name != "judging"]
    grading += [ROOT / "simulator" / name for name in ("practice.py", "report.py", "steps.py", "showing.py")]
    opinions = ("scoring.judging", "simulator.second_opinion", "simulator.opinions", "simulator.chat_model")
    strangers = {
        f"{file.relative_to(ROOT)} imports {name}"
        for file in grading
        for name in imports(file)
        if name.startswith(opinions)
    }
    assert not strangers


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_front_holds_no_logic(package: str) -> None:
    for front in (ROOT / package).rglob("__init__.py"):
        for statement in ast.parse(front.read_text(encoding="utf-8")).body:
            assert isinstance(
                statement, ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.Expr
            ), f"{front.relative_to(ROOT)} line {statement.lineno}"


def test_nothing_reads_outside_the_project() -> None:
    packages = [file for package in ALLOWED for file in modules(package)]
    assert [file for file in packages if "../shared" in file.read_text(encoding="utf-8")] == []
