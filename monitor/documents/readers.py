"""Lists the readers of binary formats: one file a format, one line here. Each runs in the confined process.

A reader takes the bytes, their digest and the limits, and gives a Document; it raises ReadError for what it knows to be
wrong. Anything else that it raises is an accident of the format's library and ends as `reader_failed`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from monitor.documents.limits import Limits
from monitor.documents.model import Document

BinaryReader = Callable[[bytes, str, Limits], Document]
PictureReader = Callable[[Document, bytes, Limits], Document]

BINARY_READERS: Mapping[str, str] = {
    "pdf": "monitor.documents.pdf:read_pdf",
    "zip": "monitor.documents.office.zipped:read_zip",
    "ole": "monitor.documents.office.ole:read_ole",
    "rtf": "monitor.documents.office.rtf:read_rtf",
    "rar": "monitor.documents.office.packed:read_packed",
    "7z": "monitor.documents.office.packed:read_packed",
    "mhtml": "monitor.documents.office.mhtml:read_mhtml",
    "wordxml": "monitor.documents.office.wordxml:read_wordxml",
    "flatodf": "monitor.documents.office.odf:read_flat_odf",
    "sheetxml": "monitor.documents.office.sheetxml:read_sheetxml",
    "png": "monitor.documents.ocr:read_picture",
    "jpeg": "monitor.documents.ocr:read_picture",
    "gif": "monitor.documents.ocr:read_picture",
    "bmp": "monitor.documents.ocr:read_picture",
    "tiff": "monitor.documents.ocr:read_picture",
}
"""`module:function` by the name that `sniff` gives: resolved in the confined process, where alone they load."""

SCANS: Mapping[str, str] = {"pdf": "monitor.documents.ocr:read_scanned_pdf"}
"""Who reads a document of a format that holds pictures instead of text (`no_content`), in the same job."""

BESIDE: Mapping[str, str] = {
    "pdf": "monitor.documents.ocr:read_beside",
    "docx": "monitor.documents.ocr.word:read_beside_word",
}
"""Who reads the pictures in a document of a format that is text for the rest, in the same job."""
PICTURED = frozenset({"image_only", "hidden_text", "picture"})
"""Doubts that pictures in a document may settle."""
