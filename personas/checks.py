"""What a schema cannot see: whether people, scenarios, pools and blanks fit together."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from knowledge.content import ContentProblem
from personas.schema import Fact, Person, Scenario, SpeechAct

SPEECH_ACTS: Final[tuple[SpeechAct, ...]] = get_args(SpeechAct)
KINDS: Final = ("repair", "enquiry", "complaint", "report", "suggestion", "service", "none")
SCOPES: Final = ("household", "unit", "building", "area", "unknown")
_PARTICULARS: Final = frozenset({"ask_name", "ask_address", "ask_time", "ask_contact"})
_BLANK: Final = re.compile(r"\{(\w+)\}")
_STRAY: Final = re.compile(r"[{}]")
SAID: Final = "_said"
"""Ending of the blank that holds the minutes of a variable as they are spoken."""
_DOUBLED: Final = re.compile(r"[，。、；]{2,}|[，。][！？]|[！？][，。]")

Pools = Mapping[str, tuple[str, ...]]
Found = Iterator[tuple[str, str]]
"""Field path and message."""


def check_person(file: str, person: Person) -> list[ContentProblem]:
    """Wordings of a person stand alone: ``{correct}`` is the only blank he may have."""
    found = [*_wordings("speech", person.speech), *_person_blanks(person)]
    return [ContentProblem(file, path, message) for path, message in found]


def check_scenario(
    file: str, scenario: Scenario, people: Mapping[str, Person], pools: Pools, all_read: bool = True
) -> list[ContentProblem]:
    """Everything wrong with one scenario. ``all_read``: no other file was refused."""
    found = [
        *_person(scenario, people, all_read),
        *_variables(scenario, pools),
        *_blanks(scenario),
        *_facts(scenario),
        *_well_formed("opening", scenario.opening),
        *_work_order(scenario),
        *_wordings("speech", scenario.speech),
        *_need_wordings(scenario),
    ]
    return [ContentProblem(file, path, message) for path, message in found]


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string inside dumped content with its field path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from strings(item, f"{path}.{index}")


def blanks(text: str) -> frozenset[str]:
    return frozenset(_BLANK.findall(text))


def _person(scenario: Scenario, people: Mapping[str, Person], all_read: bool) -> Found:
    person = people.get(scenario.person)
    if person is None:
        if all_read or not people:
            yield (
                "person",
                f"no customer has the id {scenario.person!r}; there are {', '.join(people) or 'none'}",
            )
        return
    missing = [act for act in SPEECH_ACTS if act not in person.speech and act not in scenario.speech]
    if missing:
        yield "speech", f"neither the scenario nor {person.id!r} has words for: {', '.join(missing)}"


def _person_blanks(person: Person) -> Found:
    for path, text in strings(person.model_dump(by_alias=True)):
        allowed = {"correct"} if path.startswith("speech.read_back_wrong") else set()
        for name in sorted(blanks(text) - allowed):
            yield path, f"a person's words have no blank {{{name}}} (got {text!r})"


def _variables(scenario: Scenario, pools: Pools) -> Found:
    for name, variable in scenario.variables.items():
        if variable.pool is not None and variable.pool not in pools:
            yield f"variables.{name}.pool", f"there is no pool {variable.pool!r} in pools.yaml"
        elif name == "correct":
            yield f"variables.{name}", "the name 'correct' is taken: it stands for the right value"


def _blanks(scenario: Scenario) -> Found:
    known: set[str] = set()
    for name, variable in scenario.variables.items():
        for text in variable.choices:
            yield from _unknown(f"variables.{name}.choices", text, known)
        known |= {name, f"{name}{SAID}"}
    content = scenario.model_dump(by_alias=True, exclude={"variables"})
    for path, text in strings(content):
        extra = {"correct"} if path.startswith("speech.read_back_wrong") else set()
        yield from _unknown(path, text, known | extra)


def _unknown(path: str, text: str, known: set[str]) -> Found:
    for name in sorted(blanks(text) - known):
        yield path, f"no variable {{{name}}} is drawn before this (got {text!r})"
    if _STRAY.search(_BLANK.sub("", text)):
        yield path, f"a brace that is no blank (got {text!r})"


def _facts(scenario: Scenario) -> Found:
    for name, fact in scenario.facts.items():
        path = f"facts.{name}"
        if fact.release in ("asked", "calm") and not fact.answers:
            yield f"{path}.answers", f"a fact told when {fact.release} needs a question that draws it out"
        if fact.keywords and "ask_details" not in fact.answers:
            yield f"{path}.keywords", "keywords only work for facts that answer ask_details"
        if len(set(fact.tell)) != len(fact.tell):
            yield f"{path}.tell", "the same wording twice"
        yield from _leaks(scenario, name, fact)


def _leaks(scenario: Scenario, name: str, fact: Fact) -> Found:
    """Who, where, when and the number must not slip out in the wordings of other things."""
    secret = blanks(fact.value)
    if fact.release not in ("asked", "calm") or not secret or not _PARTICULARS & set(fact.answers):
        return
    others = scenario.model_dump(by_alias=True, include={"opening", "needs", "speech"})
    said = [*strings(others)]
    for other, told in scenario.facts.items():
        if other != name:
            said += strings({"tell": told.tell, "volunteer": told.volunteer}, f"facts.{other}")
    for path, text in said:
        if secret <= {name.removesuffix(SAID) for name in blanks(text)}:
            yield path, f"gives away the fact {name!r}, which is only told when {fact.release} (got {text!r})"


def _work_order(scenario: Scenario) -> Found:
    for field, allowed in (("kind", KINDS), ("scope", SCOPES)):
        for value in _possible(scenario, scenario.work_order.get(field, "")):  # type: ignore[call-overload]
            if value and value not in allowed:
                yield f"work_order.{field}", f"{value!r} is none of: {', '.join(allowed)}"


def _possible(scenario: Scenario, value: str) -> tuple[str, ...]:
    """What a field can come out as; a single blank stands for all choices of its variable."""
    match = _BLANK.fullmatch(value)
    variable = scenario.variables.get(match[1]) if match else None
    return variable.choices if variable is not None and variable.choices else (value,)


def _wordings(path: str, speech: Mapping[SpeechAct, tuple[str, ...]]) -> Found:
    for act, wordings in speech.items():
        yield from _well_formed(f"{path}.{act}", wordings)
        for index, text in enumerate(wordings):
            if act == "read_back_wrong" and "{correct}" not in text:
                yield (
                    f"{path}.{act}.{index}",
                    f"needs the blank {{correct}} for the right value (got {text!r})",
                )


def _need_wordings(scenario: Scenario) -> Found:
    before: set[str] = set()
    for name, need in scenario.needs.items():
        for other in sorted(set(need.after) - before):
            yield f"needs.{name}.after", f"no need before this one is called {other!r}"
        before.add(name)
        for field, wordings in (("raise", need.raise_), ("press", need.press), ("settled", need.settled)):
            yield from _well_formed(f"needs.{name}.{field}", wordings)


def _well_formed(path: str, wordings: tuple[str, ...]) -> Found:
    if len(set(wordings)) != len(wordings):
        yield path, "the same wording twice"
    for index, text in enumerate(wordings):
        if not text or _DOUBLED.search(text):
            yield f"{path}.{index}", f"empty or doubled punctuation (got {text!r})"
