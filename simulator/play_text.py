"""A play as a person reads it."""

from pathlib import Path
from typing import Final, Literal

from knowledge.content import Content, load_model
from knowledge.vocabulary import ElementId, ViolationId
from knowledge.vocabulary_names import VocabularyNames
from simulator.opinion_text import OpinionTexts
from simulator.records import StoredCall, StoredTurn
from simulator.views import EndReason, MoodLevel, ReportView

INDENT: Final = "\u3000" * 3
"""As wide as the name of the speaker, so that a grade stands under the words."""
TEXTS: Final = Path(__file__).parent / "cli_texts.yaml"


class PlayTexts(Content):
    """The sentences, with their blanks."""

    case: str
    customer: str
    trainee: str
    done: str
    broken: str
    prompt: str
    help: str
    over: str
    score: str
    passed: str
    failed: str
    critical: str
    violations: str
    missed: str
    fingerprint: str
    levels: dict[MoodLevel, str]
    endings: dict[EndReason | Literal["broken_off"], str]
    opinion: OpinionTexts


def load_texts() -> PlayTexts:
    return load_model(TEXTS, PlayTexts)


class TextLines:
    """Makes the lines of a play in Chinese."""

    def __init__(self, texts: PlayTexts, names: VocabularyNames) -> None:
        self._texts = texts
        self._names = names

    def opening(self, call: StoredCall) -> list[str]:
        card = call.case.card
        head = self._texts.case.format(
            title=card.title, situation=card.situation_name, person=card.person_name, seed=call.seed
        )
        return [head, card.brief, *(f"　{label}：{value}" for label, value in call.case.screen), ""]

    def turn(self, turn: StoredTurn, level: MoodLevel) -> list[str]:
        if turn.role == "customer":
            return [self._texts.customer.format(level=self._texts.levels[level], text=turn.text)]
        return [self._texts.trainee.format(text=turn.text), *self._grade(turn)]

    def report(self, report: ReportView) -> list[str]:
        row, texts = report.assessment.row, self._texts
        verdict = texts.passed if row.passed else texts.failed
        lines = ["", texts.over.format(reason=texts.endings[report.call.end_reason or "broken_off"])]
        lines.append(texts.score.format(score=row.score, verdict=verdict))
        lines += _listed(texts.critical, [item.label for item in report.assessment.critical])
        lines += _listed(texts.violations, self._violations(row.violations))
        lines += _listed(texts.missed, self._elements(row.missed))
        return [*lines, texts.fingerprint.format(fingerprint=report.fingerprint)]

    def _grade(self, turn: StoredTurn) -> list[str]:
        if turn.grade is None:
            return []
        graded = turn.grade.graded
        done = self._elements([found.id for found in graded.elements])
        broken = self._violations([found.id for found in graded.violations])
        lines = _listed(self._texts.done, done) + _listed(self._texts.broken, broken)
        return [INDENT + line for line in lines]

    def _elements(self, ids: list[ElementId] | tuple[ElementId, ...]) -> list[str]:
        return [self._names.elements[name].name() for name in dict.fromkeys(ids)]

    def _violations(self, ids: list[ViolationId] | tuple[ViolationId, ...]) -> list[str]:
        return [self._names.violations[name].name() for name in dict.fromkeys(ids)]


def _listed(template: str, names: list[str]) -> list[str]:
    return [template.format(names="、".join(names))] if names else []
