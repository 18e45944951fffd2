"""Answering questions: which facts come out, and which stay in."""

from typing import Final

from knowledge.vocabulary import ElementId
from personas.schema import SpeechAct
from simulator.customer.draft import Draft
from simulator.customer.hearing import asks, asks_whether, is_open_question
from simulator.customer.mood import upset
from simulator.customer.perception import QUESTIONS, Perceived

_FORM_OF_ADDRESS: Final = "怎么称呼"
"""Holds a word that elsewhere asks how something came about."""
_PROMPTS: Final[frozenset[ElementId]] = frozenset({"defer_calmly", "closing"})
"""No questions: they remind him of something only where they speak of it."""
MOST_ANSWERS: Final = 3
"""More than three answers at once nobody gives."""
_OWN: Final[frozenset[ElementId]] = frozenset({"ask_name", "ask_contact", "ask_address"})
"""What everybody knows of himself: "I don't know" would be a lie, so he asks what for."""


def answer(draft: Draft, seen: Perceived) -> bool:
    """Answer what was asked; ``False`` where nothing was asked or nothing was said about it."""
    before = draft.count
    again: list[str] = []
    refused: list[SpeechAct] = []
    for element in seen.asked:
        if draft.count - before >= MOST_ANSWERS:
            break
        if element != "ask_details" or not _only_checks(seen):
            _answer_one(draft, seen, element, again, refused)
    if draft.count == before and again:
        _tell_again(draft, again[0])
    if draft.count == before and refused and not seen.has("confirm_record"):
        draft.act(refused[0])  # of several questions he answers those that he can
    return draft.count > before


def _only_checks(seen: Perceived) -> bool:
    """Reading back mentions particulars; that asks for none."""
    return seen.has("confirm_record") and (bool(seen.verdicts) or asks_whether(seen.text) or not seen.text)


def repeats_question(draft: Draft, seen: Perceived) -> bool:
    """Whether the trainee asks only for what he has been told in answer to a question."""
    asked = [element for element in seen.asked if element in QUESTIONS and element != "ask_details"]
    known = draft.state.elicited
    facts = [name for element in asked for name in _answering(draft, element)]
    return bool(facts) and not seen.verdicts and all(name in known for name in facts)


def _answering(draft: Draft, element: ElementId) -> list[str]:
    return [name for name, fact in draft.instance.scenario.facts.items() if element in fact.answers]


def _answer_one(
    draft: Draft, seen: Perceived, element: ElementId, again: list[str], refused: list[SpeechAct]
) -> None:
    names = _pointed_at(draft, seen, element)
    new = [name for name in names if name not in draft.state.told]
    mentioned = [name for name in names if name not in draft.state.elicited and element in QUESTIONS]
    if new:
        _tell_new(draft, new[0], element, refused)
    elif mentioned and element == "ask_details" and draft.count:
        return  # the particular asked for by name was meant
    elif mentioned and not draft.state.retold.get(mentioned[0]) and not seen.verdicts:
        _tell_again(draft, mentioned[0])
    elif names and element in QUESTIONS and not set(names) & seen.verdicts.keys():
        again.extend(name for name in names if name in draft.state.told)
    elif not names and element in QUESTIONS:
        _has_no_answer(draft, seen, element, refused)


def _pointed_at(draft: Draft, seen: Perceived, element: ElementId) -> list[str]:
    """Facts that the question is about; for particulars, those that its words point at."""
    names = _answering(draft, element)
    facts = draft.instance.scenario.facts
    if element in _PROMPTS:
        return [name for name in names if any(word in seen.text for word in facts[name].keywords)]
    if element != "ask_details":
        return names
    text = seen.text.replace(_FORM_OF_ADDRESS, "")
    pointed = [name for name in names if any(word in text for word in facts[name].keywords)]
    if pointed:
        return pointed[:2]
    if not (is_open_question(seen.text) or seen.has("guide_expression")):
        return [name for name in names if not facts[name].keywords]
    left = [name for name in names if name not in draft.state.told]
    return left[:1] or sorted(names, key=lambda name: draft.state.retold.get(name, 0))[:1]


def _tell_new(draft: Draft, name: str, element: ElementId, refused: list[SpeechAct]) -> None:
    if not held_back(draft, name):
        draft.tell(name, asked=True)
    elif element in QUESTIONS:
        refused.append("withhold")


def held_back(draft: Draft, name: str) -> bool:
    """Whether he is too upset now to give this fact away."""
    return draft.instance.scenario.facts[name].release == "calm" and upset(draft.state.mood)


def _tell_again(draft: Draft, name: str) -> None:
    """What was only mentioned is simply told; what was answered is told with a remark."""
    times = draft.state.retold.get(name, 0) + 1
    if name in draft.state.elicited or times > 1:
        draft.act("already_told")
    draft.update(retold=draft.state.retold | {name: times})
    if times <= 2:
        draft.tell(name, asked=True)


def _has_no_answer(draft: Draft, seen: Perceived, element: ElementId, refused: list[SpeechAct]) -> None:
    if element == "ask_satisfaction":
        draft.act("not_answered" if _open_required(draft) else "acknowledge")
    elif element == "confirm_restored":
        return  # his need, pressed again, says that it is not
    elif element == "ask_details" and _no_particular(seen):
        return  # he goes on with what is on his mind, or with the other question
    else:
        refused.append("withhold" if element in _OWN else "does_not_know")


def _no_particular(seen: Perceived) -> bool:
    """An open invitation to talk, or a question that another element names better."""
    others = QUESTIONS & set(seen.asked) - {"ask_details"}
    unasked = bool(seen.text) and not asks(seen.text)
    return bool(others) or unasked or seen.has("guide_expression") or is_open_question(seen.text)


def _open_required(draft: Draft) -> bool:
    needs = draft.instance.scenario.needs
    return any(need.required and name not in draft.state.settled for name, need in needs.items())
