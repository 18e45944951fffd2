"""Who calls and why, as data: the person, the situation, and what he knows.

A scenario is written with blanks (``{address}``): *variables* drawn by seed from pools or choices.
A *fact* is something that the customer knows and tells when its moment comes; a *need* is something
that he wants settled. The engine in ``simulator`` decides when; the words all come from here.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from knowledge.content import Content
from knowledge.vocabulary import ElementId, SituationId, ViolationId

Channel = Literal["hotline", "counter"]
Difficulty = Literal["easy", "medium", "hard"]
Wordings = Annotated[tuple[str, ...], Field(min_length=2)]

SpeechAct = Literal[
    "soothed",  # the trainee calmed him and it worked
    "still_upset",  # the trainee tried to calm him and it did not (yet) work
    "apology_accepted",
    "apology_rejected",  # "sorry" again, without doing anything
    "thanked",  # answers thanks
    "offended",  # answers a violation: rudeness, blame, a rhetorical question, a command
    "brushed_off",  # answers being brushed off or sent elsewhere
    "puzzled_by_jargon",
    "withhold",  # asked for a fact, but too upset to give it
    "does_not_know",  # asked for something he does not know
    "already_told",  # asked again for what he has told
    "read_back_right",  # confirms a correct read-back
    "read_back_wrong",  # corrects a read-back; {correct} is the right value
    "read_back_awaited",  # "let me check that with you" - go on, read it out
    "no_address_asked",  # somebody is sent without having been told where to
    "only_hums",  # the trainee only says "mm" and "all right"
    "acknowledge",  # takes in useful information
    "wait_agreed",  # agrees to wait
    "not_understood",  # the reply matched nothing he can use
    "not_answered",  # the reply did something, but not what he wants to know
    "silence",  # the trainee says nothing
    "recording_noticed",
    "supervisor_accepted",  # is handed over
    "demand_supervisor",
    "threaten_regulator",
    "patience_over",  # last warning before hanging up
    "nothing_more",  # "anything else?" - no
    "goodbye_satisfied",
    "goodbye_resigned",
    "hang_up_angry",
]
MoodReason = Literal["still_waiting", "repeated_question", "broken_promise", "silence", "not_understood"]


class Variable(Content):
    """A blank of a scenario, drawn by seed. Exactly one of the three sources is given.

    Drawn as two digits (minutes: ``"05"``), ``{minute}`` also fills ``{minute_said}``: 零五, 十分, 半.
    """

    pool: str | None = None
    """Name of a list in ``personas/pools.yaml``."""
    choices: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    """Whole number, both ends included."""

    @model_validator(mode="after")
    def _one_source(self) -> "Variable":
        given = [self.pool is not None, bool(self.choices), self.between is not None]
        if sum(given) != 1:
            raise ValueError("give exactly one of pool, choices, between")
        if self.between is not None and self.between[0] > self.between[1]:
            raise ValueError(f"between {self.between} is empty: the first number is the larger one")
        return self


Release = Literal["opening", "volunteer", "asked", "calm"]
"""``opening``: said in the first line; ``volunteer``: told unasked as soon as there is room;
``asked``: told when asked; ``calm``: told when asked, and only when the mood allows."""

WorkOrderField = Literal[
    "kind", "name", "address", "phone", "scope", "started_at", "description", "dispatch_to", "promised_time"
]


class Fact(Content):
    """Something that the customer knows."""

    label: str
    """For the report, in Chinese: 停电地址."""
    value: str
    """The canonical short form, with blanks: ``{community}{building}栋{unit}单元``."""
    answers: tuple[ElementId, ...] = ()
    """Questions that draw it out."""
    keywords: tuple[str, ...] = ()
    """For facts behind ``ask_details``: words of a question that point at this fact and no other."""
    release: Release
    tell: Wordings
    """Ways of telling it when asked."""
    volunteer: tuple[str, ...] = ()
    """Ways of telling it unasked; ``tell`` is used when empty."""


class Need(Content):
    """Something that the customer wants settled; needs are raised in the order of the file."""

    model_config = ConfigDict(serialize_by_alias=True)
    label: str
    settled_by: tuple[ElementId, ...] = Field(min_length=1)
    """Any of these elements settles it."""
    required: bool = True
    """The customer does not leave satisfied without it."""
    after: tuple[str, ...] = ()
    """Needs that have to be settled before this one comes to his mind."""
    urgency: Literal[0, 1, 2] = 1
    """How much the mood suffers for each turn that it stays open: 0 not at all."""
    raise_: Wordings = Field(alias="raise")
    press: Wordings
    """Asking again, in other words."""
    settled: Wordings
    """What he says when it is settled."""


class Expectation(Content):
    """How this scenario differs from the rubric of its situation."""

    require: tuple[ElementId, ...] = ()
    waive: tuple[ElementId, ...] = ()


class Case(Content):
    """The state of the matter, as the trainee's screen shows it and as statements are checked."""

    screen: tuple[tuple[str, str], ...] = ()
    """Label and value of each line that the trainee sees, with blanks."""
    crew: Literal["none", "assigned", "on_the_way", "on_site", "restored"] = "none"
    eta: str | None = None
    """Restoration or arrival time that the trainee may quote, with blanks; ``None``: nobody knows."""
    hazard: str | None = None
    """A danger that must be warned of before anything else, in words for the report."""


class Temperament(Content):
    """How feelings move. Mood runs from -100 (furious) to 100 (delighted)."""

    start_mood: int = Field(ge=-100, le=100)
    sensitivity: float = Field(default=1.0, gt=0, le=3)
    """Multiplies every mood change for the worse."""
    forgiveness: float = Field(default=1.0, gt=0, le=3)
    """Multiplies every mood change for the better."""
    patience: int = Field(ge=2, le=20)
    """Turns without progress before he gives up."""
    talkative: float = Field(default=0.5, ge=0, le=1)
    """Share of turns in which he adds something unasked."""


class Person(Content):
    """Temperament and way of speaking, apart from any matter."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    """For cards, in Chinese: 带婴儿的年轻妈妈."""
    name_en: str
    temperament: Temperament
    likes: dict[ElementId, int] = {}
    """Mood change for an element, where it differs from the engine's table."""
    dislikes: dict[ViolationId, int] = {}
    mood_lines: dict[Literal["furious", "upset", "uneasy", "calm", "pleased"], tuple[str, ...]] = {}
    """Interjections that open a line in this mood: 哎呀, 我说; may be empty."""
    speech: dict[SpeechAct, Wordings]


class Scenario(Content):
    """One call that can be taken."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    situation: SituationId
    person: str
    channel: Channel
    difficulty: Difficulty
    title: str
    title_en: str
    brief: str
    """What the trainee knows before answering; gives nothing away."""
    variables: dict[str, Variable]
    case: Case
    opening: Wordings
    """First lines of the customer, with blanks."""
    facts: dict[str, Fact]
    needs: dict[str, Need]
    work_order: dict[WorkOrderField, str]
    """What a correct work order holds, with blanks; a field left out may stay empty."""
    expects: Expectation = Expectation()
    better: dict[ElementId, str] = {}
    """A good wording for this very call, with blanks, shown where the trainee missed it."""
    supervisor_settles: bool = False
    """Handing over to the supervisor ends the matter (after the trainee has tried)."""
    speech: dict[SpeechAct, Wordings] = {}
    """Wordings that replace the person's for this call."""
