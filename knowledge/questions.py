"""Questions that lead to a clause: people ask in other words than the standard uses."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, RootModel, StringConstraints

from knowledge.content import ContentError, ContentProblem, load_model
from knowledge.entries import Questions

QUESTIONS: Final = Path(__file__).parent / "standards" / "questions.yaml"
Question = Annotated[str, StringConstraints(min_length=2, max_length=120, strip_whitespace=True)]


class QuestionFile(RootModel[dict[str, Annotated[tuple[Question, ...], Field(min_length=1)]]]):
    """``{clause id: [questions]}``."""


def load_questions(file: Path = QUESTIONS, known: Collection[str] | None = None) -> Questions:
    """Questions by clause id; none when there is no such file.

    ``known`` are the ids that an entry may have, ``None`` to leave them unchecked. Raises
    :class:`ContentError` for an unknown id, a malformed entry or a question given twice.
    """
    if not file.exists():
        return {}
    questions = load_model(file, QuestionFile).root
    problems = [*_repeated(file.name, questions), *_unknown(file.name, questions, known or questions)]
    if problems:
        raise ContentError(problems)
    return questions


def _unknown(file: str, questions: Questions, known: Collection[str]) -> list[ContentProblem]:
    return [
        ContentProblem(file, clause_id, "no clause has this id; correct it or remove the entry")
        for clause_id in questions
        if clause_id not in known
    ]


def _repeated(file: str, questions: Questions) -> list[ContentProblem]:
    first: dict[str, str] = {}
    places = [(q, f"{clause_id}.{n}") for clause_id, asked in questions.items() for n, q in enumerate(asked)]
    return [
        ContentProblem(file, place, f"{question!r} is already at {first[question]}")
        for question, place in places
        if first.setdefault(question, place) != place
    ]
