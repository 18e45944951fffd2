"""How the bundled encoder is made: ``python -m knowledge.encoder.training``."""
