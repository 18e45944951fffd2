"""The patterns: data files, checked and compiled when they are loaded."""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field

from knowledge.content import Content, ContentError, ContentProblem, load_folder, load_model
from knowledge.vocabulary import ElementId, ViolationId
from scoring.detection.flags import Flag

LEXICON: Final = Path(__file__).parent / "lexicon"
WORDS: Final = "words.yaml"
Guard = Literal["waived", "negated", "postponed", "others", "conditional", "quoted", "placeholder", "copied"]
NEAR: Final = "[^。！？；]{0,6}?"
FAR: Final = "[^。！？；]{0,14}?"
SHORTHAND: Final = (
    (")*", "){0,5}"),  # unbounded repetition would take quadratic time on hostile text
    (")+", "){1,5}"),
    ("]*", "]{0,12}"),
    ("]+", "]{1,12}"),
    (".{0,", "[^。！？；]{0,"),
    ("~", NEAR),
    ("@", FAR),
)
SET_NAME: Final = re.compile(r"<([a-z_]+)>")


class Pattern(Content):
    """One way of saying it. ``re`` must match; every regex of ``also`` must match somewhere in the reply.

    In a regex ``<name>`` is a word set of ``words.yaml``, ``~`` a short and ``@`` a longer stretch of
    any words within one sentence; ``.{0,n}`` stays within a sentence too.
    """

    re: str = Field(min_length=1)
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Regexes that undo it when they match in the clause of the match."""
    unless_said: tuple[str, ...] = ()
    """Regexes that undo it when they match anywhere in the reply."""
    when: tuple[Flag, ...] = ()
    """At least one must be true of the moment; none given: always."""
    not_when: tuple[Flag, ...] = ()
    score: float = Field(default=0.9, gt=0, le=1)


def _short_form(value: object) -> object:
    return {"re": value} if isinstance(value, str) else value


class Group(Content):
    """All patterns of one act. ``guards`` are the ways in which its words are said without the act."""

    guards: tuple[Guard, ...] | None = None
    unless: tuple[str, ...] = ()
    not_when: tuple[Flag, ...] = ()
    patterns: tuple[Annotated[Pattern, BeforeValidator(_short_form)], ...] = Field(min_length=1)


class LexiconFile(Content):
    elements: dict[ElementId, Group] = Field(default_factory=dict)
    violations: dict[ViolationId, Group] = Field(default_factory=dict)


class WordsFile(Content):
    """Word sets for patterns, same-length rewrites of dialect, and terms that are misheard."""

    sets: dict[str, str]
    rewrites: dict[str, str] = Field(default_factory=dict)
    terms: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
    """Words that sound like a term and mean themselves."""
    function: str = ""
    """Characters too frequent to be a mishearing of something else."""


Act = TypeVar("Act", ElementId, ViolationId)


@dataclass(frozen=True)
class CompiledPattern:
    main: re.Pattern[str]
    also: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    unless_said: tuple[re.Pattern[str], ...]
    when: frozenset[Flag]
    not_when: frozenset[Flag]
    score: float


@dataclass(frozen=True)
class Rule(Generic[Act]):
    """An act with all its compiled patterns."""

    id: Act
    guards: frozenset[Guard]
    patterns: tuple[CompiledPattern, ...]


@dataclass(frozen=True)
class Lexicon:
    elements: tuple[Rule[ElementId], ...]
    violations: tuple[Rule[ViolationId], ...]
    words: WordsFile
    fingerprint: str

    def only(self, labels: Collection[str]) -> "Lexicon":
        """The same words with the rules of these labels alone."""
        return replace(
            self,
            elements=tuple(rule for rule in self.elements if rule.id in labels),
            violations=tuple(rule for rule in self.violations if rule.id in labels),
        )


ELEMENT_GUARDS: Final[tuple[Guard, ...]] = ("waived", "postponed", "others", "quoted", "placeholder")
VIOLATION_GUARDS: Final[tuple[Guard, ...]] = ("quoted", "copied")


def load_lexicon(folder: Path = LEXICON) -> Lexicon:
    """Load and compile every pattern. Raises :class:`ContentError` with all problems of all files."""
    words = load_model(folder / WORDS, WordsFile)
    problems = _rewrite_problems(words)
    compiler = _Compiler(words.sets, problems)
    elements: dict[ElementId, Rule[ElementId]] = {}
    violations: dict[ViolationId, Rule[ViolationId]] = {}
    for file, content in load_folder(folder / "acts", LexiconFile).items():
        _add(elements, content.elements, ELEMENT_GUARDS, compiler.in_file(file.name, "elements"))
        _add(violations, content.violations, VIOLATION_GUARDS, compiler.in_file(file.name, "violations"))
    if problems:
        raise ContentError(problems)
    return Lexicon(tuple(elements.values()), tuple(violations.values()), words, _fingerprint(folder))


def _add(
    rules: dict[Act, Rule[Act]],
    groups: Mapping[Act, Group],
    guards: tuple[Guard, ...],
    compile_group: Callable[[str, Group], tuple[CompiledPattern, ...]],
) -> None:
    for act, group in groups.items():
        patterns = compile_group(act, group)
        known = rules[act].patterns if act in rules else ()
        chosen = group.guards if group.guards is not None else guards
        rules[act] = Rule(act, frozenset(chosen), known + patterns)


@dataclass(frozen=True)
class _Compiler:
    sets: Mapping[str, str]
    problems: list[ContentProblem]

    def in_file(self, file: str, kind: str) -> Callable[[str, Group], tuple[CompiledPattern, ...]]:
        def compile_group(act: str, group: Group) -> tuple[CompiledPattern, ...]:
            place = f"{kind}.{act}"
            return tuple(
                self.pattern(file, f"{place}.patterns.{number}", pattern, group)
                for number, pattern in enumerate(group.patterns)
            )

        return compile_group

    def pattern(self, file: str, path: str, pattern: Pattern, group: Group) -> CompiledPattern:
        def several(name: str, texts: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
            return tuple(self.regex(file, f"{path}.{name}", text) for text in texts)

        return CompiledPattern(
            main=self.regex(file, f"{path}.re", pattern.re),
            also=several("also", pattern.also),
            unless=several("unless", pattern.unless + group.unless),
            unless_said=several("unless_said", pattern.unless_said),
            when=frozenset(pattern.when),
            not_when=frozenset(pattern.not_when + group.not_when),
            score=pattern.score,
        )

    def regex(self, file: str, path: str, text: str) -> re.Pattern[str]:
        try:
            compiled = re.compile(expand(text, self.sets))
        except (re.error, KeyError, RecursionError) as error:
            reason = f"unknown word set {error}" if isinstance(error, KeyError) else f"bad regex: {error}"
            self.problems.append(ContentProblem(file, path, f"{reason} (got {text!r:.80})"))
            return re.compile("(?!)")
        if compiled.match(""):
            self.problems.append(ContentProblem(file, path, f"matches the empty text (got {text!r:.80})"))
        return compiled


def expand(text: str, sets: Mapping[str, str]) -> str:
    """Replace word sets (they may name others) and gaps. Raises :class:`KeyError` for an unknown set."""
    while SET_NAME.search(text):
        text = SET_NAME.sub(lambda m: f"(?:{sets[m.group(1)]})", text)
    for written, meant in SHORTHAND:
        text = text.replace(written, meant)
    return text


def _rewrite_problems(words: WordsFile) -> list[ContentProblem]:
    return [
        ContentProblem(WORDS, f"rewrites.{old}", f"must keep the length (got {new!r})")
        for old, new in words.rewrites.items()
        if len(old) != len(new)
    ]


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.yaml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
