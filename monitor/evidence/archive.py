"""Keeps every response in WARC files, one a day, and gives it back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from monitor.evidence.chain import Chain
from monitor.evidence.errors import EvidenceError
from monitor.evidence.index import Index
from monitor.evidence.manifest import BadManifestError, Dropped, Manifest
from monitor.evidence.members import Fault
from monitor.evidence.model import Capture
from monitor.evidence.record import (
    BadRecordError,
    Earlier,
    Record,
    capture,
    digest_of,
    new_id,
    pack,
    pack_drawn,
    unpack,
)
from monitor.evidence.verification import Extent, Progress, Verification, verify_files
from monitor.evidence.writer import SUFFIX, Writer, written_length
from monitor.fetch import Response

_OWN_NAME = re.compile(rf"\d{{4}}/\d{{2}}/\d{{2}}(?:-\d+)?{re.escape(SUFFIX)}", re.ASCII)


class Archive:
    """Owns a folder of WARC files: `YYYY/MM/DD.warc.gz` by the UTC day of the fetch. Safe among threads.

    A body that was served before is not stored again where the caller names the record that holds it (WARC revisit).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writer = Writer(folder)
        self._index = Index()
        self._chain = Chain(folder)

    def store(self, response: Response, earlier: Earlier | None = None) -> Capture:
        """Write the response and its request; return once they are on the disk.

        `earlier` names the record of the very same payload, or of the page that a 304 says is unchanged.
        Raises EvidenceError where they cannot be written, ValueError for an instant without a zone.
        """
        if response.fetched_at.tzinfo is None:
            raise ValueError("fetched_at carries no time zone")
        record_id = new_id()
        try:
            file = self._writer.append(_day(response.fetched_at), pack(response, record_id, earlier))
        except OSError as error:
            raise EvidenceError(f"the archive cannot be written: {error}", permanent=False) from error
        return captured(response, record_id, file)

    def store_drawn(self, page: Capture, html: bytes, at: datetime) -> Capture:
        """Write what a browser made of a page (UTF-8), beside the page itself; return once it is on the disk.

        Raises EvidenceError where it cannot be written.
        """
        record_id = new_id()
        try:
            file = self._writer.append(_day(at), pack_drawn(page, html, at, record_id))
        except OSError as error:
            raise EvidenceError(f"the archive cannot be written: {error}", permanent=False) from error
        return self.load(file, record_id)

    def load(self, file: str, record_id: str) -> Capture:
        """Read one capture back, checked against its digests.

        Raises EvidenceError: permanent where the record is missing or is not what was archived.
        """
        try:
            data = self._index.read(self._path(file), record_id)
            found = self._capture(unpack(data), file) if data is not None else None
        except BadRecordError as error:
            raise EvidenceError(f"{record_id} in {file}: {error}", permanent=True) from error
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            raise EvidenceError(f"{file} cannot be read: {error}", permanent=missing) from error
        if found is None or found.id != record_id:
            raise EvidenceError(f"{file} holds no record {record_id}", permanent=True)
        return found

    def has(self, file: str) -> bool:
        """Tell whether a file of the archive is there; what it holds, `verify` says."""
        return self._path(file).is_file()

    def _capture(self, record: Record, file: str) -> Capture:
        """Give the capture of a record, with the body that it refers to where it is a revisit."""
        original = record.original
        if original is None:
            return capture(record, file)
        body = self.load(*original).body
        if record.fields.get("warc-payload-digest") != digest_of(body):
            raise BadRecordError(Fault.DIGEST, "the record that it refers to holds another payload")
        return capture(replace(record, body=body), file)

    def verify(self, progress: Progress | None = None, day: date | None = None) -> Verification:
        """Check every record that the archive holds at this moment, or that of one UTC day; `progress` counts bytes.

        Without a day the chain of manifests is held against the files too.
        Raises EvidenceError where a file cannot be read.
        """
        wanted = f"{day:%Y/%m/%d}" if day else ""
        try:
            found = verify_files([e for e in self._extents() if e.name.startswith(wanted)], progress, whole=day is None)
            broken = () if day else tuple(self._chain.faults())
        except OSError as error:
            raise EvidenceError(f"the archive cannot be read: {error}", permanent=False) from error
        return replace(found, bad=(*found.bad, *broken))

    def seal(self, now: datetime) -> Manifest | None:
        """Seal what was stored since the last round (a manifest, chained to the one before); None if nothing was.

        Raises EvidenceError where the chain cannot be read or written.
        """
        try:
            return self._chain.seal(self._extents(), now)
        except BadManifestError as error:
            raise EvidenceError(f"the chain cannot be continued: {error}", permanent=True) from error
        except OSError as error:
            raise EvidenceError(f"the archive cannot be sealed: {error}", permanent=False) from error

    def drop(self, names: Sequence[str], reason: str, now: datetime) -> None:
        """Delete files of the archive; the chain tells that they were, and why. Raises EvidenceError."""
        try:
            self._chain.seal(self._extents(), now, [Dropped(name, reason) for name in names])
            for name in names:
                self._path(name).unlink(missing_ok=True)
        except (OSError, BadManifestError) as error:
            raise EvidenceError(f"files cannot be dropped: {error}", permanent=False) from error

    def files(self) -> Sequence[Extent]:
        """Give the files of the archive with their lengths, the oldest first."""
        return self._extents()

    def _extents(self) -> list[Extent]:
        paths = sorted(self._folder.rglob(f"*{SUFFIX}"))
        return [Extent(p, p.relative_to(self._folder).as_posix(), written_length(p)) for p in paths]

    def _path(self, file: str) -> Path:
        """Give the path of a file of this archive; the name may come from a database or a command line."""
        if _OWN_NAME.fullmatch(file) is None:
            raise EvidenceError(f"{file} lies outside the archive", permanent=True)
        return self._folder / file


def _day(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y/%m/%d")


def captured(response: Response, record_id: str = "", file: str = "") -> Capture:
    """Make the capture of a response; without id and file, of one that is only looked at."""
    return Capture(
        id=record_id,
        url=response.url,
        final_url=response.final_url,
        status=response.status,
        headers=response.headers,
        body=response.body,
        sha256=hashlib.sha256(response.body).hexdigest(),
        fetched_at=response.fetched_at.astimezone(UTC),
        file=file,
    )
