"""Questions that people ask and the clauses that answer them, from ``standards/questions.yaml``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, RootModel, StringConstraints

from knowledge.catalogue import QUESTIONS_FILE, STANDARDS, Catalogue
from knowledge.content import ContentError, ContentProblem, load_model

Question = Annotated[str, StringConstraints(min_length=2, max_length=120, strip_whitespace=True)]


class QuestionFile(RootModel[dict[str, Annotated[tuple[Question, ...], Field(min_length=1)]]]):
    """``{clause id: [questions]}``."""


def load_questions(catalogue: Catalogue, folder: Path = STANDARDS) -> Mapping[str, tuple[str, ...]]:
    """Questions by clause id; empty when the folder has no such file.

    Raises :class:`ContentError` for an unknown clause, a malformed entry or a question given twice.
    """
    file = folder / QUESTIONS_FILE
    if not file.exists():
        return {}
    questions = load_model(file, QuestionFile).root
    known = {clause.id for clause in catalogue.clauses}
    problems = [
        ContentProblem(file.name, clause_id, "no clause has this id; correct it or remove the entry")
        for clause_id in questions
        if clause_id not in known
    ]
    problems.extend(_repeated(file.name, questions))
    if problems:
        raise ContentError(problems)
    return questions


def _repeated(file: str, questions: Mapping[str, tuple[str, ...]]) -> list[ContentProblem]:
    first: dict[str, str] = {}
    problems = []
    for clause_id, asked in questions.items():
        for number, question in enumerate(asked):
            place = f"{clause_id}.{number}"
            earlier = first.setdefault(question, place)
            if earlier != place:
                problems.append(ContentProblem(file, place, f"{question!r} is already at {earlier}"))
    return problems
