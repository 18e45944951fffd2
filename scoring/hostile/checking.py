"""What the grader makes of each case, beside what is right."""

from collections.abc import Callable, Iterable
from typing import Literal

from scoring.hostile.cases import HostileCase, Rest
from scoring.schema import Frozen, GradedReply, ReplyRow

Treatment = Literal["right", "wrong", "known", "mended"]
"""``known``: wrong, and the case says so; ``mended``: marked as known, and right by now."""


class CaseResult(Frozen):
    """One case as it was graded."""

    id: str
    tries: str
    reply: str
    treatment: Treatment
    found: tuple[str, ...]
    problems: tuple[str, ...]
    """What differs from what is right; empty where nothing does."""
    known: str


class HostileReport(Frozen):
    """All cases; ``differ`` counts those that are wrong without being known for it."""

    cases: tuple[CaseResult, ...]
    right: int
    known: int
    differ: int


def check_cases(cases: Iterable[HostileCase], grade: Callable[[ReplyRow], GradedReply]) -> HostileReport:
    """Grade every case and compare."""
    results = tuple(_check(case, grade(case.row)) for case in cases)
    return HostileReport(
        cases=results,
        right=sum(result.treatment in {"right", "mended"} for result in results),
        known=sum(result.treatment == "known" for result in results),
        differ=sum(result.treatment == "wrong" for result in results),
    )


def _check(case: HostileCase, graded: GradedReply) -> CaseResult:
    elements = tuple(found.id for found in graded.elements)
    violations = tuple(found.id for found in graded.violations)
    problems = (
        *_differences(elements, case.earns, case.must_not_earn, case.may),
        *_differences(violations, case.breaks, case.must_not_break, case.may),
        *(f"not judged: {item.reason}" for item in graded.not_judged),
    )
    return CaseResult(
        id=case.id,
        tries=case.tries,
        reply=case.reply,
        treatment=_treatment(bool(problems), bool(case.known)),
        found=(*elements, *violations),
        problems=problems,
        known=case.known,
    )


def _differences(
    found: tuple[str, ...], wanted: tuple[str, ...], banned: Rest | tuple[str, ...], may: tuple[str, ...]
) -> Iterable[str]:
    yield from (f"not found: {name}" for name in wanted if name not in found)
    for name in found:
        if name in (*wanted, *may):
            continue
        if banned == "rest" or name in banned:
            yield f"found: {name}"


def _treatment(differs: bool, known: bool) -> Treatment:
    if differs:
        return "known" if known else "wrong"
    return "mended" if known else "right"
