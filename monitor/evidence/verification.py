"""Reads a whole archive and says what of it can be believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from monitor.evidence.members import Fault, Member, members
from monitor.evidence.record import BadRecordError, Record, unpack

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


def verify_files(extents: list[Extent], progress: Progress | None = None, *, whole: bool = True) -> Verification:
    """Check every record of these files. Raises OSError where one cannot be read.

    Where they are the `whole` archive, what a revisit refers to must be among them, with the same payload.
    """
    total = sum(extent.length for extent in extents)
    done = 0
    found = _Found()
    for extent in extents:
        for member in members(extent.path, 0, extent.length):
            found.take(extent.name, member)
            _tell(progress, done + member.end, total)
        done += extent.length
    return Verification(found.records, (*found.bad, *(found.unresolved() if whole else ())))


@dataclass(slots=True)
class _Found:
    """Gathers what a verification meets."""

    records: int = 0
    bad: list[BadRecord] = field(default_factory=list)
    payloads: dict[str, str | None] = field(default_factory=dict)
    """By record id: the digest of its payload."""
    references: list[tuple[BadRecord, str, str | None]] = field(default_factory=list)
    """Of each revisit: what is said if it leads nowhere, the id that it refers to, the digest of its payload."""

    def take(self, file: str, member: Member) -> None:
        record = _judge(file, member)
        if isinstance(record, BadRecord):
            self.bad.append(record)
            return
        self.records += 1
        payload = record.fields.get("warc-payload-digest")
        original = record.original
        if original is None:
            self.payloads[record.id] = payload
        else:
            lost = BadRecord(
                file, member.offset, Fault.MISSING, f"{original[1]} with its payload is not in the archive"
            )
            self.references.append((lost, original[1], payload))

    def unresolved(self) -> Iterator[BadRecord]:
        """Yield the revisits that lead nowhere."""
        return (lost for lost, wanted, payload in self.references if self.payloads.get(wanted) != payload)


def _judge(file: str, member: Member) -> BadRecord | Record:
    if member.fault is not None:
        return BadRecord(file, member.offset, member.fault, _DETAILS[member.fault])
    try:
        return unpack(member.data)
    except BadRecordError as error:
        return BadRecord(file, member.offset, error.fault, str(error))


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


_DETAILS = {
    Fault.TORN: "the file ends within this record",
    Fault.UNREADABLE: "the compressed data are damaged",
}
