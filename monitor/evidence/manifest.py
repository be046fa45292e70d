"""Seals the archive round by round: each manifest names what was appended, and bears the digest of the one before.

Whoever alters, removes or adds to sealed bytes would have to make every later manifest anew; keeping the digest of one
of them elsewhere proves all that came before it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FOLDER = "manifests"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """Names bytes of one file: from `start` (inside) to `end` (not), with their SHA-256 in hexadecimal."""

    file: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Names a file that was deleted, and why: its bytes are no longer asked for."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Holds one link of the chain."""

    number: int
    """From 1, without gaps."""
    made_at: datetime
    """UTC."""
    previous: str | None
    """SHA-256 of the file of the manifest before; None for the first."""
    sealed: tuple[Sealed, ...]
    dropped: tuple[Dropped, ...] = ()


class BadManifestError(Exception):
    """Says which manifest cannot be read, and why."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}")
        self.file = file


def paths(folder: Path) -> list[Path]:
    """Give the files of all manifests below an archive, in their order."""
    return sorted((folder / FOLDER).glob("*.json"))


def read(path: Path) -> Manifest:
    """Read a manifest. Raises BadManifestError or OSError."""
    try:
        told = json.loads(path.read_bytes())
        return Manifest(
            number=int(told["number"]),
            made_at=datetime.fromisoformat(told["made_at"]),
            previous=told["previous"],
            sealed=tuple(Sealed(**one) for one in told["sealed"]),
            dropped=tuple(Dropped(**one) for one in told["dropped"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadManifestError(f"{FOLDER}/{path.name}", repr(error)) from error


def write(folder: Path, manifest: Manifest) -> Path:
    """Write a manifest for good: whole or not at all, and on the disk when this returns. Raises OSError."""
    path = folder / FOLDER / f"{manifest.number:08}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("wb") as opened:
        opened.write(json.dumps(_plain(manifest), ensure_ascii=False, indent=1).encode())
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(path)
    return path


def _plain(manifest: Manifest) -> Mapping[str, Any]:
    return {**asdict(manifest), "made_at": manifest.made_at.astimezone(UTC).isoformat()}


def digest_of_file(path: Path) -> str:
    """Give the SHA-256 of a whole file."""
    return digest_of_span(path, 0, path.stat().st_size)


def digest_of_span(path: Path, start: int, end: int) -> str:
    """Give the SHA-256 of some bytes of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        opened.seek(start)
        while start < end and (block := opened.read(min(_BLOCK, end - start))):
            digest.update(block)
            start += len(block)
    return digest.hexdigest()


def lengths(manifests: Sequence[Manifest]) -> dict[str, int]:
    """Give how much of every file is sealed; of a dropped one, nothing more is known."""
    known: dict[str, int] = {}
    for manifest in manifests:
        known.update({one.file: one.end for one in manifest.sealed})
        for gone in manifest.dropped:
            known.pop(gone.file, None)
    return known


def spans(manifests: Sequence[Manifest]) -> Iterator[Sealed]:
    """Give all that was sealed and not dropped since."""
    dropped = {gone.file for manifest in manifests for gone in manifest.dropped}
    yield from (one for manifest in manifests for one in manifest.sealed if one.file not in dropped)
