"""Tells what an OLE compound file holds by its directory: .doc, .xls and .ppt are one format outside ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.doc import read_doc
from monitor.documents.office.xls import read_xls

_ENTRY = 128
_MOST_SECTORS = 10_000
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""


def read_ole(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a compound file; raise ReadError `encrypted` or `unsupported_format` for what it is known to be."""
    names = frozenset(stream_names(body))
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise ReadError("encrypted", "office")
    if "WordDocument" in names:
        return read_doc(body, sha256, limits)
    if names & {"Workbook", "Book"}:
        return read_xls(body, sha256, limits)
    shown = "ppt" if "PowerPoint Document" in names else ", ".join(sorted(names))[:200]
    raise ReadError("unsupported_format", f"ole: {shown}")


def stream_names(body: bytes) -> list[str]:
    """Give the names in the directory (2.6.1); raise ReadError `damaged` for a file without one."""
    try:
        shift, first = struct.unpack_from("<H", body, 30)[0], struct.unpack_from("<I", body, 48)[0]
    except struct.error as error:
        raise ReadError("damaged", "ole: no header") from error
    if shift not in {9, 12}:
        raise ReadError("damaged", "ole: sector size")
    names = [name for sector in _chain(body, first, 1 << shift) for name in _names(sector)]
    if not names:
        raise ReadError("damaged", "ole: no directory")
    return names


def _names(sector: bytes) -> Iterator[str]:
    for at in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", sector, at + 64)
        if kind and 2 <= length <= 64:  # noqa: PLR2004 - bytes of a name with its end mark (2.6.1)
            yield sector[at : at + length - 2].decode("utf-16-le", "replace")


def _chain(body: bytes, first: int, size: int) -> Iterator[bytes]:
    """Follow a chain of sectors through the file allocation table, each once."""
    table = _allocation(body, size)
    seen: set[int] = set()
    sector = first
    while sector < _LAST and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        yield body[(sector + 1) * size : (sector + 2) * size]
        sector = table.get(sector, _LAST)


def _allocation(body: bytes, size: int) -> dict[int, int]:
    """Read the table from the sectors that the header names: the first 109 reach over 6.8 MB, the directory's place."""
    table: dict[int, int] = {}
    each = size // 4
    for index, sector in enumerate(struct.unpack_from("<109I", body.ljust(512, b"\xff"), 76)):
        part = body[(sector + 1) * size : (sector + 2) * size] if sector < _LAST else b""
        count = len(part) // 4
        table.update(enumerate(struct.unpack_from(f"<{count}I", part), start=index * each))
    return table
