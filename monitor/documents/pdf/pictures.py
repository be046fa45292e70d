"""Tells which pages of a PDF must be looked at, for they are pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.documents.limits import Limits
from monitor.documents.pdf.library import pdfium
from monitor.documents.pdf.opened import opened, opened_page
from monitor.documents.pdf.sheet import read_sheet


def image_only_pages(body: bytes, limits: Limits) -> tuple[int, ...]:
    """Give the numbers, from 1, of the pages that are pictures; text hidden under one (a guess) does not count.

    Raises ReadError as `read_pdf` does where the document cannot be opened.
    """
    with opened(body, limits) as document:
        return tuple(_picture_pages(document, limits))


def _picture_pages(document: Any, limits: Limits) -> Iterator[int]:
    for index in range(pdfium.FPDF_GetPageCount(document)):
        with opened_page(document, index) as page:
            if page and read_sheet(page, index + 1, limits).is_picture:
                yield index + 1
