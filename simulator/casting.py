"""The customer's side of a call: content and an engine, behind the port of the use-cases."""

import difflib
from collections.abc import Sequence
from typing import Final

from pydantic import TypeAdapter

from knowledge.catalogue import STANDARDS, VOCABULARY_FILE
from knowledge.content import load_model
from knowledge.vocabulary_names import VocabularyNames
from personas.catalogue import PersonaCatalogue, load_personas
from personas.schema import Scenario
from scoring.results import CaseTruth
from scoring.schema import GradedReply, Utterance
from simulator.customer import (
    CallState,
    CustomerEngine,
    CustomerTurn,
    Instance,
    ScriptedCustomer,
    TraineeTurn,
    case_truth,
    fingerprint,
    instantiate,
    mood_level,
)
from simulator.errors import UnknownScenario
from simulator.ports import CustomerLine
from simulator.records import CaseFile, StoredCall
from simulator.views import Action, MoodLevel, ScenarioCard

INSTANCE: Final = TypeAdapter(Instance)


class Casting:
    """Draws cases from the persona catalogue and lets an engine play them."""

    def __init__(self, personas: PersonaCatalogue, names: VocabularyNames, engine: CustomerEngine) -> None:
        self._personas = personas
        self.names = names
        self._engine = engine

    @property
    def engine(self) -> str:
        return self._engine.name

    def cards(self) -> tuple[ScenarioCard, ...]:
        return tuple(self._card(scenario) for scenario in self._personas.scenarios.values())

    def prepare(self, scenario_id: str, seed: int) -> CaseFile:
        scenario = self._personas.scenarios.get(scenario_id)
        if scenario is None:
            near = difflib.get_close_matches(scenario_id, self._personas.scenarios, n=3, cutoff=0.4)
            raise UnknownScenario(scenario_id, tuple(near))
        person = self._personas.people[scenario.person]
        instance = instantiate(scenario, person, self._personas.pools, seed)
        return CaseFile(
            card=self._card(instance.scenario),
            screen=instance.scenario.case.screen,
            instance=INSTANCE.dump_json(instance, by_alias=True).decode(),
            content=self._personas.fingerprint,
            mood=person.temperament.start_mood,
        )

    def open(self, instance: str) -> CustomerLine:
        return _line(self._engine.open(INSTANCE.validate_json(instance)))

    def respond(
        self, instance: str, state: str, text: str, graded: GradedReply | None, action: Action | None
    ) -> CustomerLine:
        turn = TraineeTurn(
            text=text,
            elements=frozenset(found.id for found in graded.elements) if graded else frozenset(),
            violations=frozenset(found.id for found in graded.violations) if graded else frozenset(),
            action=action,
        )
        case = INSTANCE.validate_json(instance)
        return _line(self._engine.respond(case, CallState.model_validate_json(state), turn))

    def truth(self, instance: str, state: str, turns: Sequence[Utterance]) -> CaseTruth:
        return case_truth(INSTANCE.validate_json(instance), CallState.model_validate_json(state), turns)

    def mood_level(self, mood: int) -> MoodLevel:
        return mood_level(mood)

    def fingerprint(self, call: StoredCall) -> str:
        return fingerprint(call.case.card.id, call.seed, call.utterances, call.events)

    def _card(self, scenario: Scenario) -> ScenarioCard:
        person = self._personas.people[scenario.person]
        return ScenarioCard(
            id=scenario.id,
            situation=scenario.situation,
            situation_name=self.names.situations[scenario.situation].name(),
            person_name=person.name,
            person_name_en=person.name_en,
            title=scenario.title,
            title_en=scenario.title_en,
            brief=scenario.brief,
            channel=scenario.channel,
            difficulty=scenario.difficulty,
        )


def load_casting() -> Casting:
    """The built-in scenarios, played by the script. Raises :class:`knowledge.content.ContentError`."""
    # the names alone: the clauses take longer to read and a list of scenarios does not need them
    names = load_model(STANDARDS / VOCABULARY_FILE, VocabularyNames)
    return Casting(load_personas(), names, ScriptedCustomer())


def _line(turn: CustomerTurn) -> CustomerLine:
    return CustomerLine(turn.state.model_dump_json(), turn.text, turn.mood, turn.disclosed, turn.ended)
