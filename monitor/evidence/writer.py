"""Appends to archive files so that a crash costs at most the record being written."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

from monitor.evidence.members import sound_length

SUFFIX = ".warc.gz"


class Writer:
    """Appends whole records to `DAY.warc.gz`, or to `DAY-2.warc.gz` and on where an earlier file is torn.

    Safe among threads and among processes of one machine: each append opens the file and locks it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sound: dict[Path, int] = {}

    def append(self, day: str, data: bytes) -> str:
        """Write records and return the name of their file, once they are on the disk. Raises OSError."""
        return next(name for name in _names(day) if self._append(self._folder / name, data))

    def _append(self, path: Path, data: bytes) -> bool:
        """Write at the end of a file; tell whether its end was fit to be written to."""
        if path not in self._sound:
            path.parent.mkdir(parents=True, exist_ok=True)
        with _exclusive(path) as opened:
            size = os.fstat(opened.fileno()).st_size
            if not self._is_sound(path, size):
                return False
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
            self._sound[path] = size + len(data)
        if size == 0:
            _sync_folders(path.parent, self._folder)
        return True

    def _is_sound(self, path: Path, size: int) -> bool:
        """Tell whether a file ends with a whole record.

        What this object wrote itself it knows; it looks only at what came from others, or from a writer
        that was stopped.
        """
        known = self._sound.get(path, 0)
        self._sound[path] = sound_length(path, known) if size > known else known
        return self._sound[path] == size


def written_length(path: Path) -> int:
    """Give the length of a file while nobody is writing to it. Raises OSError."""
    with path.open("rb") as opened:
        fcntl.flock(opened, fcntl.LOCK_SH)
        return os.fstat(opened.fileno()).st_size


def _names(day: str) -> Iterator[str]:
    yield f"{day}{SUFFIX}"
    yield from (f"{day}-{number}{SUFFIX}" for number in count(2))


@contextmanager
def _exclusive(path: Path) -> Iterator[BinaryIO]:
    with path.open("ab") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def _sync_folders(inner: Path, outer: Path) -> None:
    """Put the entry of a new file on the disk, with those of the folders made for it."""
    for folder in (inner, *inner.parents):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if folder == outer:
            return
