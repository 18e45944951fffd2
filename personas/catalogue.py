"""All customers and scenarios, checked against each other before any of them is played."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel

from knowledge.content import ContentError, ContentProblem, attempt, load_model
from personas.checks import check_person, check_scenario
from personas.schema import Person, Scenario

PERSONAS: Final = Path(__file__).parent
"""The content that comes with the product."""


class Pools(RootModel[dict[str, tuple[str, ...]]]):
    """``pools.yaml``: named lists that variables are drawn from."""

    root: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True)
class PersonaCatalogue:
    """Everything by its id, in the order of the files' names."""

    scenarios: Mapping[str, Scenario]
    people: Mapping[str, Person]
    pools: Mapping[str, tuple[str, ...]]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all content, in hexadecimal: changes when any wording changes."""
        digest = hashlib.sha256()
        for model in (*self.scenarios.values(), *self.people.values(), Pools(dict(self.pools))):
            digest.update(model.model_dump_json(by_alias=True).encode())
        return digest.hexdigest()

    def person_of(self, scenario: Scenario) -> Person:
        """Who calls in a scenario; the catalogue has made sure that he exists."""
        return self.people[scenario.person]


def load_personas(folder: Path = PERSONAS) -> PersonaCatalogue:
    """Read ``customers/*.yaml``, ``scenarios/*.yaml`` and ``pools.yaml`` of a folder.

    Raises :class:`ContentError` with all problems of all files together.
    """
    problems: list[ContentProblem] = []
    people = _read_folder(folder / "customers", Person, problems)
    scenarios = _read_folder(folder / "scenarios", Scenario, problems)
    pools = _read_pools(folder / "pools.yaml", problems)
    by_id = _by_id(people, problems)
    for file, person in people.items():
        problems += check_person(f"customers/{file.name}", person)
    for file, scenario in scenarios.items():
        problems += check_scenario(f"scenarios/{file.name}", scenario, by_id, pools, not problems)
    scenario_ids = _by_id(scenarios, problems)
    if problems:
        raise ContentError(problems)
    return PersonaCatalogue(scenario_ids, by_id, pools)


M = TypeVar("M", bound=BaseModel)
Named = TypeVar("Named", Person, Scenario)


def _read_folder(folder: Path, model: type[M], problems: list[ContentProblem]) -> dict[Path, M]:
    """Good files are read even where others are refused, so that everything can be checked."""
    refused: list[ContentProblem] = []
    read = {
        file: attempt(partial(load_model, file, model), refused) for file in sorted(folder.glob("*.yaml"))
    }
    problems.extend(ContentProblem(f"{folder.name}/{p.file}", p.path, p.message) for p in refused)
    return {file: content for file, content in read.items() if content is not None}


def _read_pools(file: Path, problems: list[ContentProblem]) -> dict[str, tuple[str, ...]]:
    loaded = attempt(partial(load_model, file, Pools), problems)
    if loaded is None:
        return {}
    pools = loaded.root
    problems.extend(
        ContentProblem(
            file.name, name, f"a pool needs different entries (got {len(items)}, some twice or none)"
        )
        for name, items in pools.items()
        if not items or len(set(items)) != len(items)
    )
    return dict(pools)


def _by_id(files: Mapping[Path, Named], problems: list[ContentProblem]) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for file, item in files.items():
        if item.id in found:
            problems.append(
                ContentProblem(f"{file.parent.name}/{file.name}", "id", f"{item.id!r} is used twice")
            )
        found[item.id] = item
    return found
