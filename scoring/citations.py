"""Clauses as they are cited."""

from collections.abc import Iterable

from knowledge.schema import Clause
from scoring.results import ClauseCitation


def cite(clause: Clause) -> ClauseCitation:
    """The clause as it stands now."""
    return ClauseCitation(
        id=clause.id,
        section=clause.section,
        title=clause.title,
        requirement=clause.requirement,
        phrases=clause.phrases,
        content_hash=clause.content_hash,
        document=clause.document,
    )


def cite_all(clauses: Iterable[Clause]) -> dict[str, ClauseCitation]:
    """Citations by clause id."""
    return {clause.id: cite(clause) for clause in clauses}
