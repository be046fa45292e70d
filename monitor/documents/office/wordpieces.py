"""Reads the bare text of a .doc from its pieces ([MS-DOC] 2.4.1): no tables, but every cell with its end mark."""

from __future__ import annotations

import re
import struct

from monitor.documents.limits import ReadError
from monitor.documents.office.compound import Compound
from monitor.documents.office.marked import CELL, ROW

_FLAGS, _CHARACTERS, _CLX = 0x0A, 0x4C, 0x01A2
"""Offsets in the file information block (2.5)."""
_ENCRYPTED, _TABLE_ONE = 0x0100, 0x0200
_NARROW = 0x40000000
"""Mark of a piece in one byte a character, at half its offset (2.9.73)."""
_PIECES = 0x02
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
"""The instruction of a field, up to its result."""
_ROW_END = re.compile("(?<=\x07)\x07")
_NO_TEXT = re.compile("[\x01-\x05\x08\x13-\x15]")


def marked_text(body: bytes) -> str:
    """Give the main text with its marks; raise ReadError `encrypted`, or `damaged` where it cannot be found.

    A row ends with a mark of its own; a blank cell looks the same here, so rows are only nearly right.
    """
    compound = Compound(body)
    main = compound.stream("WordDocument")
    try:
        (flags,) = struct.unpack_from("<H", main, _FLAGS)
        if flags & _ENCRYPTED:
            raise ReadError("encrypted", "doc")
        (length,) = struct.unpack_from("<i", main, _CHARACTERS)
        offset, size = struct.unpack_from("<II", main, _CLX)
        table = compound.stream("1Table" if flags & _TABLE_ONE else "0Table")
        text = _text(main, table[offset : offset + size])[: max(0, length)]
    except struct.error as error:
        raise ReadError("damaged", "doc: no text") from error
    bare = _NO_TEXT.sub("", _FIELD.sub("", text)).replace("\x0b", "\n").replace("\x0c", "\r").replace("\x1e", "-")
    return _ROW_END.sub(ROW, bare.replace("\x07", CELL))


def _text(main: bytes, clx: bytes) -> str:
    at = 0
    while at < len(clx) and clx[at] != _PIECES:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (size,) = struct.unpack_from("<I", clx, at + 1)
    pieces = clx[at + 5 : at + 5 + size]
    count = (len(pieces) - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", pieces)
    return "".join(
        _piece(
            main, struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * i + 2)[0], max(0, starts[i + 1] - starts[i])
        )
        for i in range(count)
    )


def _piece(main: bytes, offset: int, length: int) -> str:
    if offset & _NARROW:
        start = (offset & ~_NARROW) // 2
        return main[start : start + length].decode("cp1252", "replace")
    return main[offset : offset + 2 * length].decode("utf-16-le", "replace")
