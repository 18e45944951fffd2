"""What violations cost, without deducting the same words twice."""

from collections import defaultdict
from collections.abc import Sequence

from knowledge.catalogue import Catalogue
from knowledge.vocabulary import ViolationId
from scoring.conversation import Breach
from scoring.decisions import Deduction, Evidence
from scoring.labels import Labels, Reason
from scoring.rules import Rules


def violation_deductions(
    breaches: Sequence[Breach], rules: Rules, catalogue: Catalogue, labels: Labels
) -> tuple[Deduction, ...]:
    """One for each violation found; those that cost nothing further say why."""
    spent: defaultdict[ViolationId, float] = defaultdict(float)
    deductions = []
    for breach in breaches:
        rule = rules.violations[breach.finding.id]
        points = rule.points
        reason: Reason = "violation"
        if _outweighed(breach, breaches, rules):
            points, reason = 0.0, "same_words"
        elif spent[breach.finding.id] + points > rule.cap:
            points, reason = max(0.0, rule.cap - spent[breach.finding.id]), "cap_reached"
        spent[breach.finding.id] += points
        deductions.append(_deduction(breach, points, labels.reasons[reason], rules, catalogue))
    return tuple(deductions)


def _outweighed(breach: Breach, breaches: Sequence[Breach], rules: Rules) -> bool:
    """Whether overlapping words of the same utterance break a heavier rule of the same group."""
    own = rules.violations[breach.finding.id]
    rank = (own.points, breach.finding.id)
    return any(
        other.turn == breach.turn
        and rules.violations[other.finding.id].group == own.group
        and (rules.violations[other.finding.id].points, other.finding.id) > rank
        and other.finding.start < breach.finding.end
        and breach.finding.start < other.finding.end
        for other in breaches
    )


def _deduction(breach: Breach, points: float, reason: str, rules: Rules, catalogue: Catalogue) -> Deduction:
    found = breach.finding
    return Deduction(
        id=found.id,
        label=catalogue.violation_name(found.id),
        dimension=rules.violations[found.id].dimension,
        points=points,
        reason=reason,
        clause=found.clause,
        evidence=Evidence(breach.turn, found.start, found.end, found.clause, found.phrase),
    )
