"""Puts the grader together over an open library."""

from dataclasses import dataclass

from knowledge.library import Library
from scoring.assessment import Assessor
from scoring.coach import Coach
from scoring.evaluation.results import Versions
from scoring.grader import Grader
from scoring.handbook import load_handbook
from scoring.naming import with_names
from scoring.own import ClauseChecker, ClauseDesk, Conflicts, OwnJudge
from scoring.policy import Policy, PolicySettings, load_policy
from scoring.rubric import load_rubrics
from scoring.teaching.bootstrap import open_teaching
from scoring.teaching.desk import TeachingDesk


@dataclass(frozen=True)
class Scoring:
    """Everything that judges."""

    grader: Grader
    assessor: Assessor
    coach: Coach
    clauses: ClauseDesk
    teaching: TeachingDesk
    versions: Versions


def build_scoring(library: Library, policy: Policy | None = None) -> Scoring:
    """``policy``: read from where the settings say, unless it is given.

    Raises :class:`knowledge.content.ContentError` when a rubric, a rule file or the policy is invalid.
    """
    rubrics = load_rubrics()
    handbook = load_handbook(policy=policy or load_policy(PolicySettings().local_file))
    own = OwnJudge(library.encoder, library.own_clauses)
    own.warm()
    teaching = open_teaching(library.data_dir)
    detector = with_names(teaching.detector, handbook.policy.values)
    grader = Grader(detector, library.retriever, library.encoder, handbook=handbook, own=own)
    conflicts = Conflicts(grader, library.catalogue.clauses, library.encoder, own)
    return Scoring(
        grader=grader,
        assessor=Assessor(grader, rubrics, library.catalogue, handbook, library.own_clauses),
        coach=Coach(rubrics, library.catalogue, library.retriever, handbook, library.own_clauses),
        clauses=ClauseDesk(library, ClauseChecker(own, conflicts, library.own_clauses)),
        teaching=teaching.desk,
        versions=Versions(
            grader=grader.version,
            detector=grader.detector_version,
            standards=library.catalogue.fingerprint,
            encoder=grader.encoder_fingerprint,
        ),
    )
