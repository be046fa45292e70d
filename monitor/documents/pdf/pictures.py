"""Tells which pages of a PDF, and which parts of its other pages, must be looked at, for they are pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monitor.documents.limits import Limits
from monitor.documents.pdf.frame import Box
from monitor.documents.pdf.library import pdfium
from monitor.documents.pdf.opened import opened, opened_page
from monitor.documents.pdf.sheet import Sheet, read_sheet

_WIDE, _HIGH = 255.0, 57.0
"""Points: a table of the form that was pasted as a picture is at least so large; seals and emblems are not."""
_APART = 3.0
"""Points: parts of one picture, as some programs cut it, lie no further apart."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """Says where a picture must be looked at."""

    page: int
    """Counted from 1."""
    box: Box | None
    """In points of the page as shown; None where all of the page is a picture."""


def pictured(body: bytes, limits: Limits) -> tuple[Pictured, ...]:
    """Give the pages that are pictures (text hidden under one is a guess), and the large pictures of the others.

    Raises ReadError as `read_pdf` does where the document cannot be opened.
    """
    with opened(body, limits) as document:
        return tuple(_pictured(document, limits))


def _pictured(document: Any, limits: Limits) -> Iterator[Pictured]:
    for index in range(pdfium.FPDF_GetPageCount(document)):
        with opened_page(document, index) as page:
            sheet = read_sheet(page, index + 1, limits) if page else None
        if sheet is not None and sheet.is_picture:
            yield Pictured(sheet.number, None)
        elif sheet is not None:
            yield from (Pictured(sheet.number, box) for box in large_pictures(sheet))


def large_pictures(sheet: Sheet) -> list[Box]:
    """Give the pictures that are as large as a table, from top to bottom; parts that adjoin are one."""
    whole: list[Box] = []
    for box in sorted((sheet.as_shown(p) for p in sheet.ruled.pictures), key=lambda b: b[1]):
        if whole and _adjoin(whole[-1], box):
            whole[-1] = _around(whole[-1], box)
        else:
            whole.append(box)
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in whole if x1 - x0 >= _WIDE and y1 - y0 >= _HIGH]


def _adjoin(upper: Box, lower: Box) -> bool:
    same_edges = abs(upper[0] - lower[0]) <= _APART and abs(upper[2] - lower[2]) <= _APART
    return same_edges and lower[1] - upper[3] <= _APART


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
