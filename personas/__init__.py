"""Who calls, and why: content and its schema."""
