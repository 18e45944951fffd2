"""Clauses that a company writes itself: their form, how they are read, and where they are kept."""

from knowledge.own.clause import OwnClause, OwnKind, as_clause, is_own
from knowledge.own.refusal import ClauseIssue, ClauseRefused, IssueCode
from knowledge.own.shelf import ClauseShelf, KeptClause, Unreadable
from knowledge.own.source import FIELDS, MAX_BYTES, clause_from_values, clause_id, read_clause, write_clause

__all__ = [
    "FIELDS",
    "MAX_BYTES",
    "ClauseIssue",
    "ClauseRefused",
    "ClauseShelf",
    "IssueCode",
    "KeptClause",
    "OwnClause",
    "OwnKind",
    "Unreadable",
    "as_clause",
    "clause_from_values",
    "clause_id",
    "is_own",
    "read_clause",
    "write_clause",
]
