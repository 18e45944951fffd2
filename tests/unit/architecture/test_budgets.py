"""Small files, small functions: what can be read in one sitting can be changed without fear."""

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PACKAGES = ("knowledge", "scoring", "personas", "simulator", "web", "benchmarks", "scripts")
FILES = [ROOT / "app.py", *(file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py")))]


def length(node: ast.AST) -> int:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return (node.end_lineno or node.lineno) - node.lineno + 1


def functions(file: Path) -> list[ast.AST]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_file_and_its_functions_stay_small(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 350
    assert [(node.name, length(node)) for node in functions(file) if length(node) > 40] == []  # type: ignore[attr-defined]


def test_the_usual_file_and_function_are_short() -> None:
    lines = [
        len(file.read_text(encoding="utf-8").splitlines()) for file in FILES if file.name != "__init__.py"
    ]
    assert statistics.median(lines) <= 120
    assert statistics.median(length(node) for file in FILES for node in functions(file)) <= 12
