"""Holds the chain of manifests: adds a link for each round, and says what no longer fits it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from monitor.evidence.manifest import (
    FOLDER,
    BadManifestError,
    Dropped,
    Manifest,
    Sealed,
    digest_of_file,
    digest_of_span,
    lengths,
    paths,
    read,
    spans,
    write,
)
from monitor.evidence.members import Fault
from monitor.evidence.verification import BadRecord, Extent


class Chain:
    """Is the chain of an archive's folder; one process seals at a time (the daemon, or a command in its place)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._known: dict[str, int] | None = None

    def seal(self, extents: Sequence[Extent], now: datetime, dropped: Sequence[Dropped] = ()) -> Manifest | None:
        """Seal what was appended since the last manifest; None where nothing was. Raises OSError, BadManifestError."""
        with self._lock:
            known = self._lengths()
            new = tuple(_span(e, known.get(e.name, 0)) for e in extents if e.length > known.get(e.name, 0))
            if not new and not dropped:
                return None
            last = next(reversed(paths(self._folder)), None)
            number = int(last.stem) + 1 if last else 1
            manifest = Manifest(number, now, digest_of_file(last) if last else None, new, tuple(dropped))
            write(self._folder, manifest)
            known.update({one.file: one.end for one in new})
            return manifest

    def _lengths(self) -> dict[str, int]:
        if self._known is None:
            self._known = lengths([read(path) for path in paths(self._folder)])
        return self._known

    def faults(self) -> Iterator[BadRecord]:
        """Yield what of the chain, or of what it sealed, can no longer be believed. Raises OSError."""
        files = paths(self._folder)
        try:
            manifests = [read(path) for path in files]
        except BadManifestError as error:
            yield BadRecord(error.file, 0, Fault.UNREADABLE, str(error))
            return
        yield from _broken_links(files, manifests)
        for one in spans(manifests):
            yield from self._altered(one)

    def _altered(self, one: Sealed) -> Iterator[BadRecord]:
        path = self._folder / one.file
        if not path.is_file():
            yield BadRecord(one.file, one.start, Fault.MISSING, "a sealed file is gone")
        elif digest_of_span(path, one.start, one.end) != one.sha256:
            yield BadRecord(one.file, one.start, Fault.ALTERED, "sealed bytes are not what they were")


def _span(extent: Extent, start: int) -> Sealed:
    return Sealed(extent.name, start, extent.length, digest_of_span(extent.path, start, extent.length))


def _broken_links(files: Sequence[Path], manifests: Sequence[Manifest]) -> Iterator[BadRecord]:
    if manifests and (manifests[0].number != 1 or manifests[0].previous is not None):
        yield _link(files[0], "the chain does not begin here")
    for (before, _), (path, manifest) in pairwise(zip(files, manifests, strict=True)):
        if manifest.previous != digest_of_file(before) or manifest.number != int(before.stem) + 1:
            yield _link(path, f"it does not follow {before.name}")


def _link(path: Path, detail: str) -> BadRecord:
    return BadRecord(f"{FOLDER}/{path.name}", 0, Fault.CHAIN, detail)
