"""Opens a PDF and its pages, and closes them again whatever happens."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from monitor.documents.limits import Limits, ReadError
from monitor.documents.pdf.library import demand, pdfium

_LARGEST_PAGE = 14_400.0
"""Points: the largest page that PDF readers take (ISO 32000-1, annex C)."""
_MOST_ANNOTATIONS = 2_000


@contextmanager
def opened(body: bytes, limits: Limits) -> Iterator[Any]:
    """Open a document. Raises ReadError `encrypted`, `damaged`, `too_large` or `reader_missing`."""
    demand()
    held = ctypes.create_string_buffer(body, len(body))
    handle = pdfium.FPDF_LoadMemDocument64(held, len(body), None)
    if not handle:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        _measure(pdfium.FPDF_GetPageCount(handle), limits)
        yield handle
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _refusal(code: int) -> ReadError:
    if code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return ReadError("encrypted", "a password is asked for")
    return ReadError("damaged", "no PDF that can be opened")


def _measure(pages: int, limits: Limits) -> None:
    if pages < 1:
        raise ReadError("damaged", "no pages")
    if pages > limits.pages:
        raise ReadError("too_large", f"{pages} pages")


@contextmanager
def opened_page(document: Any, index: int) -> Iterator[Any]:
    """Open a page, filled-in forms and remarks made part of it; give None for one that cannot be loaded."""
    page = pdfium.FPDF_LoadPage(document, index)
    if page and _is_filled_in(page):
        # what stands in the fields is no text of the page until it is printed into it
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT)
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, index)
    try:
        yield page if page and _is_of_this_world(page) else None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _is_of_this_world(page: Any) -> bool:
    sides = (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    return all(0 < side <= _LARGEST_PAGE for side in sides)


def _is_filled_in(page: Any) -> bool:
    shown = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT}
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)
    return any(_subtype(page, index) in shown for index in range(count))


def _subtype(page: Any, index: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return 0
    subtype = int(pdfium.FPDFAnnot_GetSubtype(annotation))
    pdfium.FPDFPage_CloseAnnot(annotation)
    return subtype
