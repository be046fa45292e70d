"""Reads .rtf: LibreOffice makes a .docx of it, its own bare text is the second opinion."""

from __future__ import annotations

from monitor.documents.limits import Limits
from monitor.documents.model import Document
from monitor.documents.office.doc import converted
from monitor.documents.office.rtftext import marked_text


def read_rtf(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a .rtf. Doubt `converted_in_part`: a cell or figure of the bare text is missing in what was converted."""
    return converted(body, "rtf", marked_text(body), (sha256, limits))
