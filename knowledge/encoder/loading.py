"""Choosing the encoder by name."""

from pathlib import Path

from knowledge.encoder.static import StaticEncoder, is_static_model
from knowledge.ports import Encoder

BUNDLED = Path(__file__).with_name("model")


class EncoderUnavailable(Exception):
    """The encoder that was asked for cannot be loaded; the message says what to do."""


def load_encoder(name: str | None = None) -> Encoder:
    """Load the bundled encoder, or the one at ``name`` (a folder, or a name on a model hub).

    A static model is evaluated with numpy, which starts in a tenth of a second and gives the same
    vectors as sentence-transformers; every other model is run by sentence-transformers itself.
    Raises :class:`EncoderUnavailable`.
    """
    folder = Path(name) if name else BUNDLED
    if is_static_model(folder):
        return StaticEncoder(folder)
    from knowledge.encoder.transformer import TransformerEncoder  # noqa: PLC0415 - imports torch, 5 s and 460 MB

    try:
        return TransformerEncoder(str(name or folder))
    except (OSError, ValueError, RuntimeError) as error:
        reason = str(error).splitlines()[0]
        raise EncoderUnavailable(
            f"encoder {str(name or folder)!r} cannot be loaded ({reason}); set ENCODER to a folder with a "
            "sentence-transformers model, or leave it empty for the bundled one"
        ) from error
