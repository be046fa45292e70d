"""Reads any bytes into a Document, or says why not; content decides the format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from monitor.documents.html import read_html
from monitor.documents.model import Document, Unreadable
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


def read_document(body: bytes, declared_encoding: str | None = None) -> Document | Unreadable:
    """Read a document; never raises for anything the bytes may hold.

    `declared_encoding` is the charset of the Content-Type header, if any: a hint only.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    kind = sniff(body)
    if kind == "empty":
        return Unreadable(kind, sha256, "empty")
    reader = TEXT_READERS.get(kind)
    if reader is None:
        return Unreadable(kind, sha256, "unsupported_format", kind)
    text, encoding = decode(body, declared_encoding)
    if kind == "html" and is_explosive(text):
        return Unreadable(kind, sha256, "explosive")
    return reader(text, sha256, encoding)
