"""Finds records by their id, remembering what has been read of each file."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from monitor.evidence.members import members
from monitor.evidence.record import identify
from monitor.evidence.writer import written_length


@dataclass(slots=True)
class _Known:
    length: int = 0
    offsets: dict[str, int] = field(default_factory=dict)


class Index:
    """Maps record ids to offsets; each file is read through once, later only what has been added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._files: dict[Path, _Known] = {}

    def read(self, path: Path, record_id: str) -> bytes | None:
        """Give the bytes of the record with this id, decompressed, or None. Raises OSError."""
        with self._lock:
            known = self._files.setdefault(path, _Known())
            if record_id not in known.offsets:
                _extend(known, path)
            offset = known.offsets.get(record_id)
        return None if offset is None else _data_at(path, offset)


def _data_at(path: Path, offset: int) -> bytes | None:
    return next((member.data for member in members(path, offset)), None)


def _extend(known: _Known, path: Path) -> None:
    length = written_length(path)
    for member in members(path, known.length, length):
        found = identify(member.data)
        if found is not None:
            known.offsets[found] = member.offset
    known.length = length
