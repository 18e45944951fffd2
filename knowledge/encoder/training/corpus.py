"""Training text: groups of sentences that mean the same, or ask for and state the same thing."""

import re
from collections.abc import Iterator
from pathlib import Path

from knowledge.content import read_yaml

ROOT = Path(__file__).parents[3]
BLANK = re.compile(r"\{\w*\}|[×…]+")
MIN_CHARACTERS = 4
Group = tuple[str, ...]


def paraphrase_groups(root: Path = ROOT) -> list[Group]:
    """Every group of two or more sentences in the project's own content, in a stable order."""
    groups = [*_clause_groups(root / "knowledge" / "standards"), *_persona_groups(root / "personas")]
    return [group for group in groups if len(group) > 1]


def _clause_groups(folder: Path) -> Iterator[Group]:
    questions = _mapping(read_yaml(folder / "questions.yaml")) if (folder / "questions.yaml").exists() else {}
    for file in sorted(folder.glob("*.yaml")):
        for clause in _mappings(_mapping(read_yaml(file)).get("clauses")):
            texts = [f"{clause['title']}。{clause['requirement']}", str(clause["title"])]
            texts += _texts(clause.get("phrases")) + _texts(questions.get(str(clause["id"])))
            yield _clean(texts)


def _persona_groups(folder: Path) -> Iterator[Group]:
    for file in sorted(folder.rglob("*.yaml")):
        yield from _lists(read_yaml(file))


def _lists(node: object) -> Iterator[Group]:
    """Every list of sentences anywhere in a content file is a list of wordings of one thing."""
    if isinstance(node, dict):
        for value in node.values():
            yield from _lists(value)
    elif isinstance(node, list):
        if all(isinstance(item, str) for item in node):
            yield _clean(_texts(node))
        else:
            for item in node:
                yield from _lists(item)


def _clean(texts: list[str]) -> Group:
    stripped = (BLANK.sub("", text).strip() for text in texts)
    return tuple(dict.fromkeys(text for text in stripped if len(text) >= MIN_CHARACTERS))


def _texts(node: object) -> list[str]:
    return [item for item in node if isinstance(item, str)] if isinstance(node, list) else []


def _mapping(node: object) -> dict[str, object]:
    return node if isinstance(node, dict) else {}


def _mappings(node: object) -> list[dict[str, object]]:
    return [item for item in node if isinstance(item, dict)] if isinstance(node, list) else []
