"""Why a document of the company was not taken into the library."""

from typing import Literal

RefusalCode = Literal[
    "empty",
    "too_large",
    "unsupported",
    "not_text",
    "broken",
    "encrypted",
    "no_text",
    "too_long",
    "too_slow",
    "busy",
]


class DocumentRefused(ValueError):
    """The document was refused and nothing was changed; ``code`` is there to be translated."""

    def __init__(self, code: RefusalCode, message: str) -> None:
        self.code: RefusalCode = code
        super().__init__(message)
