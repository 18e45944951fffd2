"""The page where a call is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.vocabulary import SITUATIONS, SituationId
from simulator.views import RecentCall, ScenarioCard
from web.ports import NamesPort
from web.rendering import Renderer

RECENT = 8


@dataclass(frozen=True)
class CardGroup:
    """The cards of one situation."""

    situation: SituationId
    name: str
    cards: tuple[ScenarioCard, ...]


def group_cards(cards: Iterable[ScenarioCard], names: NamesPort, language: str) -> tuple[CardGroup, ...]:
    """Cards by situation, in the order of the vocabulary, easy ones first."""
    ranks = {"easy": 0, "medium": 1, "hard": 2}
    ordered = sorted(cards, key=lambda card: (SITUATIONS.index(card.situation), ranks[card.difficulty]))
    groups: list[CardGroup] = []
    for situation in SITUATIONS:
        mine = tuple(card for card in ordered if card.situation == situation)
        if mine:
            name = names.situation_name(situation, "en" if language == "en" else "zh")
            groups.append(CardGroup(situation, name, mine))
    return tuple(groups)


def render_lobby(
    render: Renderer,
    cards: tuple[ScenarioCard, ...],
    recent: tuple[RecentCall, ...],
    names: NamesPort,
    notice: tuple[str, str] | None = None,
) -> str:
    unfinished = next((call for call in recent if call.status != "ended"), None)
    return render(
        "lobby.html",
        groups=group_cards(cards, names, render.language),
        recent=recent[:RECENT],
        unfinished=unfinished,
        notice=notice,
    )
