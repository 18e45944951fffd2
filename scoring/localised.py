"""A rubric as it stands under the local policy: its wordings filled in, its rules switched on or off."""

from typing import Final

from scoring.numerals import spoken
from scoring.policy import HangUpLeave, Policy, PolicyValues
from scoring.policy.values import POLICY_NUMBERS
from scoring.rubric import HangUpException, Item, OrderRule, Rubric, Rubrics, WorkOrderRule

LEAVE: Final[dict[HangUpException, HangUpLeave]] = {
    "prompted_twice": "silent_after_two_prompts",
    "customer_took_leave": "settled_and_closed",
    "warned_twice": "harassed_after_two_warnings",
}
SELF_CHECK: Final = ("guide_self_check",)


def localised_all(rubrics: Rubrics, policy: Policy) -> Rubrics:
    return {situation: localised(rubric, policy.values) for situation, rubric in rubrics.items()}


def localised(rubric: Rubric, values: PolicyValues) -> Rubric:
    """Its hash differs from that of ``rubric`` where the policy changes anything in it."""
    return rubric.model_copy(
        update={
            "items": tuple(_filled(item, values) for item in rubric.items if _asked(item, values)),
            "order": tuple(rule for rule in rubric.order if _asked(rule, values)),
            "hang_up_exceptions": tuple(
                name for name in rubric.hang_up_exceptions if LEAVE[name] in values.agent_hangup_exceptions
            ),
            "work_order": _form(rubric.work_order, values),
        }
    )


def _asked(rule: Item | OrderRule, values: PolicyValues) -> bool:
    elements = rule.any_of if isinstance(rule, Item) else rule.first
    return values.outage_self_check or elements != SELF_CHECK


def _filled(item: Item, values: PolicyValues) -> Item:
    if item.better is None or "{" not in item.better:
        return item
    numbers = {name: spoken(getattr(values, name)) for name in POLICY_NUMBERS}
    return item.model_copy(update={"better": item.better.format_map(numbers)})


def _form(rule: WorkOrderRule | None, values: PolicyValues) -> WorkOrderRule | None:
    """An urging order is as good as an enquiry where only an enquiry is right."""
    if rule is None or rule.kinds != ("enquiry",) or not values.repeat_call_may_urge:
        return rule
    return rule.model_copy(update={"kinds": (*rule.kinds, "urge")})
