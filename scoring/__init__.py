"""How good a reply was, judged against the clauses retrieved for it."""
