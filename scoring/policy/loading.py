"""Reading the policy: the defaults that are shipped, and over them the company's own file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_settings import BaseSettings

from knowledge.content import (
    ContentError,
    ContentProblem,
    attempt,
    load_model,
    read_yaml,
    validation_problems,
)
from scoring.policy.entry import LocalEntry, PolicyEntry
from scoring.policy.values import PolicyValues

DEFAULT: Final = Path(__file__).parent / "default.yaml"
LOCAL_NAME: Final = "policy.yaml"
Read = TypeVar("Read", bound=BaseModel)


class PolicySettings(BaseSettings):
    """Read from the environment: ``POLICY``, a file that must exist; else ``policy.yaml`` in ``DATA_DIR``."""

    data_dir: Path = Path("var")
    policy: Path | None = None

    @property
    def local_file(self) -> Path | None:
        """``None`` where the company set nothing."""
        if self.policy is not None and str(self.policy) not in ("", "."):
            return self.policy
        usual = self.data_dir / LOCAL_NAME
        return usual if usual.exists() else None


@dataclass(frozen=True)
class Policy:
    """In force for every judgement; ``entries`` has the same keys as ``values`` has fields."""

    values: PolicyValues
    entries: Mapping[str, PolicyEntry]

    @cached_property
    def fingerprint(self) -> str:
        """Changes with any value, and with nothing else: first 12 hexadecimal digits of SHA-256."""
        return self.values.content_hash[:12]


class _Entries(RootModel[dict[str, PolicyEntry]]):
    """``default.yaml``."""


def load_policy(local: Path | None = None, default: Path = DEFAULT) -> Policy:
    """Raises :class:`ContentError` with every problem of both files, quoting what was refused."""
    entries = load_model(default, _Entries).root
    problems: list[ContentProblem] = []
    if local is not None:
        changes = attempt(partial(_read_local, local, frozenset(entries), problems), problems) or {}
        entries = entries | {name: entries[name].replaced_by(change) for name, change in changes.items()}
    values = _values(entries, default.name, local.name if local else "", problems)
    if problems or values is None:
        raise ContentError(problems)
    return Policy(values, entries)


def _read_local(file: Path, known: frozenset[str], problems: list[ContentProblem]) -> dict[str, LocalEntry]:
    """The entries that can be used; what is wrong with the others is added to ``problems``."""
    written = read_yaml(file)
    if written is None:
        return {}
    if not isinstance(written, dict):
        raise ContentError(
            [
                ContentProblem(
                    file.name,
                    "",
                    f"holds {written!r:.80}: write entries, as complaint_reply_days: {{value: 5}}",
                )
            ]
        )
    changes: dict[str, LocalEntry] = {}
    for name, raw in written.items():
        if name not in known:
            offered = ", ".join(sorted(known))
            problems.append(
                ContentProblem(file.name, str(name), f"there is no entry {name!r}: use one of {offered}")
            )
            continue
        change = _validated(LocalEntry, raw, file.name, f"{name}.", problems)
        if change is not None:
            changes[name] = change
    return changes


def _values(
    entries: Mapping[str, PolicyEntry], default: str, local: str, problems: list[ContentProblem]
) -> PolicyValues | None:
    try:
        return PolicyValues.model_validate({name: entry.value for name, entry in entries.items()})
    except ValidationError as error:
        for problem in validation_problems("", error):
            name, _, rest = problem.path.partition(".")
            where = local if local and (not name or (name in entries and entries[name].local)) else default
            path = ".".join(part for part in (name, "value" if name else "", rest) if part)
            problems.append(ContentProblem(where, path, problem.message))
        return None


def _validated(
    model: type[Read], raw: object, file: str, prefix: str, problems: list[ContentProblem]
) -> Read | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems.extend(
            ContentProblem(file, (prefix + problem.path).rstrip("."), problem.message)
            for problem in validation_problems(file, error)
        )
        return None
