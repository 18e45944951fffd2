"""The screen of a call, panel by panel, from a :class:`CallView`."""

from dataclasses import dataclass

from scoring.schema import CallEvent
from simulator.views import CallView, TurnView
from web.grades import ShownTurn, show_turn
from web.ports import NamesPort
from web.rendering import Renderer


@dataclass(frozen=True)
class Entry:
    """A line of the conversation: something said, or something done."""

    shown: ShownTurn | None
    event: CallEvent | None


@dataclass(frozen=True)
class DeskPanels:
    """HTML of each panel; ``after`` is the number of turns that the client has now seen."""

    header: str
    conversation: str
    coach: str
    live: str
    notice: str
    after: str


def render_desk(render: Renderer, view: CallView, names: NamesPort, notice: str = "") -> DeskPanels:
    entries = timeline(view, names, render)
    last = next((turn for turn in reversed(view.turns) if turn.role == "customer"), None)
    return DeskPanels(
        header=render("desk_header.html", view=view),
        conversation=render("conversation.html", view=view, entries=entries),
        coach=render("coach.html", view=view, names=names),
        live=_announcement(render, view, last),
        notice=render("notice.html", tone="warning", text=notice),
        after=str(len(view.turns)),
    )


def missing_desk(render: Renderer) -> DeskPanels:
    """The call does not exist, or is somebody else's: the screen does not say which."""
    return DeskPanels(render("not_found.html"), "", "", "", "", "0")


def timeline(view: CallView, names: NamesPort, render: Renderer) -> tuple[Entry, ...]:
    """Everything said and done, in order; an event stands before the utterance that followed it."""
    entries: list[Entry] = []
    for count in range(len(view.turns) + 1):
        entries += [Entry(None, event) for event in view.events if _place(event, view) == count]
        if count < len(view.turns):
            entries.append(Entry(show_turn(view.turns[count], names, render.language), None))
    return tuple(entries)


def _place(event: CallEvent, view: CallView) -> int:
    return min(event.turn, len(view.turns))


def _announcement(render: Renderer, view: CallView, last: TurnView | None) -> str:
    """What a screen reader is told: the news alone, not the whole conversation."""
    if last is None:
        return ""
    return render("live.html", view=view, last=last)
