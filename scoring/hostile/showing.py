"""The suite for people: how each case is treated, and the page of all cases."""

from collections.abc import Iterator, Mapping

from scoring.evaluation.table import fit
from scoring.hostile.cases import HostileCase
from scoring.hostile.checking import HostileReport

REPLY_SHOWN = 60


def report_table(report: HostileReport) -> str:
    """One case a line, what differs beneath it."""
    lines = [f"{'case':<30}{'treated':<9}found"]
    for result in report.cases:
        lines.append(fit(f"{result.id:<30}{result.treatment:<9}{', '.join(result.found) or '-'}"))
        lines.append(fit(f"    {result.tries}: {_short(result.reply)}"))
        lines += [fit(f"    ! {problem}") for problem in result.problems]
        lines += [fit(f"    known: {result.known}")] if result.treatment == "known" else []
    mended = [result.id for result in report.cases if result.treatment == "mended"]
    counts = f"{report.right} right, {report.known} known to be wrong, {report.differ} differ"
    lines.append(f"{len(report.cases)} cases: {counts}")
    lines += [fit(f"right by now, take the mark 'known' away: {', '.join(mended)}")] if mended else []
    return "\n".join(lines)


def cases_page(cases: Mapping[str, tuple[HostileCase, ...]]) -> str:
    """``docs/hostile.md``: every case with what is right and why, from the data alone."""
    return "\n".join(_page(cases)) + "\n"


def _page(cases: Mapping[str, tuple[HostileCase, ...]]) -> Iterator[str]:
    total = sum(map(len, cases.values()))
    known = sum(bool(case.known) for group in cases.values() for case in group)
    yield "# Hostile replies"
    yield ""
    yield "Replies that try to win without doing the work, or to hide what they break, and controls that"
    yield f"only look like it. {total} cases; on {known}, marked *known*, the grader is wrong: the mark says"
    yield "why."
    yield "`python -m scoring hostile` grades them all and exits 1 when one is treated otherwise than below."
    yield "The cases are `scoring/hostile/*.yaml`; this page is `python -m scoring hostile --page`."
    for title, group in cases.items():
        yield f"\n## {title}\n"
        yield "| case | reply | right | why |"
        yield "| --- | --- | --- | --- |"
        yield from (_case_line(case) for case in group)


def _case_line(case: HostileCase) -> str:
    known = f" *Known: {case.known}.*" if case.known else ""
    before = f"{_cell(case.history[-1])} → " if case.history else ""
    padding = f"{_cell(case.padding.text)} ×{case.padding.times} " if case.padding else ""
    reply = f"{before}{padding}{_cell(case.reply)}"
    return f"| `{case.id}`: {case.tries} | {reply} | {_right(case)} | {case.why}{known} |"


def _right(case: HostileCase) -> str:
    parts = [
        _part("earns", case.earns),
        _part("breaks", case.breaks),
        _part("must not earn", _named(case.must_not_earn, "anything else" if case.earns else "anything")),
        _part("must not break", _named(case.must_not_break, "anything else" if case.breaks else "anything")),
        _part("either way", case.may),
    ]
    return "; ".join(part for part in parts if part)


def _named(ids: str | tuple[str, ...], rest: str) -> tuple[str, ...]:
    return (rest,) if isinstance(ids, str) else ids


def _part(name: str, ids: tuple[str, ...]) -> str:
    return f"{name} {', '.join(ids)}" if ids else ""


def _cell(text: str) -> str:
    """As code, so that markup is shown and not obeyed."""
    return f"`{_short(text).replace('|', '¦').replace('`', chr(39))}`"


def _short(text: str) -> str:
    """One line in which invisible characters and marks of direction are spelled out."""
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text.replace("\n", " "))
    return line if len(line) <= REPLY_SHOWN else line[: REPLY_SHOWN - 1] + "…"
