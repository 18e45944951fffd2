"""The report page from a :class:`ReportView`."""

from collections.abc import Iterable

from markupsafe import Markup

from knowledge.vocabulary import ELEMENTS, VIOLATIONS
from scoring.results import Assessment, ClauseCitation, ItemResult
from simulator.views import ReportView
from web.charts import mood_line, radar
from web.corrections import ShownCorrections
from web.desk import timeline
from web.opinions import ShownOpinion
from web.ports import NamesPort
from web.rendering import Renderer
from web.texts import Language


def render_report(  # noqa: PLR0913, PLR0917 - one argument for each part of the page
    render: Renderer,
    report: ReportView,
    names: NamesPort,
    opinion: ShownOpinion | None = None,
    teach: ShownCorrections | None = None,
    notice: tuple[str, str] | None = None,
) -> str:
    """``opinion`` is ``None`` where nobody can be asked for one, ``teach`` where nothing can be corrected."""
    assessment = report.assessment
    return render(
        "report.html",
        report=report,
        call=report.call,
        situation=names.situation_name(report.call.card.situation, render.language),
        row=assessment.row,
        assessment=assessment,
        missed=tuple(item for item in assessment.items if item.status == "missed"),
        entries=timeline(report.call, names, render),
        labels=_labels(assessment, names, render.language),
        cited=_citations(assessment),
        radar=_radar(render, assessment),
        opinion=opinion,
        teach=teach,
        notice=notice,
        moods=mood_line(report.moods, render.t("report.moods")),
    )


def render_no_report(render: Renderer, message: str, call_id: str) -> str:
    return render("no_report.html", message=message, call_id=call_id)


def _radar(render: Renderer, assessment: Assessment) -> Markup:
    dimensions = assessment.row.dimensions
    labels = [render.t(f"dimension.{dimension}") for dimension in dimensions]
    return radar(labels, list(dimensions.values()), render.t("report.dimensions"))


def _labels(assessment: Assessment, names: NamesPort, language: Language) -> dict[str, str]:
    """Names of the items where the rubric's own, Chinese ones cannot be read."""
    if language == "zh":
        return {}
    items = (*assessment.items, *assessment.violations, *assessment.critical)
    return {item.id: name for item in items if (name := _name(item.id, names, language))}


def _name(item: str, names: NamesPort, language: Language) -> str:
    for element in ELEMENTS:
        if element == item:
            return names.element_name(element, language)
    for violation in VIOLATIONS:
        if violation == item:
            return names.violation_name(violation, language)
    return ""


def _citations(assessment: Assessment) -> dict[str, ClauseCitation]:
    """The clauses behind the items, for the table; one that was not kept is left out."""
    items: Iterable[ItemResult] = (*assessment.items, *assessment.violations, *assessment.critical)
    named = {item.clause for item in items if item.clause is not None}
    return {id: assessment.citations[id] for id in sorted(named) if id in assessment.citations}
