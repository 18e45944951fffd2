"""The call: simulated customers, practice, and everything that is kept."""
