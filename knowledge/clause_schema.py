"""The published JSON schema of a clause, for editors and for authors of content."""

import json
from pathlib import Path
from typing import Final

from knowledge.catalogue import STANDARDS
from knowledge.schema import Clause

CLAUSE_SCHEMA_FILE: Final = STANDARDS / "clause.schema.json"


def clause_schema_text() -> str:
    """JSON schema of :class:`Clause`, as it is committed in ``clause.schema.json``."""
    return json.dumps(Clause.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def write_clause_schema(file: Path = CLAUSE_SCHEMA_FILE) -> None:
    """Bring the committed schema up to date: ``python -m knowledge.clause_schema``."""
    file.write_text(clause_schema_text(), encoding="utf-8")


if __name__ == "__main__":
    write_clause_schema()
