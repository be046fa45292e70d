"""Reads a PDF: ruled and aligned tables, paragraphs in reading order, properties, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Grid
from monitor.documents.pdf.assemble import blocks_of
from monitor.documents.pdf.layout import Layout, lay_out_page
from monitor.documents.pdf.library import pdfium
from monitor.documents.pdf.opened import opened, opened_page
from monitor.documents.pdf.pictures import large_pictures
from monitor.documents.pdf.properties import properties
from monitor.documents.pdf.sheet import Sheet, read_sheet
from monitor.documents.pdf.trust import unknown_share

_TAIL = 4_096
"""Bytes at the end of a file in which its end is marked."""
_UNKNOWN = 0.01
_MOSTLY_UNKNOWN = 0.5
_TABLES = 3
"""Tables of the form: a document that has them all hides none in a picture."""


def read_pdf(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a PDF.

    Raises ReadError: `encrypted`, `damaged`, `too_large`, `no_content` (nothing but pictures, or characters without
    names), `reader_missing`. Doubts: `truncated`, `unreadable_page`, `image_only` (some pages), `hidden_text` (a text
    under pictures), `mojibake`, `picture` (a large one, tables being few), `too_many_lines`, `unruled_table` (figures
    without lines between them that leave open which row or column they belong to).
    """
    with opened(body, limits) as document:
        sheets = list(_sheets(document, limits))
        meta = tuple(properties(document, body))
    read = [sheet for sheet in sheets if sheet is not None]
    _refuse_pictures(read)
    layouts = [lay_out_page(sheet) for sheet in read]
    blocks = tuple(blocks_of(layouts))
    grids = sum(isinstance(block, Grid) for block in blocks)
    doubts = (*_doubts_of_file(body, sheets), *_doubts_of_pages(layouts, grids))
    return Document("pdf", sha256, blocks, meta, doubts=tuple(dict.fromkeys(doubts)))


def _sheets(document: Any, limits: Limits) -> Iterator[Sheet | None]:
    """Give every page, None for one that cannot be loaded. Raises ReadError `too_large`."""
    left = limits.characters
    for index in range(pdfium.FPDF_GetPageCount(document)):
        with opened_page(document, index) as page:
            sheet = read_sheet(page, index + 1, limits) if page else None
        left -= len(sheet.glyphs) if sheet else 0
        if left < 0:
            raise ReadError("too_large", f"more than {limits.characters} characters")
        yield sheet


def _refuse_pictures(sheets: Sequence[Sheet]) -> None:
    """Raise ReadError where there is nothing that could be read without looking at the pages."""
    if not sheets:
        raise ReadError("damaged", "no page can be loaded")
    if not any(sheet.glyphs for sheet in sheets if not sheet.is_silent):
        raise ReadError("no_content", "image_only" if any(sheet.is_silent for sheet in sheets) else "no text")
    if unknown_share(glyph for sheet in sheets for glyph in sheet.glyphs) >= _MOSTLY_UNKNOWN:
        raise ReadError("no_content", "mojibake")


def _doubts_of_file(body: bytes, sheets: Sequence[Sheet | None]) -> Iterator[str]:
    if b"%%EOF" not in body[-_TAIL:]:
        yield "truncated"
    if None in sheets:
        yield "unreadable_page"


def _doubts_of_pages(layouts: Sequence[Layout], grids: int) -> Iterator[str]:
    sheets = [layout.sheet for layout in layouts]
    if any(sheet.is_silent for sheet in sheets):
        yield "image_only"
    if any(sheet.is_picture and not sheet.is_silent for sheet in sheets):
        yield "hidden_text"
    if unknown_share(glyph for sheet in sheets for glyph in sheet.glyphs) >= _UNKNOWN:
        yield "mojibake"
    if grids < _TABLES and any(not sheet.is_picture and large_pictures(sheet) for sheet in sheets):
        yield "picture"
    if not all(layout.complete for layout in layouts):
        yield "too_many_lines"
    if any(layout.is_loose for layout in layouts) and sum(layout.ruled for layout in layouts) < _TABLES:
        yield "unruled_table"
