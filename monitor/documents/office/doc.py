"""Reads .doc (and .wps holding the same): LibreOffice makes a .docx of it, its own bare text is the second opinion."""

from __future__ import annotations

from dataclasses import replace

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office import marked
from monitor.documents.office.convert import to_docx
from monitor.documents.office.docx import read_docx
from monitor.documents.office.wordpieces import marked_text


def read_doc(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a .doc. Doubt `converted_in_part`: a cell or figure of the bare text is missing in what was converted."""
    try:
        text = marked_text(body)
    except ReadError as error:
        if error.reason == "encrypted":
            raise
        text = None
    return converted(body, "doc", text, (sha256, limits))


def converted(body: bytes, kind: str, text: str | None, context: tuple[str, Limits]) -> Document:
    """Convert and compare; where cells were lost, give the bare text instead. `context` is digest and limits."""
    sha256, limits = context
    document = replace(read_docx(to_docx(body, kind, limits), sha256, limits), format=kind)
    if text is None:
        return replace(document, doubts=(*document.doubts, "no_second_opinion"))
    if marked.agrees(document, text):
        return document
    return Document(kind, sha256, marked.as_blocks(text), document.meta, doubts=(*document.doubts, marked.DOUBT))
