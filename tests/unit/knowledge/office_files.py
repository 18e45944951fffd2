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


def docx_with_merged_cells() -> bytes:
    """Two columns: a title over both; ``停电`` beside two rows; the last cell holds a table of its own."""
    document = Document()
    table = document.add_table(rows=4, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "答复时限"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "停电"
    table.cell(1, 1).text = "城区四十五分钟"
    table.cell(2, 1).text = "农村九十分钟"
    table.cell(3, 0).text = "其他"
    inner = table.cell(3, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "咨询", "当场"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_of_pages(*pages: tuple[str, ...]) -> bytes:
    """One page for each tuple of lines of Latin text."""
    document = FPDF()
    document.set_font("helvetica", size=12)
    for lines in pages:
        document.add_page()
        for line in lines:
            document.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


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
