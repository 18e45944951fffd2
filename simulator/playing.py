"""A call taken line by line, as a script or a person at a terminal does it."""

import json
from typing import Final, get_args

from knowledge.rows import parse_row
from scoring.schema import WorkOrder
from simulator.ports import CallStore
from simulator.practice import Practice
from simulator.records import StoredCall, StoredTurn
from simulator.views import Action, ReportView

OWNER: Final = "command line"
ACTIONS: Final[dict[str, Action]] = {f"/{action}": action for action in get_args(Action)}
WORK_ORDER: Final = "/work_order"


class PlaySources:
    """The id says what is played: nothing in the output may differ between two equal plays."""

    def __init__(self, scenario_id: str, seed: int) -> None:
        self._scenario_id = scenario_id
        self._seed = seed

    def call_id(self) -> str:
        return f"{self._scenario_id}-{self._seed}"

    def seed(self) -> int:
        return self._seed


class Play:
    """One call. ``store`` is the one that ``practice`` keeps its calls in."""

    def __init__(self, practice: Practice, store: CallStore, scenario_id: str, seed: int) -> None:
        """Let the call ring and answer it. Raises ``UnknownScenario`` and ``BadSeed``."""
        self._practice = practice
        self._store = store
        # no hints: grades are in the report anyway, and the coach is not asked for each line
        self._id = practice.start(OWNER, scenario_id, seed, hints=False).id
        practice.answer(OWNER, self._id)
        self._shown = 0
        self._form_offered = False

    @property
    def call(self) -> StoredCall:
        call = self._store.get(self._id)
        assert call is not None
        return call

    @staticmethod
    def fits_after_the_call(line: str) -> bool:
        """The work order may be completed when the call is over; nothing else can be done then."""
        return line.strip().partition(" ")[0] == WORK_ORDER

    @property
    def over(self) -> bool:
        return self.call.status == "ended"

    def new_turns(self) -> tuple[StoredTurn, ...]:
        """What has been said since this was last asked."""
        turns = self.call.turns[self._shown :]
        self._shown += len(turns)
        return turns

    def feed(self, line: str) -> None:
        """One line of input: something said, ``/action`` or ``/work_order {json}``.

        Raises :class:`ValueError` or a ``PracticeError``; the call is then as it was.
        """
        words = line.strip()
        if not words.startswith("/"):
            self._practice.reply(OWNER, self._id, words, len(self.call.turns))
            return
        name, _, rest = words.partition(" ")
        if name == WORK_ORDER:
            self._practice.save_work_order(OWNER, self._id, _filled(self.call.work_order, rest))
            self._form_offered = True
        elif name in ACTIONS and not rest.strip():
            self._practice.act(OWNER, self._id, ACTIONS[name], len(self.call.turns))
        else:
            known = ", ".join([*ACTIONS, f"{WORK_ORDER} {{json}}"])
            raise ValueError(f"unknown action {words[:40]!r}; known are {known}")

    def finish(self) -> ReportView:
        """The report; a call that still goes on ends as it stands.

        A script without any ``/work_order`` says nothing of the form, which is then not judged.
        """
        self._practice.close(OWNER, self._id)
        return self._practice.report(OWNER, self._id, self._form_offered)


def turn_json(turn: StoredTurn) -> str:
    """``{"turn", "role", "text", "mood", "disclosed", "ended"}`` on one line."""
    row = {
        "turn": turn.index,
        "role": turn.role,
        "text": turn.text,
        "mood": turn.mood,
        "disclosed": list(turn.disclosed),
        "ended": turn.ended,
    }
    return json.dumps(row, ensure_ascii=False)


def result_json(report: ReportView) -> str:
    """The assessed row with ``"fingerprint"``, on one line."""
    row = report.assessment.row.model_dump(mode="json")
    return json.dumps({**row, "fingerprint": report.fingerprint}, ensure_ascii=False)


def _filled(form: WorkOrder, text: str) -> WorkOrder:
    """The form with the fields that ``text`` names; the others stay as they were."""
    given = parse_row(text or "{}", WorkOrder)
    named = set(json.loads(text or "{}"))
    unknown = sorted(named - set(WorkOrder.model_fields))
    if unknown or not named:
        fields = ", ".join(WorkOrder.model_fields)
        raise ValueError(f"the work order has no field {unknown}; its fields are {fields}")
    return form.model_copy(update={name: getattr(given, name) for name in named})
