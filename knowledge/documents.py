"""A file that a trainer hands in: checked, and turned into text."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Final, Literal, cast, get_args

from knowledge.extract import MAX_CHARACTERS
from knowledge.refusal import DocumentRefused, RefusalCode

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_NAME: Final = 120
EXTRACTION_S: Final = 60.0
ENCODINGS: Final = ("utf-8-sig", "gb18030")
Kind = Literal["txt", "md", "docx", "pdf"]
_RADICALS: Final = re.compile("[\u2f00-\u2fdf]+")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
_ODD: Final = frozenset({"Cc", "Cn"})
_ODD_IN_GB18030: Final = _ODD | {"Co"}
"""Any two bytes are some private character there, while in UTF-8 one is a bullet that Word wrote."""
_PROJECT: Final = Path(__file__).resolve().parent.parent


def document_text(name: str, data: bytes) -> str:
    """Text of a document, headings as ``#`` lines where the format knows them.

    Raises :class:`DocumentRefused` for anything that cannot be read as it says it is.
    """
    kind = document_kind(name)
    if not data:
        raise DocumentRefused("empty", f"{name!r} is empty")
    if len(data) > MAX_BYTES:
        raise DocumentRefused("too_large", f"{name!r} has more than {MAX_BYTES} bytes, which is the limit")
    text = _plain_text(name, data) if kind in {"txt", "md"} else _extracted(name, kind, data)
    text = _tidy(text)
    if not text.strip():
        raise DocumentRefused("empty", f"{name!r} holds only blank space")
    return text


def document_kind(name: str) -> Kind:
    """By the ending of the name. Raises :class:`DocumentRefused` for any other than the four."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    if ending == "markdown":
        return "md"
    if ending not in get_args(Kind):
        raise DocumentRefused(
            "unsupported", f"{name!r} is none of {', '.join(get_args(Kind))}; save it as one of them"
        )
    return cast("Kind", ending)


def display_name(name: str) -> str:
    """The bare file name: no folders, no control characters, at most ``MAX_NAME`` characters, ending kept."""
    bare = re.split(r"[\\/]", name)[-1]
    visible = "".join(char for char in bare if unicodedata.category(char)[0] != "C").strip(" .")
    path = PurePosixPath(visible or "document")
    return path.stem[: MAX_NAME - len(path.suffix)] + path.suffix[:MAX_NAME]


def _tidy(text: str) -> str:
    """Composed characters and plain line ends, without what cannot be seen.

    Pdf readers leave NULs between Chinese characters and radicals (⽤) in the place of characters (用);
    office programs leave bullets of private fonts, and browsers spaces of no width.
    """
    text = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\f\v\x85\u2028\u2029]", "\n", text))
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _UNSEEN)


def _plain_text(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(text) > MAX_CHARACTERS:
            raise DocumentRefused(
                "too_long", f"{name!r} has {len(text)} characters; at most {MAX_CHARACTERS}"
            )
        if not _looks_binary(text, _ODD_IN_GB18030 if encoding == "gb18030" else _ODD):
            return text
    raise DocumentRefused("not_text", f"{name!r} is not text in UTF-8 or GB18030; save it as UTF-8")


def _looks_binary(text: str, odd: frozenset[str]) -> bool:
    """Characters of odd categories are rare in text; binary data decoded by luck is full of them."""
    sample = text[:20_000]
    found = sum(unicodedata.category(char) in odd and char not in "\t\n\v\f\r\x85" for char in sample)
    return "\0" in sample or found > max(1, len(sample) * 0.01)


def _extracted(name: str, kind: Kind, data: bytes) -> str:
    signature = b"%PDF-" if kind == "pdf" else b"PK\x03\x04"
    if signature not in data[:1024] and not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentRefused("broken", f"{name!r} is not a {kind} file inside; save it again as {kind}")
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "knowledge.extract", kind],
            input=data,
            capture_output=True,
            timeout=EXTRACTION_S,
            check=False,
            cwd=_PROJECT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise DocumentRefused("too_slow", f"{name!r} takes more than {EXTRACTION_S:.0f} s to read") from error
    return _result(name, done)


def _result(name: str, done: subprocess.CompletedProcess[bytes]) -> str:
    try:
        answer: dict[str, str] = json.loads(done.stdout)
    except ValueError as error:
        raise DocumentRefused(
            "broken", f"{name!r} cannot be read; open it, save it again and retry"
        ) from error
    if "text" not in answer:
        raise DocumentRefused(cast("RefusalCode", answer["code"]), f"{name!r}: {answer['message']}")
    return answer["text"]
