"""One call made from a scenario: variables drawn, blanks filled, nothing left to look up."""

import re
from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict

from personas.checks import SAID
from personas.schema import Person, Scenario, SpeechAct, Variable
from simulator.customer.choice import draw

_BLANK: Final = re.compile(r"\{(\w+)\}")
_NUMERALS: Final = "零一二三四五六七八九"
_ROUND: Final[Mapping[int, str]] = {0: "整", 1: "十分", 3: "半"}


class Instance(BaseModel):
    """A scenario with every blank filled; only ``{correct}`` stays, for the moment of use.

    It goes through JSON (``model_dump_json``) without loss, so that a call keeps its own content.
    """

    model_config = ConfigDict(frozen=True)
    scenario: Scenario
    person: Person
    seed: int
    variables: dict[str, str]

    def wordings(self, act: SpeechAct) -> tuple[str, ...]:
        """What this person says for an act in this call; the scenario's wordings come first."""
        return self.scenario.speech.get(act) or self.person.speech.get(act, ())


def instantiate(
    scenario: Scenario, person: Person, pools: Mapping[str, tuple[str, ...]], seed: int
) -> Instance:
    """Fill a scenario. Raises ``KeyError`` for a pool that does not exist (the catalogue checks it)."""
    variables = _draw_all(scenario, pools, seed)
    filled = _fill_all(scenario.model_dump(by_alias=True), variables)
    spoken = _fill_all(person.model_dump(by_alias=True), variables)
    return Instance(
        scenario=Scenario.model_validate(filled),
        person=Person.model_validate(spoken),
        seed=seed,
        variables=variables,
    )


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill the blanks that ``values`` has; others stay as they are."""
    return _BLANK.sub(lambda match: values.get(match[1], match[0]), text)


def _draw_all(scenario: Scenario, pools: Mapping[str, tuple[str, ...]], seed: int) -> dict[str, str]:
    """Draw in the order of the file, so that a choice may hold blanks of variables before it."""
    drawn: dict[str, str] = {}
    taken: dict[str, tuple[str, ...]] = {}
    for name, variable in scenario.variables.items():
        purpose = f"{scenario.id}.{name}"
        if variable.between is not None:
            first, last = variable.between
            drawn[name] = str(first + draw(seed, purpose, 0, last - first + 1))
            drawn |= _said(name, drawn[name])
            continue
        options = _left(variable, pools, taken.get(variable.pool or "", ()))
        value = options[draw(seed, purpose, 0, len(options))]
        if variable.pool is not None:
            taken[variable.pool] = (*taken.get(variable.pool, ()), value)
        drawn[name] = fill(value, drawn)
        drawn |= _said(name, drawn[name])
    return drawn


def _said(name: str, value: str) -> dict[str, str]:
    """Minutes the way they are spoken after the hour; nothing where the value is no two digits."""
    if len(value) != 2 or not value.isdecimal():
        return {}
    tens, ones = int(value[0]), int(value[1])
    if not ones and tens in _ROUND:
        spoken = _ROUND[tens]
    else:
        head = "零" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
        spoken = head + (_NUMERALS[ones] if ones else "")
    return {f"{name}{SAID}": spoken}


def _left(
    variable: Variable, pools: Mapping[str, tuple[str, ...]], taken: tuple[str, ...]
) -> tuple[str, ...]:
    """What can be drawn: two people, or two places, of one call must not come out the same."""
    if variable.pool is None:
        return variable.choices
    options = pools[variable.pool]
    return tuple(option for option in options if option not in taken) or options


def _fill_all(value: object, values: Mapping[str, str]) -> object:
    """Fill every string inside dumped content; ids and numbers come out unchanged."""
    if isinstance(value, str):
        return fill(value, values)
    if isinstance(value, dict):
        return {key: _fill_all(item, values) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_fill_all(item, values) for item in value)
    return value
