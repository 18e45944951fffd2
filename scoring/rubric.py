"""What a whole conversation of one situation is judged on: yes/no items, order, and what fails it."""

from pathlib import Path
from string import Formatter
from typing import Literal, get_args

from pydantic import Field, field_validator, model_validator

from knowledge.content import Content, ContentError, ContentProblem, load_folder
from knowledge.vocabulary import SITUATIONS, ElementId, SituationId, Stage
from scoring.labels import CriticalId
from scoring.policy.values import POLICY_NUMBERS
from scoring.recognisers import ConditionId, StatementId
from scoring.schema import DimensionId, EventKind, WorkOrderKind

RUBRICS = Path(__file__).parent / "rubrics"
DIMENSIONS: tuple[DimensionId, ...] = get_args(DimensionId)
TOTAL = 100

CallCondition = ConditionId | Literal[
    "single_outage",  # one household or one unit is without power
    "area_outage",  # the building or more
    "no_eta",  # nobody knows when it will be done
    "crew_known",  # the case says where the crew is
    "not_restored",
    "friction",  # the trainee and the customer have clashed
    "customer_silent",
    "stated_business",  # the customer said what he wants before he could be asked
    "customer_hung_up",  # there is nothing left to wait for
    "cut_off",  # the customer hung up while still upset
]  # fmt: skip


Figure = Literal["complaint_deadline", "report_deadline", "enquiry_deadline", "wire_distance"]


class Item(Content):
    """One thing to do in the call: any of its elements, or any of its events, does it.

    ``weight`` is relative within the dimension. ``required`` false: it is coached and never costs a point.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    dimension: DimensionId
    any_of: tuple[ElementId, ...] = ()
    events: tuple[EventKind, ...] = ()
    words: StatementId | None = None
    """Plain words that do it too, where no element stands for it or for all of it."""
    weight: float = Field(gt=0, le=20)
    stage: Stage
    clause: str
    required: bool = True
    only_when: tuple[CallCondition, ...] = ()
    """Asked for only where one of these holds."""
    waived_when: tuple[CallCondition, ...] = ()
    """Not asked for where one of these holds."""
    waived_by_volunteered: bool = False
    """Not asked for where the customer told it anyway."""
    figure: Figure | None = None
    """Numbers that are said must agree with the local policy, or the item is not done."""
    names_element: bool = True
    """Whether a missed item is listed under its first element; not where any of many would do."""
    better: str | None = None
    """A good wording, where the scenario gives none; ``{complaint_reply_days}`` is the local policy's."""

    @model_validator(mode="after")
    def _something_does_it(self) -> "Item":
        if not self.any_of and not self.events and not self.words:
            raise ValueError("give any_of, events or words: nothing could ever do this item")
        return self

    @field_validator("better")
    @classmethod
    def _blanks_are_figures(cls, better: str | None) -> str | None:
        for _, blank, _, _ in Formatter().parse(better or ""):
            if blank is not None and blank not in POLICY_NUMBERS:
                offered = ", ".join(sorted(POLICY_NUMBERS))
                raise ValueError(f"{{{blank}}} is no number of the local policy: use one of {offered}")
        return better


class OrderRule(Content):
    """``first`` comes before ``before``; keeping the order earns nothing, breaking it costs ``points``."""

    id: str
    label: str
    dimension: DimensionId
    first: tuple[ElementId, ...] = Field(min_length=1)
    before: tuple[ElementId, ...] = Field(min_length=1)
    points: float = Field(gt=0, le=15)
    clause: str
    even_if_missing: bool = False
    """Broken also where ``first`` never comes; otherwise that is the missed item's business."""
    only_when: tuple[CallCondition, ...] = ()
    waived_when: tuple[CallCondition, ...] = ("hazard", "life_support")
    """Safety comes before any order."""


class Must(Content):
    """Something without which the call fails whatever the sum."""

    id: CriticalId
    any_of: tuple[ElementId, ...] = Field(min_length=1)
    clause: str
    only_when: tuple[CallCondition, ...] = ()
    waived_when: tuple[CallCondition, ...] = ()
    after_turns: int = Field(default=2, ge=1)
    """Trainee turns before it can be expected."""


HangUpException = Literal["prompted_twice", "customer_took_leave", "warned_twice"]


class WorkOrderRule(Content):
    """How the form of this situation is filled in."""

    kinds: tuple[WorkOrderKind, ...] = Field(min_length=1)
    """Right kinds; ``truth`` may name one of them."""
    kinds_in_hazard: tuple[WorkOrderKind, ...] = ()
    """Right besides, where the case does not say which and a danger has come up."""
    weight: float = Field(default=6, gt=0, le=20)
    """Of the whole form, in the record dimension."""
    clause: str
    kind_clause: str


class Rubric(Content):
    """Immutable; ``weights`` are points of the total and add up to 100."""

    situation: SituationId
    weights: dict[DimensionId, float]
    pass_mark: float = Field(default=75, gt=59, le=100)
    items: tuple[Item, ...] = Field(min_length=1)
    order: tuple[OrderRule, ...] = ()
    must: tuple[Must, ...] = ()
    work_order: WorkOrderRule | None = None
    core: tuple[str, ...] = ()
    """Items without which the call cannot pass: what the customer called for."""
    accepted_by: tuple[ElementId, ...] = ()
    """Any of these shows that the matter was taken up: without one, a refusal is fatal."""
    hang_up_exceptions: tuple[HangUpException, ...] = ("customer_took_leave",)

    @model_validator(mode="after")
    def _adds_up(self) -> "Rubric":
        problems = [*self._weight_problems(), *self._item_problems()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _weight_problems(self) -> list[str]:
        problems = [f"weights: {name} is missing" for name in DIMENSIONS if name not in self.weights]
        problems += [
            f"weights.{name} is {weight}: below 0" for name, weight in self.weights.items() if weight < 0
        ]
        total = sum(self.weights.values())
        return (
            [*problems, f"weights add up to {total:g}, not {TOTAL}"]
            if abs(total - TOTAL) > 1e-9
            else problems
        )

    def _item_problems(self) -> list[str]:
        ids = [item.id for item in self.items] + [rule.id for rule in self.order]
        repeated = sorted({name for name in ids if ids.count(name) > 1})
        problems = [f"id {name!r} is used more than once" for name in repeated]
        known = {item.id for item in self.items if item.required}
        problems += [
            f"core {name!r} is no required item: name one" for name in self.core if name not in known
        ]
        return problems + [
            f"item {item.id!r}: its dimension {item.dimension} has no weight"
            for item in self.items
            if item.required and not self.weights.get(item.dimension)
        ]


Rubrics = dict[SituationId, Rubric]


def load_rubrics(folder: Path = RUBRICS) -> Rubrics:
    """The rubric of every situation. Raises :class:`ContentError` with all problems of all files."""
    rubrics: Rubrics = {}
    problems: list[ContentProblem] = []
    for file, rubric in load_folder(folder, Rubric).items():
        if file.stem != rubric.situation:
            problems.append(
                ContentProblem(file.name, "situation", f"is {rubric.situation!r}: name the file so")
            )
        rubrics[rubric.situation] = rubric
    problems += [
        ContentProblem(folder.name, "", f"no rubric for situation {name!r}: add {name}.yaml")
        for name in SITUATIONS
        if name not in rubrics
    ]
    if problems:
        raise ContentError(problems)
    return rubrics
