"""Opens OLE compound files ([MS-CFB]): a file system in a file, in which Word, Excel and others keep their streams."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.documents.limits import ReadError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_SHIFTS = frozenset([9, 12])
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class Entry:
    """Holds one entry of the directory (2.6.1)."""

    name: str
    kind: int
    first: int
    size: int


class Compound:
    """Holds an open compound file."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        try:
            header = struct.unpack_from("<H12x8I", body, 30)
        except struct.error as error:
            raise ReadError("damaged", "ole: no header") from error
        shift, _, directory, _, self._cutoff, mini, _, more, _ = header
        if shift not in _SHIFTS:
            raise ReadError("damaged", "ole: sector size")
        self._size = 1 << shift
        self._table = self._allocation(more)
        self._mini = _numbers(self._joined(mini))
        self._own = (directory, mini)
        self.entries: Mapping[str, Entry] = {e.name: e for e in self._entries(self._joined(directory))}
        if not self.entries:
            raise ReadError("damaged", "ole: no directory")

    def stream(self, name: str) -> bytes:
        """Give a stream; raise ReadError `damaged` for one that is not there."""
        entry = self.entries.get(name)
        if entry is None:
            raise ReadError("damaged", f"ole: no stream {name}")
        if entry.size >= self._cutoff:
            return self._joined(entry.first)[: entry.size]
        root = next((e for e in self.entries.values() if e.kind == _ROOT), None)
        small = self._joined(root.first) if root is not None else b""
        sectors = _chain(entry.first, dict(enumerate(self._mini)))
        return b"".join(small[at * 64 : at * 64 + 64] for at in sectors)[: entry.size]

    def ends(self) -> bool:
        """Tell whether every chain of sectors comes to an end: who follows one that does not fills the memory."""
        large = (e.first for e in self.entries.values() if e.kind == _ROOT or e.size >= self._cutoff)
        small = (e.first for e in self.entries.values() if e.kind == _STREAM and e.size < self._cutoff)
        mini = dict(enumerate(self._mini))
        return not any(_loops(first, self._table) for first in (*self._own, *large)) and not any(
            _loops(first, mini) for first in small
        )

    def _sector(self, number: int) -> bytes:
        return self._body[(number + 1) * self._size : (number + 2) * self._size]

    def _joined(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in _chain(first, self._table))

    def _allocation(self, more: int) -> dict[int, int]:
        """Read the allocation table: the header names its first 109 sectors, a chain of sectors the others."""
        named = list(struct.unpack_from("<109I", self._body.ljust(512, b"\xff"), 76))
        seen: set[int] = set()
        while more < _LAST and more not in seen and len(seen) * self._size < len(self._body):
            seen.add(more)
            *listed, more = _numbers(self._sector(more)) or [_LAST]
            named += listed
        each = self._size // 4
        sectors = ((i, self._sector(number)) for i, number in enumerate(named) if number < _LAST)
        return {i * each + j: after for i, sector in sectors for j, after in enumerate(_numbers(sector))}

    def _entries(self, directory: bytes) -> Iterator[Entry]:
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            first, size = struct.unpack_from("<II", directory, at + 116)
            if kind and 2 <= length <= 64:  # noqa: PLR2004 - bytes of a name with its end mark
                yield Entry(directory[at : at + length - 2].decode("utf-16-le", "replace"), kind, first, size)


def _numbers(sector: bytes) -> list[int]:
    count = len(sector) // 4
    return list(struct.unpack_from(f"<{count}I", sector))


def _chain(first: int, table: Mapping[int, int]) -> Iterator[int]:
    """Follow a chain of sectors, each once."""
    seen: set[int] = set()
    here = first
    while here < _LAST and here not in seen and here in table:
        seen.add(here)
        yield here
        here = table[here]


def _loops(first: int, table: Mapping[int, int]) -> bool:
    last = deque(_chain(first, table), maxlen=1)
    return bool(last) and table[last[0]] in table
