"""Sentence encoders: the bundled one, and any other that sentence-transformers can load."""

from knowledge.encoder.loading import EncoderUnavailable, load_encoder

__all__ = ["EncoderUnavailable", "load_encoder"]
