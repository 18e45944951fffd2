"""One turn in the making: the state as it changes and the sentences as they come."""

from personas.schema import SpeechAct
from simulator.customer.choice import chance, draw
from simulator.customer.instance import Instance, fill
from simulator.customer.lines import choose, join, takes_interjection, without_echo
from simulator.customer.mood import mood_level
from simulator.customer.state import CallState, CustomerTurn
from simulator.views import EndReason


class Draft:
    """Lives for one turn only; what goes out is frozen."""

    def __init__(self, instance: Instance, state: CallState) -> None:
        self.instance = instance
        self.state = state
        self._fragments: list[tuple[str, str]] = []
        self._disclosed: list[str] = []
        self._interjects = False

    @property
    def count(self) -> int:
        """Sentences so far."""
        return len(self._fragments)

    def update(self, **changes: object) -> None:
        """Change fields of the state."""
        self.state = self.state.model_copy(update=changes)

    def chance(self, purpose: str, percent: int) -> bool:
        return chance(self.instance.seed, purpose, self.state.heard, percent)

    def act(self, act: SpeechAct, correct: str | None = None) -> None:
        """Say one of the person's wordings for an act; nothing where he has none."""
        wordings = self.instance.wordings(act)
        if wordings:
            self.say(act, wordings, correct)

    def act_once(self, act: SpeechAct) -> None:
        """Say it unless it has been said in this turn: two questions refused need one refusal."""
        if all(purpose != act for purpose, _ in self._fragments):
            self.act(act)

    def say(self, purpose: str, wordings: tuple[str, ...], correct: str | None = None) -> None:
        chosen = choose(wordings, self.instance.seed, purpose, self.state.heard, self.state.said)
        said = tuple(item for item in self.state.said if item != chosen)
        self.update(said=(*said, chosen))
        self._fragments.append((purpose, chosen if correct is None else fill(chosen, {"correct": correct})))

    def tell(self, name: str, asked: bool) -> None:
        """Tell a fact, in words for being asked or for telling it unasked."""
        fact = self.instance.scenario.facts[name]
        if name not in self.state.told:
            self.update(told=self.state.told | {name: self.state.spoken})
            self._disclosed.append(name)
            if asked:
                self.update(elicited=(*self.state.elicited, name))
        if asked:
            # asked for it again, the trainee has it right from here on
            self.update(corrections=tuple(item for item in self.state.corrections if item != name))
            self.say(f"answer:{name}", fact.tell)
        else:
            self.say(f"fact:{name}", fact.volunteer or fact.tell)

    def know(self, name: str) -> None:
        """The trainee has said a fact himself, rightly: it is known without being told."""
        if name not in self.state.told:
            self.update(
                told=self.state.told | {name: self.state.spoken},
                elicited=(*self.state.elicited, name),
            )
            self._disclosed.append(name)

    def mention(self, names: list[str]) -> None:
        """Facts that the sentence just said already holds."""
        self.update(told=self.state.told | dict.fromkeys(names, self.state.spoken))
        self._disclosed.extend(names)

    def interject(self) -> None:
        """Let the mood show in an interjection before the first sentence."""
        self._interjects = True

    def end(self, reason: EndReason) -> None:
        self.update(ended=reason)

    def finish(self) -> CustomerTurn:
        text = self._text()
        if text and text == self.state.last:
            text = self._reworded()
        if text:
            self.update(last=text, spoken=self.state.spoken + 1)
        return CustomerTurn(
            state=self.state,
            text=text,
            mood=self.state.mood,
            disclosed=tuple(self._disclosed),
            ended=self.state.ended,
        )

    def _text(self) -> str:
        sentences = without_echo(self._fragments)
        own = bool(self._fragments) and self._fragments[0][0].startswith(("need:", "fact:"))
        if self._interjects and own and takes_interjection(sentences[0]):
            sentences = (*self._interjection(sentences[0]), *sentences)
        return join(sentences)

    def _interjection(self, sentence: str) -> tuple[str, ...]:
        lines = self.instance.person.mood_lines.get(mood_level(self.state.mood), ())
        fresh = tuple(line for line in lines if line not in self.state.said[-8:])
        if not fresh:
            return ()
        line = fresh[draw(self.instance.seed, "interjection", self.state.heard, len(fresh))]
        if sentence.startswith(line[:2]):
            return ()
        self.update(said=(*self.state.said, line))
        return (line,)

    def _reworded(self) -> str:
        """The same sentences would come out twice running: leave the last one out, or the first."""
        sentences = [text for _, text in self._fragments]
        shorter = (join(tuple(sentences[:-1])), join(tuple(sentences[1:])))
        return next((text for text in shorter if text and text != self.state.last), self.state.last)
