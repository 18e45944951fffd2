"""Loading content files: typed, strict, and with every problem reported together."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


class Content(BaseModel):
    """Base of every content model: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the canonical JSON of all fields, first 16 hexadecimal digits."""
        canonical = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def model_copy(self, *, update: Mapping[str, object] | None = None, deep: bool = False) -> Self:
        """A copy with some fields changed; the hash of what it was copied from does not come along."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("content_hash", None)
        return copied


@dataclass(frozen=True)
class ContentProblem:
    """One thing wrong with one content file; ``path`` is the field path (``clauses.3.kind``)."""

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path or '(whole file)'}: {self.message}"


class ContentError(Exception):
    """Content was refused; ``problems`` lists all of them, not the first."""

    def __init__(self, problems: Iterable[ContentProblem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{len(self.problems)} problem(s) in content files:\n{lines}")


def read_yaml(file: Path) -> object:
    """Parse one YAML file. Raises :class:`ContentError` naming the file when it cannot be read."""
    try:
        return parse_yaml(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentError([ContentProblem(file.name, "", str(error))]) from error


def parse_yaml(text: str) -> object:
    """Plain values only. Raises :class:`yaml.YAMLError`, also where a key is repeated."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader


def load_model(file: Path, model: type[M]) -> M:
    """Read one file as ``model``. Raises :class:`ContentError` with every invalid field."""
    raw = read_yaml(file)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise ContentError(validation_problems(file.name, error)) from error


def load_folder(folder: Path, model: type[M]) -> dict[Path, M]:
    """Read every ``*.yaml`` of a folder, sorted by name; problems of all files come together."""
    loaded: dict[Path, M] = {}
    problems: list[ContentProblem] = []
    for file in sorted(folder.glob("*.yaml")):
        content = attempt(partial(load_model, file, model), problems)
        if content is not None:
            loaded[file] = content
    if problems:
        raise ContentError(problems)
    return loaded


def attempt(load: Callable[[], T], problems: list[ContentProblem]) -> T | None:
    """What ``load`` returns; where it is refused, ``None``, and the problems are added to the list.

    For loading several files so that what is wrong with all of them is reported together.
    """
    try:
        return load()
    except ContentError as error:
        problems.extend(error.problems)
        return None


def validation_problems(file: str, error: ValidationError) -> list[ContentProblem]:
    """Turn pydantic's errors into one problem a field, quoting the refused value."""
    return [
        ContentProblem(file, ".".join(map(str, item["loc"])), f"{item['msg']} (got {item['input']!r:.80})")
        for item in error.errors()
    ]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML, except that a repeated key is an error instead of a silent overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        repeated = {key for key in keys if keys.count(key) > 1}
        if repeated:
            raise yaml.constructor.ConstructorError(None, None, f"repeated key {repeated}", node.start_mark)
        mapping: dict[object, object] = super().construct_mapping(node, deep)
        return mapping
