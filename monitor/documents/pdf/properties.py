"""Reads what a PDF says of itself: the Info dictionary (ISO 32000-1, 14.3.3), else the XMP packet (ISO 16684-1)."""

from __future__ import annotations

import ctypes
import html
import re
from collections.abc import Iterator
from typing import Any

from monitor.documents.model import Meta
from monitor.documents.pdf.library import pdfium
from monitor.documents.whitespace import fold

_INFO = ("Title", "Subject", "CreationDate", "ModDate")
_XMP = {
    "title": re.compile(rb"<dc:title>.{0,300}?<rdf:li[^>]{0,80}>([^<]{1,600})</rdf:li>", re.DOTALL),
    "creationdate": re.compile(rb"xmp:CreateDate(?:>|\s*=\s*[\"'])([^<\"']{4,40})"),
    "moddate": re.compile(rb"xmp:ModifyDate(?:>|\s*=\s*[\"'])([^<\"']{4,40})"),
}
_DATE = re.compile(r"^D?:?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z)|([+-]\d\d)'?(\d\d)?'?)?")
_LONGEST = 4_000


def properties(document: Any, body: bytes) -> Iterator[Meta]:
    """Give title, subject and dates; dates in the form of ISO 8601."""
    for name in _INFO:
        value = fold(_info(document, name)) or _packet(body, name.lower())
        if value:
            yield Meta(name.lower(), iso_date(value) if name.endswith("Date") else value, "properties")


def _info(document: Any, name: str) -> str:
    size = pdfium.FPDF_GetMetaText(document, name.encode(), None, 0)
    if not 2 < size <= _LONGEST:  # noqa: PLR2004 - two bytes end every text
        return ""
    held = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, name.encode(), held, size)
    return held.raw[: size - 2].decode("utf-16-le", "replace").replace("\x00", "")


def _packet(body: bytes, name: str) -> str:
    start = body.find(b"<x:xmpmeta")
    pattern = _XMP.get(name)
    if start < 0 or pattern is None:
        return ""
    found = pattern.search(body, start, start + 65_536)
    return fold(html.unescape(found[1].decode("utf-8", "replace"))) if found else ""


def iso_date(text: str) -> str:
    """Give a date of ISO 32000-1 (7.9.4) in the form of ISO 8601; any other text as it is."""
    found = _DATE.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second, utc, offset, minutes = found.groups()
    time = f"T{hour}:{minute}:{second or '00'}" if hour else ""
    zone = "+00:00" if utc else f"{offset}:{minutes or '00'}" if offset else ""
    return f"{year}-{month}-{day}{time}{zone if time else ''}"
