"""What the service standard says, and finding the clauses that apply."""
