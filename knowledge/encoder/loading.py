"""Choosing the encoder by name."""

import os
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
    try:
        return StaticEncoder(folder) if is_static_model(folder) else _transformer(str(name or folder))
    except Exception as error:  # tokenizers and safetensors have errors of their own, some a bare Exception
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise EncoderUnavailable(
            f"encoder {str(name or folder)!r} cannot be loaded ({reason}); set ENCODER to a folder with a "
            "sentence-transformers model, empty it for the bundled one, or set HF_HUB_OFFLINE=0 to download"
        ) from error


def _transformer(name: str) -> Encoder:
    if Path(name).is_absolute() and not Path(name).is_dir():
        raise FileNotFoundError("there is no such folder")  # instead of asking a hub for it
    os.environ.setdefault(
        "HF_HUB_OFFLINE", "1"
    )  # read at import; else a hub out of reach is tried for minutes
    from knowledge.encoder.transformer import TransformerEncoder  # noqa: PLC0415 - imports torch, 5 s and 460 MB

    return TransformerEncoder(name)
