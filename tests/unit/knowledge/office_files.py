"""Real docx and pdf files, made for a test."""

import io
import zipfile
from pathlib import Path

from docx import Document
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
)


def chinese_font() -> Path | None:
    """A font with Chinese characters, if this machine has one."""
    return next((font for font in FONTS if font.exists()), None)


def docx(*blocks: tuple[int, str]) -> bytes:
    """``(level, text)``: a heading of that level, or a paragraph for level 0."""
    document = Document()
    for level, text in blocks:
        if level:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_with_table(rows: list[list[str]]) -> bytes:
    document = Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(*lines: str, font: Path | None = None) -> bytes:
    """One line of text under the other; without a font only Latin text."""
    document = FPDF()
    document.add_page()
    if font:
        document.add_font("cjk", "", str(font))
    document.set_font("cjk" if font else "helvetica", size=12)
    for line in lines:
        document.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def encrypted(data: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def zip_bomb(unpacked: int) -> bytes:
    """A docx by name whose one part unpacks to that many bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * unpacked)
    return stream.getvalue()
