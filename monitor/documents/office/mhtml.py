"""Reads MHTML (RFC 2557), what Word and Excel call "single file web page": the page in a multipart message."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from monitor.documents.html import read_html
from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.portals.encoding import decode
from monitor.portals.nesting import is_explosive

_PARTS = 1000


def read_mhtml(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read the first page of a message; the others are its frames (a workbook's sheets): read behind it."""
    pages = [page for page in _pages(message_from_bytes(body.lstrip())) if page[0].strip()]
    if not pages:
        raise ReadError("no_content", "mhtml without a page")
    documents = [_read(page, charset, sha256, limits) for page, charset in pages[:_PARTS]]
    blocks = tuple(block for document in documents for block in document.blocks)
    return replace(documents[0], format="mhtml", blocks=blocks)


def _pages(message: Message) -> list[tuple[bytes, str | None]]:
    parts = (part for part in message.walk() if part.get_content_type() == "text/html")
    return [(_payload(part), part.get_content_charset()) for part in parts]


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _read(page: bytes, charset: str | None, sha256: str, limits: Limits) -> Document:
    if len(page) > limits.text_bytes:
        raise ReadError("too_large", "page")
    text, encoding = decode(page, charset)
    if is_explosive(text):
        raise ReadError("explosive")
    return read_html(text, sha256, encoding)
