"""The detector: what rules find and what models recognise, made one judgement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scoring.detection.learned import Recogniser, Sight, evidence, load_recogniser
from scoring.detection.learned.labels import ELEMENTS, FROM_FACTS, VIOLATIONS
from scoring.detection.model import Act, Detected, Detection, ReplyContext
from scoring.detection.rule_detector import NO_SPEECH_ACT, RuleDetector, load_rules
from scoring.detection.vetoes import vetoed


@dataclass(frozen=True)
class Detector:
    """Finds acts in any wording. Pure: the same context always gives the same detection."""

    rules: RuleDetector
    recogniser: Recogniser

    @cached_property
    def version(self) -> str:
        return f"{self.rules.version}+model-{self.recogniser.fingerprint}"

    def detect(self, context: ReplyContext) -> Detection:
        """What ``context.reply`` does and breaks; offsets are code points of the original reply."""
        by_rule = self.rules.detect(context)
        if _no_speech_act(by_rule):
            return by_rule
        sight = self.recogniser.look(context)
        likely = self.recogniser.judge(sight, by_rule.scores)
        return Detection(
            elements=tuple(
                act
                for act in _judged(ELEMENTS, by_rule.elements, likely, sight)
                if not vetoed(context, act.id, act.start, act.end)
            ),
            violations=_judged(VIOLATIONS, by_rule.violations, likely, sight),
            not_judged=by_rule.not_judged,
        )


def load_detector() -> Detector:
    """Raises :class:`knowledge.content.ContentError` with every problem of the lexicon."""
    recogniser = load_recogniser()
    return Detector(load_rules().only(recogniser.combination.heeded | FROM_FACTS), recogniser)


def _no_speech_act(found: Detection) -> bool:
    return any(act.id == "no_reply" and act.score >= NO_SPEECH_ACT for act in found.violations)


def _judged(
    labels: Iterable[Act], by_rule: Iterable[Detected[Act]], likely: Mapping[str, float], sight: Sight
) -> tuple[Detected[Act], ...]:
    """Labels likely enough, with their words; what is judged from facts stays with the rules."""
    ruled = {act.id: act for act in by_rule}
    judged = [act for act in ruled.values() if act.id in FROM_FACTS]
    for label in labels:
        if label in likely:
            rule = ruled.get(label)
            start, end = evidence(sight, label, (rule.start, rule.end) if rule else None)
            judged.append(Detected(label, round(likely[label], 4), start, end))
    return tuple(sorted(judged, key=lambda act: (act.start, act.end, act.id)))
