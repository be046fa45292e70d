"""Draws small PDFs: with reportlab what a foreign producer draws, and by hand what no producer should."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest

from monitor.documents.limits import Limits
from monitor.documents.model import Document, Grid
from monitor.documents.pdf import read_pdf

canvases = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab draws these PDFs")
metrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics", reason="as above")
fonts = pytest.importorskip("reportlab.pdfbase.cidfonts", reason="as above")

SONG = "STSong-Light"
"""A font that every PDF reader has by the standard, so that none is embedded."""
A4 = (595, 842)
Draw = Callable[[Any], object]


def drawn(*pages: Draw, size: tuple[float, float] = A4, encrypt: object = None) -> bytes:
    """Draw one page a function."""
    metrics.registerFont(fonts.UnicodeCIDFont(SONG))
    target = BytesIO()
    canvas = canvases.Canvas(target, pagesize=size, encrypt=encrypt)
    for page in pages:
        canvas.setFont(SONG, 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def table(rows: Sequence[Sequence[str]], *, left: float = 100, top: float = 500, width: float = 90) -> Draw:
    """Give what draws a ruled table of equal columns and rows 24 points high."""

    def draw(canvas: Any) -> None:
        canvas.grid([left + width * i for i in range(len(rows[0]) + 1)], [top - 24 * i for i in range(len(rows) + 1)])
        texts(rows, left=left, top=top, width=width)(canvas)

    return draw


def texts(rows: Sequence[Sequence[str]], *, left: float = 100, top: float = 500, width: float = 90) -> Draw:
    """Give what draws the same texts without lines; what a line end parts stands below each other."""

    def draw(canvas: Any) -> None:
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                for k, line in enumerate(text.split("\n")):
                    canvas.drawString(left + width * j + 5, top - 24 * i - 12 - 10 * k, line)

    return draw


def both(*parts: Draw) -> Draw:
    """Give what draws one thing after another on one page."""

    def draw(canvas: Any) -> None:
        for part in parts:
            part(canvas)

    return draw


def read(body: bytes, limits: Limits | None = None) -> Document:
    """Read a PDF."""
    return read_pdf(body, "0" * 64, limits or Limits())


def raws(grid: Grid) -> list[list[str]]:
    """Give the texts of a grid by row, each cell once, where it begins."""
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell.raw)
    return rows


def written(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """Write objects, the first of them the catalog, as a file with a right table of offsets."""
    body = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, held in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    body += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(body)


def paged(content: bytes, *, page: bytes = b"/MediaBox [0 0 595 842]", more: Sequence[bytes] = ()) -> bytes:
    """Write a file of one page with the given content stream; further objects count from 5."""
    stream = zlib.compress(content)
    return written(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>" % page,
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
            *more,
        ]
    )
