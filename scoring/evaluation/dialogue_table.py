"""An evaluation of whole conversations for people."""

from scoring.evaluation.dialogues import DialogueEvaluation, ScoredDialogue
from scoring.evaluation.results import Interval
from scoring.evaluation.table import figure, fit


def dialogue_table(evaluation: DialogueEvaluation, widest: int = 10) -> str:
    """For people: the figures, and the conversations on which the two differ most."""
    difference = evaluation.mean_absolute_difference
    lines = [
        f"conversations             {evaluation.rows}",
        f"Spearman                  {figure(evaluation.spearman, evaluation.spearman_interval)}",
        f"mean absolute difference  {'-' if difference is None else f'{difference:.1f} points'}"
        f"{_points(evaluation.difference_interval)}",
        f"mean difference           {_signed(evaluation.mean_difference)} (above 0: milder)",
        f"pass or fail agreed       {figure(evaluation.pass_agreement, evaluation.pass_agreement_interval)}"
        f"  passed wrongly {evaluation.passed_wrongly}, failed wrongly {evaluation.failed_wrongly}",
        "",
        "widest differences: expected, given",
        *(fit(_line(one)) for one in evaluation.dialogues[:widest]),
    ]
    if versions := evaluation.versions:
        lines += ["", f"grader {versions.grader}; detector {versions.detector}"]
        lines += [f"standards {versions.standards}; encoder {versions.encoder}"]
    return "\n".join(lines)


def _line(one: ScoredDialogue) -> str:
    mark = "" if one.passed == one.should_pass else "  passed wrongly" if one.passed else "  failed wrongly"
    critical = f"  critical: {', '.join(one.critical)}" if one.critical else ""
    return f"  {one.expected:>5.1f} {one.given:>6.1f}  {one.id}{mark}{critical}"


def _points(interval: Interval | None) -> str:
    return f" ({interval[0]:.1f}-{interval[1]:.1f})" if interval else ""


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.1f} points"
