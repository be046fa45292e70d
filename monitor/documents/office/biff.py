"""Looks over the records of an .xls workbook before the library reads it ([MS-XLS] 2.1.4).

The library sets room aside for the whole area that cells and sheets claim, and follows sectors in a circle for ever;
where there is not so much room, it takes the process with it. A damaged number would so cost the reader its life, and
us the reason. Nor does it tell a password from damage.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from monitor.documents.limits import ReadError
from monitor.documents.office.compound import MAGIC, Compound

_STREAMS = ("Workbook", "Book")
_DIMENSIONS = 0x0200
_PASSWORD = 0x002F
"""FilePass (2.4.117): all records behind it are encrypted."""
_CELLS = frozenset([0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E])
"""Kinds of records that begin with the row and column of a cell."""
_BIFF8, _BIFF5 = "<IIHH", "<HHHH"
_ROWS, _COLUMNS = 0x10000, 0x100
"""Of the largest sheet (2.4.90)."""


def look_over(body: bytes) -> None:
    """Raise ReadError `encrypted`, or `damaged` where a cell or sheet claims to lie where none can."""
    if not body.startswith(MAGIC):
        return
    book = Compound(body)
    if not book.ends():
        raise ReadError("damaged", "ole: sectors in a circle")
    stream = next((book.stream(name) for name in _STREAMS if name in book.entries), b"")
    for kind, record in _records(stream):
        if kind == _PASSWORD:
            raise ReadError("encrypted", "workbook")
        if (kind == _DIMENSIONS and not _is_area(record)) or (kind in _CELLS and not _is_cell(record)):
            raise ReadError("damaged", "workbook: a cell outside of the sheet")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _is_area(dimensions: bytes) -> bool:
    form = _BIFF8 if len(dimensions) >= struct.calcsize(_BIFF8) else _BIFF5
    if len(dimensions) < struct.calcsize(form):
        return False
    top, bottom, left, right = map(int, struct.unpack_from(form, dimensions))
    return top <= bottom <= _ROWS and left <= right <= _COLUMNS


def _is_cell(record: bytes) -> bool:
    return len(record) >= 4 and int.from_bytes(record[2:4], "little") < _COLUMNS  # noqa: PLR2004 - row and column
