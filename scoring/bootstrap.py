"""Puts the grader together over an open library."""

from dataclasses import dataclass

from knowledge.library import Library
from scoring.assessment import Assessor
from scoring.coach import Coach
from scoring.detection import load_detector
from scoring.evaluation.results import Versions
from scoring.grader import Grader
from scoring.handbook import load_handbook
from scoring.own import ClauseChecker, ClauseDesk, Conflicts, OwnJudge
from scoring.rubric import load_rubrics


@dataclass(frozen=True)
class Scoring:
    """Everything that judges."""

    grader: Grader
    assessor: Assessor
    coach: Coach
    clauses: ClauseDesk
    versions: Versions


def build_scoring(library: Library) -> Scoring:
    """Raises :class:`knowledge.content.ContentError` when a rubric or a rule file is invalid."""
    rubrics, handbook = load_rubrics(), load_handbook()
    own = OwnJudge(library.encoder, library.own_clauses)
    own.warm()
    grader = Grader(load_detector(), library.retriever, library.encoder, handbook=handbook, own=own)
    conflicts = Conflicts(grader, library.catalogue.clauses, library.encoder, own)
    return Scoring(
        grader=grader,
        assessor=Assessor(grader, rubrics, library.catalogue, handbook, library.own_clauses),
        coach=Coach(rubrics, library.catalogue, library.retriever, handbook, library.own_clauses),
        clauses=ClauseDesk(library, ClauseChecker(own, conflicts, library.own_clauses)),
        versions=Versions(
            grader=grader.version,
            detector=grader.detector_version,
            standards=library.catalogue.fingerprint,
            encoder=grader.encoder_fingerprint,
        ),
    )
