"""Reads PDFs whose pages are pictures: each page is rendered at the size at which its print is read best."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2  # type: ignore[import-untyped]

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.ocr.arrays import Pixels
from monitor.documents.ocr.pages import Source, read_pages

DPI = 200


def read_scanned_pdf(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a scanned PDF. Raises ReadError `damaged`, `encrypted`, `too_large`, `no_content` or `reader_missing`."""
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() else "damaged"
        raise ReadError(reason, str(error)) from error
    with document:
        if len(document) > limits.pages:
            raise ReadError("too_large", f"{len(document)} pages")
        return read_pages(_rendered(document, limits), Source("scan", sha256, 72 / DPI), limits)


def _rendered(document: Any, limits: Limits) -> Iterator[Pixels]:
    for page in document:
        yield rendered(page, limits)
        page.close()


def rendered(page: Any, limits: Limits) -> Pixels:
    """Render a page as RGB, DPI pixels an inch. Raises ReadError `too_large`."""
    width, height = page.get_size()
    if width * height * (DPI / 72) ** 2 > limits.pixels:
        raise ReadError("too_large", f"a page of {width:.0f} × {height:.0f} points")
    return _rgb(page.render(scale=DPI / 72, rev_byteorder=True, prefer_bgrx=False).to_numpy())


def _rgb(pixels: Pixels) -> Pixels:
    """Copy what PDFium rendered: its memory goes with the page."""
    if pixels.shape[2:] in {(), (1,)}:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    return np.ascontiguousarray(pixels[..., :3])
