"""Templates to HTML. Autoescape is on everywhere: whatever anybody typed stays text."""

from datetime import datetime
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from personas.schema import Channel
from simulator.views import ScenarioCard
from web.settings import TEMPLATES
from web.texts import Language, Texts


@lru_cache(maxsize=1)
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["iso"] = _iso
    made.filters["lines"] = lines
    made.globals["choice"] = choice
    made.globals["at"] = at_place
    made.globals["title"] = card_title
    made.globals["person"] = card_person
    return made


class Renderer:
    """Renders the templates of one language; ``t`` and ``lang`` are known to each of them."""

    def __init__(self, texts: Texts) -> None:
        self.t = texts
        self.language: Language = texts.language

    def __call__(self, template: str, **values: object) -> str:
        page = environment().get_template(template)
        return page.render(t=self.t, lang=self.language, **values)


def lines(text: str) -> Markup:
    """Escaped text whose line breaks show."""
    return Markup("<br>").join(text.split("\n"))


def choice(field: str, value: str, t: Texts) -> str:
    """A value of the work order as it is shown: the name of a choice, other fields as they are."""
    group = {"kind": "kind", "scope": "scope"}.get(field)
    return t.first(f"{group}.{value}") if group and f"{group}.{value}" in t.keys else value


def at_place(channel: Channel, key: str, t: Texts) -> str:
    """A message in the words of the place: nobody hangs up at a counter."""
    return t.first(f"{channel}.{key}", key)


def card_title(card: ScenarioCard, language: Language) -> str:
    """The title in that language, or in Chinese where it has none."""
    return (card.title_en if language == "en" else "") or card.title


def card_person(card: ScenarioCard, language: Language) -> str:
    """Who calls, in that language, or in Chinese where the name has none."""
    return (card.person_name_en if language == "en" else "") or card.person_name


def _iso(moment: datetime) -> str:
    """As a browser reads it, so that it can show the user's own time zone."""
    return moment.isoformat()
