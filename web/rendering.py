"""Templates to HTML. Autoescape is on everywhere: whatever anybody typed stays text."""

from datetime import datetime
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

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


def _iso(moment: datetime) -> str:
    """As a browser reads it, so that it can show the user's own time zone."""
    return moment.isoformat()
