"""Numbers that the trainee names, held against the local policy: deadlines, the distance to a fallen wire."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from scoring.conversation import Conversation
from scoring.decisions import Evidence
from scoring.numerals import number
from scoring.policy import PolicyValues
from scoring.rubric import Figure
from scoring.stated import Deadline, Step, deadlines_in
from scoring.times import DAY, digits, times_in

HOUR: Final = 60
Limits = Mapping[Step, tuple[int, int]]
"""Shortest and longest accurate deadline of a step, in minutes."""
_METRES: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9])?)(?:来|多)?米")
_NUMERAL: Final = re.compile(r"[一二两三四五六七八九十]{1,3}(?=来?多?米)")
_AWAY: Final = re.compile(r"远离|离[^。]{0,8}远|以外|之外|开外|外|保持|距离|退|躲|站|靠近|离开?")
_OF_THE_LINE: Final = re.compile(r"条例|规程|规定|净距|离地|保护区|导线|表箱|表后|按米|每米|一米[八七六五]")
"""Distances of the line itself, not those that somebody is to keep."""
_GO_ROUND: Final = re.compile(r"绕(?:过去|开|着走|一下|着)?(?:就|也就)(?:行|好|可以|没事)")


def wrong_figure(figure: Figure, conversation: Conversation) -> Evidence | None:
    """The last words that name another number than the policy or the case; ``None`` where there are none.

    What is named without a number, or as a date, is not held against the trainee.
    """
    if figure == "wire_distance":
        return _last_too_near(conversation)
    limits = _limits(figure, conversation.policy.values)
    wrong = None
    said: dict[Step, tuple[int, Deadline]] = {
        deadline.step: (turn, deadline) for turn, deadline in _stated(conversation) if deadline.step in limits
    }
    for turn, deadline in said.values():
        shortest, longest = limits[deadline.step]
        meets = shortest <= deadline.high and deadline.low <= longest
        if not meets and not _of_the_case(deadline, conversation):
            wrong = _evidence(turn, deadline, conversation)
    return wrong


def slow_dispatch(conversation: Conversation) -> Evidence | None:
    """Words that put the dispatch of an order off for longer than the policy allows."""
    longest = conversation.policy.values.dispatch_minutes
    for turn, deadline in _stated(conversation):
        if deadline.step == "dispatch" and deadline.low > longest:
            return Evidence(turn, deadline.start, deadline.end)
    return None


def _limits(figure: Figure, values: PolicyValues) -> Limits:
    if figure == "complaint_deadline":
        reply = values.complaint_reply_days * DAY
        return {"reply": (reply, reply), "contact": (0, values.complaint_contact_hours * HOUR)}
    if figure == "report_deadline":
        reply = values.report_reply_days * DAY
        return {"reply": (reply, reply)}
    return {
        "forward": (0, values.enquiry_forward_days * DAY),
        "settled": (0, values.enquiry_reply_days * DAY),
    }


def _stated(conversation: Conversation) -> Iterator[tuple[int, Deadline]]:
    for turn in conversation.trainee_turns:
        for deadline in deadlines_in(conversation.turns[turn].text):
            yield turn, deadline


def _of_the_case(deadline: Deadline, conversation: Conversation) -> bool:
    """What the trainee's screen says is never held against him."""
    truth = conversation.truth
    if truth is None:
        return False
    promised = truth.work_order.promised_time if truth.work_order else ""
    told = f"{truth.eta or ''}，{promised}"
    return any(moment.kind == "span" and deadline.holds(moment.minutes) for moment in times_in(told))


def _evidence(turn: int, deadline: Deadline, conversation: Conversation) -> Evidence:
    """The words that were found to name a deadline, where there are any, else the whole sentence."""
    for deed in conversation.deeds:
        if deed.turn == turn and deed.element == "give_deadline" and deed.finding is not None:
            return deed.evidence
    return Evidence(turn, deadline.start, deadline.end)


def _last_too_near(conversation: Conversation) -> Evidence | None:
    for turn in reversed(conversation.trainee_turns):
        found = _distance(conversation.turns[turn].text, conversation.policy.values.fallen_wire_metres)
        if found is not None:
            near, start, end = found
            return Evidence(turn, start, end) if near else None
    return None


def _distance(text: str, safe: float) -> tuple[bool, int, int] | None:
    """Whether too near, start and end; ``None`` where no distance to keep is named."""
    passing = _GO_ROUND.search(text)
    if passing:
        return True, *passing.span()
    for sentence in re.finditer(r"[^。！？!?；;\n]+", text):
        if _OF_THE_LINE.search(sentence.group()):
            continue
        plain = digits(_NUMERAL.sub(_as_digits, sentence.group()))
        named = [float(match[1]) for match in _METRES.finditer(plain)]
        if named and _AWAY.search(plain):
            return max(named) < safe, *sentence.span()
    return None


def _as_digits(match: re.Match[str]) -> str:
    value = number(match.group())
    return match.group() if value is None else str(value)
