"""Walks the gzip members of an archive file: one member, one record (WARC 1.1, annex D)."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_MAGIC = b"\x1f\x8b\x08"
_STEP = 65_536
_GZIP = 16 + zlib.MAX_WBITS


class Fault(StrEnum):
    """Closes the list of what can be wrong with a record."""

    TORN = "torn"
    """The file ends within it: the writer was stopped."""
    DIGEST = "digest"
    """Its bytes are not those that were archived."""
    UNREADABLE = "unreadable"
    """It cannot be taken for a record at all."""
    CHAIN = "chain"
    """A manifest does not follow from the one before."""
    MISSING = "missing"
    """A sealed file, or the record that a revisit refers to, is gone."""
    ALTERED = "altered"
    """Sealed bytes are not what they were."""


@dataclass(frozen=True, slots=True)
class Member:
    """Holds one member: where it lies in its file, and its bytes decompressed or what is wrong with it."""

    offset: int
    end: int
    data: bytes = b""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Window:
    """Reads an open file up to a length, at any place."""

    descriptor: int
    length: int

    def read(self, at: int, count: int = _STEP) -> bytes:
        return os.pread(self.descriptor, min(count, self.length - at), at)

    def find_magic(self, at: int) -> int | None:
        """Give the first place from `at` on where a gzip member may begin, or None."""
        while block := self.read(at):
            found = block.find(_MAGIC)
            if found != -1:
                return at + found
            # the magic bytes may lie across two blocks
            at += max(len(block) - len(_MAGIC) + 1, 1)
        return None


def members(file: Path, start: int = 0, end: int | None = None) -> Iterator[Member]:
    """Yield the members between two offsets of a file. Raises OSError where it cannot be read.

    After damage the walk goes on at the next member that can be read.
    """
    with file.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        window = _Window(opened.fileno(), size if end is None else min(end, size))
        while start < window.length:
            member = _read(window, start)
            yield member
            start = member.end


def sound_length(file: Path, start: int = 0) -> int:
    """Give the offset up to which a file consists of whole members, beginning at a known boundary."""
    for member in members(file, start):
        if member.fault is not None:
            return member.offset
        start = member.end
    return start


def _read(window: _Window, offset: int) -> Member:
    stream = zlib.decompressobj(_GZIP)
    pieces: list[bytes] = []
    at = offset
    try:
        while not stream.eof and (block := window.read(at)):
            pieces.append(stream.decompress(block))
            at += len(block)
    except zlib.error:
        return Member(offset, _next(window, offset) or window.length, fault=Fault.UNREADABLE)
    if not stream.eof:
        return _unfinished(window, offset)
    return Member(offset, at - len(stream.unused_data), b"".join(pieces))


def _unfinished(window: _Window, offset: int) -> Member:
    """Judge a member that does not end: torn, or damaged so that it swallowed those after it."""
    following = _next(window, offset)
    if following is None:
        return Member(offset, window.length, fault=Fault.TORN)
    return Member(offset, following, fault=Fault.UNREADABLE)


def _next(window: _Window, offset: int) -> int | None:
    """Find where the next readable member begins after a damaged one."""
    found = window.find_magic(offset + 1)
    while found is not None and not _begins(window, found):
        found = window.find_magic(found + 1)
    return found


def _begins(window: _Window, offset: int) -> bool:
    """Tell whether a record begins here; the magic bytes alone may occur within compressed data."""
    try:
        return zlib.decompressobj(_GZIP).decompress(window.read(offset, 512), 5) == b"WARC/"
    except zlib.error:
        return False
