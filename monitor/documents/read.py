"""Reads any bytes into a Document, or says why not; content decides the format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from monitor.documents.confined import Job, read_confined
from monitor.documents.html import read_html
from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Unreadable
from monitor.documents.readers import BINARY_READERS, SCANS
from monitor.documents.sniff import sniff
from monitor.documents.text import read_text
from monitor.portals.encoding import decode
from monitor.portals.nesting import is_explosive

TextReader = Callable[[str, str, str], Document]

TEXT_READERS: Mapping[str, TextReader] = {
    "html": read_html,
    "text": read_text,
}
"""One reader a format whose bytes are text: takes the decoded text, the digest and the encoding."""

_LIMITS = Limits()


def read_document(body: bytes, declared_encoding: str | None = None, limits: Limits = _LIMITS) -> Document | Unreadable:
    """Read a document; never raises for anything the bytes may hold.

    `declared_encoding` is the charset of the Content-Type header, if any: a hint only. Binary formats are read in a
    confined process, pages and texts in this one.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    kind = sniff(body)
    if kind == "empty":
        return Unreadable(kind, sha256, "empty")
    if kind in TEXT_READERS:
        try:
            return _read_text(body, declared_encoding, (kind, sha256), limits)
        except ReadError as error:
            return Unreadable(kind, sha256, error.reason, error.detail)
    if kind in BINARY_READERS:
        return read_confined(body, Job(kind, sha256, BINARY_READERS[kind], SCANS.get(kind), limits))
    return Unreadable(kind, sha256, "unsupported_format", kind)


def _read_text(body: bytes, declared: str | None, named: tuple[str, str], limits: Limits) -> Document:
    """Read bytes whose format and digest are `named`. Raises ReadError for more than a report can hold."""
    kind, sha256 = named
    if len(body) > limits.text_bytes:
        raise ReadError("too_large", str(len(body)))
    text, encoding = decode(body, declared)
    if kind == "html" and is_explosive(text):
        raise ReadError("explosive")
    return TEXT_READERS[kind](text, sha256, encoding)
