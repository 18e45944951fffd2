"""What a company may set for itself: everything that the standard leaves open, with its limits."""

from typing import Annotated, Final, Literal

from pydantic import Field, Strict, StringConstraints, model_validator

from knowledge.content import Content

HangUpLeave = Literal[
    "silent_after_two_prompts",
    "settled_and_closed",
    "harassed_after_two_warnings",
]
Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict()]
Switch = Annotated[bool, Strict()]
Wording = Annotated[str, StringConstraints(min_length=2, max_length=40)]
HotlineNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{3,12}$")]
HOURS_OF_DAY = 24


class Fee(Content):
    """An amount that the trainee may name."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    yuan: Number = Field(ge=0, le=1_000_000)


class PolicyValues(Content):
    """Days are working days; ``default.yaml`` says where each default comes from."""

    dispatch_minutes: Whole = Field(ge=1, le=120)
    complaint_reply_days: Whole = Field(ge=1, le=60)
    complaint_contact_hours: Whole = Field(ge=1, le=240)
    report_reply_days: Whole = Field(ge=1, le=60)
    enquiry_forward_days: Whole = Field(ge=1, le=30)
    enquiry_reply_days: Whole = Field(ge=1, le=30)
    agent_hangup_exceptions: tuple[HangUpLeave, ...]
    company_names: tuple[Wording, ...] = Field(max_length=50)
    """Beside those that the standard knows anyway (供电公司, 供电局, 95598)."""
    hotline_numbers: tuple[HotlineNumber, ...] = Field(max_length=20)
    agent_number_required: Switch
    wait_announced: Switch
    outage_self_check: Switch
    imposed_contractor_words: tuple[Wording, ...] = Field(max_length=50)
    """``…`` stands for a few words within a clause."""
    fees: tuple[Fee, ...] = Field(max_length=500)
    fallen_wire_metres: Number = Field(ge=1, le=100)
    repeat_call_may_urge: Switch

    @model_validator(mode="after")
    def _contact_comes_first(self) -> "PolicyValues":
        limit = self.complaint_reply_days * HOURS_OF_DAY
        if self.complaint_contact_hours > limit:
            raise ValueError(
                f"complaint_contact_hours is {self.complaint_contact_hours}, later than the answer in"
                f" complaint_reply_days ({self.complaint_reply_days}, that is {limit} hours): lower it"
            )
        return self


POLICY_NUMBERS: Final = frozenset(
    name for name, field in PolicyValues.model_fields.items() if field.annotation is int
)
"""Entries that a wording may quote (``{complaint_reply_days}``)."""
