"""Text of pdf and docx files. Runs in a process of its own: a hostile file can only hurt that one.

``python -m knowledge.extract pdf|docx`` reads the file on standard input and prints one JSON object,
``{"text"}`` or ``{"code", "message"}``.
"""

import io
import json
import logging
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from knowledge.pages import joined_pages
from knowledge.refusal import DocumentRefused, RefusalCode

MAX_PAGES: Final = 1_000
MAX_CHARACTERS: Final = 1_000_000
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_MEMORY: Final = 1024 * 1024 * 1024
HEADING_MARK: Final = "#"


def pdf_text(data: bytes) -> str:
    """Text of all pages. Raises :class:`DocumentRefused`."""
    from pypdf import PdfReader  # noqa: PLC0415 - only this process needs it

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentRefused("encrypted", "the pdf is protected by a password; save it without one")
    if len(reader.pages) > MAX_PAGES:
        raise DocumentRefused(
            "too_long", f"the pdf has {len(reader.pages)} pages; at most {MAX_PAGES} are read"
        )
    text = joined_pages(_limited(page.extract_text() for page in reader.pages))
    if not text.strip():
        raise DocumentRefused(
            "no_text", "the pdf holds pictures of text only; run it through text recognition first"
        )
    return text


def docx_text(data: bytes) -> str:
    """Paragraphs and table rows in order; headings become ``#`` lines. Raises :class:`DocumentRefused`."""
    from docx import Document  # noqa: PLC0415 - only this process needs it

    _check_archive(data)
    text = "\n".join(_limited(_blocks(Document(io.BytesIO(data)))))
    if not text.strip():
        raise DocumentRefused("no_text", "the docx holds no text; pictures of text cannot be read")
    return text


def _check_archive(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentRefused(
            "encrypted", "the docx is protected by a password, or is an old .doc; save it as .docx"
        )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise DocumentRefused(
            "too_long", f"the docx unpacks to {unpacked} bytes; at most {MAX_UNPACKED} are read"
        )


def _blocks(container: object) -> Iterator[str]:
    """Of a document or of a cell, which may hold tables in its turn."""
    from docx.table import Table  # noqa: PLC0415

    for block in container.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            for row in block.rows:
                cells = {cell._tc: cell for cell in row.cells}  # a merged cell comes once a column
                yield "  ".join(" ".join(_blocks(cell)).replace("\n", " ") for cell in cells.values())
        elif block.text.strip():
            yield _heading_mark(block.style.name if block.style is not None else "") + block.text.strip()


def _heading_mark(style: str) -> str:
    name, _, level = style.lower().rpartition(" ")
    if style.lower() == "title":
        return HEADING_MARK + " "
    return HEADING_MARK * (int(level) + 1) + " " if name in {"heading", "标题"} and level.isdigit() else ""


def _limited(parts: Iterator[str]) -> list[str]:
    taken: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > MAX_CHARACTERS:
            raise DocumentRefused(
                "too_long", f"the document has more than {MAX_CHARACTERS} characters; split it"
            )
        taken.append(part)
    return taken


def extract(kind: str, data: bytes) -> Mapping[str, str]:
    """``{"text"}`` or ``{"code", "message"}``; a parser that falls over is a code too."""
    readers: dict[str, Callable[[bytes], str]] = {"pdf": pdf_text, "docx": docx_text}
    try:
        return {"text": readers[kind](data)}
    except DocumentRefused as error:
        return _refusal(error.code, str(error))
    except (MemoryError, RecursionError):
        return _refusal("too_long", f"the {kind} is too complex to read; save it as plain text")
    except Exception as error:  # parsers fail in every way on a broken file
        return _refusal(
            "broken", f"the {kind} cannot be read ({type(error).__name__}); open and save it again"
        )


def _refusal(code: RefusalCode, message: str) -> Mapping[str, str]:
    return {"code": code, "message": message}


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    _limit_memory()
    print(json.dumps(extract(sys.argv[1], sys.stdin.buffer.read())))
