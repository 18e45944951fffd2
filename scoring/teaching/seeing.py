"""How near each label is to being found in a reply: what a lesson is added to."""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Final

import numpy as np

from scoring.detection.detector import Detector
from scoring.detection.learned.labels import LABELS, PLACE
from scoring.detection.learned.network import Array
from scoring.detection.learned.recogniser import Recogniser, Sight
from scoring.detection.model import ReplyContext
from scoring.teaching.taught import Lessons, Reader, teach

Found = frozenset[str]
REMEMBERED: Final = 4


@dataclass(frozen=True)
class Remembering(Recogniser):
    """Looks once at a reply that is judged several times over: it is the looking that takes long."""

    base: Recogniser
    sights: dict[ReplyContext, Sight] = field(default_factory=dict)

    @classmethod
    def over(cls, base: Recogniser) -> "Remembering":
        return cls(**{one.name: getattr(base, one.name) for one in fields(Recogniser)}, base=base)

    def look(self, context: ReplyContext) -> Sight:
        if context not in self.sights:
            while len(self.sights) >= REMEMBERED:
                del self.sights[next(iter(self.sights))]
            self.sights[context] = self.base.look(context)
        return self.sights[context]


@dataclass(frozen=True)
class Eye:
    """Looks with the shipped detector, and judges with it or with what it was taught."""

    shipped: Detector

    @classmethod
    def of(cls, shipped: Detector) -> "Eye":
        return cls(replace(shipped, recogniser=Remembering.over(shipped.recogniser)))

    @cached_property
    def features(self) -> Reader:
        return Reader.like(self.shipped.recogniser)

    def judge(self, lessons: Lessons | None) -> Detector:
        """The detector as it would be with these lessons."""
        if lessons is None:
            return self.shipped
        return replace(self.shipped, recogniser=teach(self.shipped.recogniser, lessons))

    def odds(self, context: ReplyContext) -> Array:
        """Log odds beyond each label's threshold, ``(L,)``, without any lesson."""
        rules = np.zeros(len(LABELS), dtype=np.float32)
        by_rule = self.shipped.rules.detect(context).scores
        for label in by_rule.keys() & PLACE.keys():
            rules[PLACE[label]] = by_rule[label]
        sight = self.shipped.recogniser.look(context)
        network, ngrams, slope, offset = self._blends
        beyond: Array = sight.network * network + sight.ngrams * ngrams + rules * slope + offset
        return beyond

    @cached_property
    def _blends(self) -> Array:
        """Slopes of network, n-grams and rules; bias beyond the threshold: ``(4, L)``."""
        rows = [
            (b.network, b.ngrams, b.rules, b.bias - float(np.log(b.threshold / (1 - b.threshold))))
            for b in self.shipped.recogniser.combination.blends
        ]
        return np.array(rows, dtype=np.float32).T


def found_by(detector: Detector, context: ReplyContext) -> Found:
    return frozenset(detector.detect(context).scores)
