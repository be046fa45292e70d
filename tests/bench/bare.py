"""Parses and nothing more: what the libraries need for the same bytes is what our own time is held against."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborHTMLParser


def parse_html(body: bytes) -> None:
    """Build the tree of a page."""
    LexborHTMLParser(body.decode("utf-8", "replace"))


def parse_pdf(body: bytes) -> None:
    """Open a PDF and take the text of every page."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - optional

    document = pypdfium2.PdfDocument(body)
    for page in document:
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
    document.close()


def parse_docx(body: bytes) -> None:
    """Unpack the body of a document and build its tree."""
    from lxml import etree  # noqa: PLC0415 - optional

    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        etree.fromstring(packed.read("word/document.xml"))


BARE: Mapping[str, Callable[[bytes], None]] = {"html": parse_html, "pdf": parse_pdf, "docx": parse_docx}
"""By suffix."""
