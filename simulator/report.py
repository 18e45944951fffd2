"""The report of a finished call: made once, then only read."""

import json
from datetime import datetime

from scoring.schema import DialogueRow
from simulator.ports import CallScoring, Customers
from simulator.records import StoredCall, StoredResult
from simulator.showing import call_view
from simulator.views import ReportView

REPORT_FORMAT = 1
"""Counts up when a key of the exported JSON changes its meaning or goes away."""


def judge(
    call: StoredCall, row: DialogueRow, customers: Customers, scoring: CallScoring, at: datetime
) -> StoredResult:
    """Assess a finished call, of which ``row`` is the record, with the grades given while it went on."""
    truth = None
    if call.status == "ended" and call.state:
        truth = customers.truth(call.case.instance, call.state, call.utterances)
    assessment = scoring.assessor.assess(row, truth, call.graded)
    return StoredResult(call.id, assessment, customers.fingerprint(call), at)


def report_view(call: StoredCall, result: StoredResult, customers: Customers) -> ReportView:
    """Put the finished call and its stored result together; nothing is judged again."""
    return ReportView(
        call=call_view(call, customers, None, form_open=False),
        assessment=result.assessment,
        moods=tuple(turn.mood for turn in call.turns if turn.mood is not None),
        fingerprint=result.fingerprint,
        engine=call.engine,
    )


def report_json(report: ReportView) -> str:
    """The report as a file to download: one JSON object, UTF-8, keys as in the models.

    ``{"format": 1, "call": CallView, "assessment": Assessment, "moods": [int],
    "fingerprint": str, "engine": str}``. Times are ISO 8601 in UTC; what is unknown is ``null``.
    The same report always gives the same bytes.
    """
    body = {"format": REPORT_FORMAT, **report.model_dump(mode="json")}
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
