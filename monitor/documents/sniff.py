"""Tells a document's format from its bytes: never from its name or header, which often lie."""

from __future__ import annotations

import re

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1f\x8b", "gzip"),
)
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|table|tr|td|div|p|span|font|br|h[1-6]|center|ul|section|article)\b[^<]*>",
    re.IGNORECASE,
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")


def sniff(body: bytes) -> str:
    """Give `html`, `text`, `empty`, `binary`, or the name of a binary format."""
    if not body.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        return "empty"
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return name
    if body.startswith(b"BM") and body[6:10] == bytes(4):
        return "bmp"
    if body.startswith(_WIDE_BOMS):
        return "html" if _TAG.search(body[:65536].replace(b"\x00", b"")) else "text"
    if _is_binary(body[:65536]):
        return "binary"
    return "html" if _TAG.search(body[:65536]) else "text"


def _is_binary(head: bytes) -> bool:
    """Tell text from binary: no text holds more than one control character in a hundred bytes."""
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in _TEXT_CONTROLS)
    return controls * 100 > len(head)
