"""Reads a whole archive and says what of it can be believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from monitor.evidence.members import Fault, Member, members
from monitor.evidence.record import BadRecordError, unpack

Progress = Callable[[int, int], None]
"""Takes the bytes verified and the bytes in all."""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """Names one record that cannot be believed."""

    file: str
    """WARC file, relative to the archive folder."""
    offset: int
    """Byte at which the record begins in its file."""
    fault: Fault
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """Says how many records an archive holds that are sound, and lists those that are not."""

    records: int
    """Sound records, of requests and responses."""
    bad: tuple[BadRecord, ...]

    @property
    def sound(self) -> bool:
        """Tell whether every record can be believed."""
        return not self.bad


@dataclass(frozen=True, slots=True)
class Extent:
    """Names a file of the archive and how much of it is written."""

    path: Path
    name: str
    length: int


def verify_files(extents: list[Extent], progress: Progress | None = None) -> Verification:
    """Check every record of these files. Raises OSError where one cannot be read."""
    total = sum(extent.length for extent in extents)
    done = records = 0
    bad: list[BadRecord] = []
    for extent in extents:
        for member in members(extent.path, 0, extent.length):
            fault = _judge(extent.name, member)
            records += fault is None
            bad += [fault] if fault else []
            _tell(progress, done + member.end, total)
        done += extent.length
    return Verification(records, tuple(bad))


def _judge(file: str, member: Member) -> BadRecord | None:
    if member.fault is not None:
        return BadRecord(file, member.offset, member.fault, _DETAILS[member.fault])
    try:
        unpack(member.data)
    except BadRecordError as error:
        return BadRecord(file, member.offset, error.fault, str(error))
    return None


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


_DETAILS = {
    Fault.TORN: "the file ends within this record",
    Fault.UNREADABLE: "the compressed data are damaged",
}
