"""Plays the calls of ``docs/calls/inputs`` and writes them down in ``docs/calls``.

``python -m scripts.call_transcripts``. The scripts of the trainee are fixed, the customer and the
grader are the real ones, so the transcripts change only when one of those two does. The first two
lines of an input name the scenario and the seed; each further line is a reply or an action.
"""

import sys
from pathlib import Path
from typing import Final

from knowledge.library import open_library
from knowledge.settings import KnowledgeSettings
from scoring.bootstrap import Scoring, build_scoring
from simulator.bootstrap import utc_now
from simulator.casting import Casting, load_casting
from simulator.play_text import TextLines, load_texts
from simulator.playing import Play, PlaySources
from simulator.practice import Practice
from simulator.store.memory import MemoryCallStore

CALLS: Final = Path(__file__).resolve().parent.parent / "docs" / "calls"
SCENARIO: Final = "# scenario: "
SEED: Final = "# seed: "
PAGE: Final = """\
# {title}

`docs/calls/inputs/{name}.txt`, `{scenario}`, seed {seed}. `python -m scripts.call_transcripts`

```text
{lines}
```
"""


def transcript(source: Path, casting: Casting, scoring: Scoring) -> str:
    """One call as a page. Raises what ``Play.feed`` raises for a line that cannot be used."""
    scenario, seed, replies = read_input(source)
    store = MemoryCallStore()
    practice = Practice(store, casting, lambda: scoring, utc_now, PlaySources(scenario, seed))
    play = Play(practice, store, scenario, seed)
    texts = TextLines(load_texts(), casting.names)
    lines = texts.opening(play.call) + _said(play, texts, casting)
    for reply in replies:
        play.feed(reply)
        lines += [reply] if reply.startswith("/") and not reply.startswith("/work_order") else []
        lines += _said(play, texts, casting)
    lines += texts.report(play.finish())
    title = play.call.case.card.title
    return PAGE.format(title=title, name=source.stem, scenario=scenario, seed=seed, lines="\n".join(lines))


def read_input(source: Path) -> tuple[str, int, tuple[str, ...]]:
    """Scenario, seed and replies of an input file."""
    first, second, *replies = source.read_text(encoding="utf-8").splitlines()
    if not (first.startswith(SCENARIO) and second.startswith(SEED)):
        raise ValueError(f"{source}: begins with {first!r}; write '{SCENARIO}ID', then '{SEED}NUMBER'")
    return first.removeprefix(SCENARIO), int(second.removeprefix(SEED)), tuple(filter(None, replies))


def _said(play: Play, texts: TextLines, casting: Casting) -> list[str]:
    return [
        line
        for turn in play.new_turns()
        if turn.text
        for line in texts.turn(turn, casting.mood_level(turn.mood or 0))
    ]


def main() -> None:
    casting, scoring = load_casting(), build_scoring(open_library(KnowledgeSettings()))
    for source in sorted((CALLS / "inputs").glob("*.txt")):
        page = transcript(source, casting, scoring)
        (CALLS / f"{source.stem}.md").write_text(page, encoding="utf-8")
        print(source.stem, file=sys.stderr)


if __name__ == "__main__":
    main()
