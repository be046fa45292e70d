"""Tells a document's format from its bytes: never from its name or header, which often lie."""

from __future__ import annotations

import re

from monitor.portals.encoding import wide_without_mark

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
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
"""Control characters that no text needs."""
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")

_ROOT = re.compile(rb"(?:<\?[^>]{0,500}>|<!--[^>]{0,500}-->|\s)*<([a-zA-Z]+:?[a-zA-Z]*)[\s>]")
_XML: dict[bytes, str] = {
    b"w:wordDocument": "wordxml",
    b"pkg:package": "wordxml",
    b"office:document": "flatodf",
    b"Workbook": "sheetxml",
}
"""Office files in one XML file, by their root element; an HTML page has other roots."""
_MESSAGE = re.compile(rb"[A-Za-z-]+:[^\n]*\n")
_PAGE_IN_MESSAGE = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)


def sniff(body: bytes) -> str:
    """Give `html`, `text`, `empty`, `binary`, or the name of a binary format."""
    if not body.strip(b"\x00 \t\r\n\f\xef\xbb\xbf"):
        return "empty"
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    named = _by_magic(start) or _packed(start[:4096])
    if named is not None:
        return named
    if body.startswith(b"BM") and body[6:10] == bytes(4):
        return "bmp"
    if body.startswith(_WIDE_BOMS) or wide_without_mark(body):
        return "html" if _TAG.search(body[:65536].replace(b"\x00", b"")) else "text"
    if _is_binary(body[:65536]):
        return "binary"
    return "html" if _TAG.search(body[:65536]) else "text"


def _is_binary(head: bytes) -> bool:
    """Tell text from binary: no text holds more than one control character in a hundred bytes."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls * 100 > len(head)


def _by_magic(start: bytes) -> str | None:
    return next((name for magic, name in _MAGIC if start.startswith(magic)), None)


def _packed(head: bytes) -> str | None:
    """Name a page in a message (MHTML), or an office file in one XML file."""
    root = _ROOT.match(head)
    if root is not None:
        return _XML.get(root[1])
    is_message = _MESSAGE.match(head) and re.search(rb"^mime-version:", head, re.IGNORECASE | re.MULTILINE)
    return "mhtml" if is_message and _PAGE_IN_MESSAGE.search(head) else None
