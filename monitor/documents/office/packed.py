"""Reads .rar and .7z archives through libarchive's `bsdtar`, a separate program.

It turns the archive into a tar stream, which is read as it comes: nothing is written under names that the archive
chooses, and what it holds is counted before it is kept. Tried on 7z; no program here writes .rar.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.archive import Member, read_members
from monitor.documents.office.package import decoded_name

_MEMBERS = 500
_MESSAGE = 2000


def read_packed(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read the report in an archive; raise ReadError `reader_missing` where bsdtar is not installed."""
    program = shutil.which("bsdtar")
    if program is None:
        raise ReadError("reader_missing", "bsdtar (Debian package libarchive-tools)")
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        archive = Path(folder) / "in"
        archive.write_bytes(body)
        bodies = _unpacked(program, archive, limits)
    return read_members([Member(name, bodies.__getitem__) for name in bodies], sha256, limits)


def _unpacked(program: str, archive: Path, limits: Limits) -> dict[str, bytes]:
    command = [program, "-cf", "-", "--format", "pax", f"@{archive}"]
    with subprocess.Popen(  # noqa: S603 - a fixed program, a path of ours
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        bodies = _read(process, limits)
    if bodies is None or process.returncode:
        raise _refused(program, archive, limits)
    return bodies


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _read(process: subprocess.Popen[bytes], limits: Limits) -> dict[str, bytes] | None:
    """Take what the stream holds; None for one that breaks off."""
    if process.stdout is None:
        return None
    try:
        bodies = dict(_files(process.stdout, limits.expanded_bytes))
    except tarfile.TarError:
        return None
    except ReadError:
        process.kill()
        raise
    process.wait(limits.seconds)
    return bodies


def _files(stream: IO[bytes], left: int) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for count, member in enumerate(archive):
            left -= member.size
            if left < 0 or count >= _MEMBERS:
                raise ReadError("too_large", "expanded")
            part = archive.extractfile(member) if member.isreg() and not member.issparse() else None
            if part is not None:
                yield decoded_name(member.name.encode("utf-8", "surrogateescape")), part.read()


def _refused(program: str, archive: Path, limits: Limits) -> ReadError:
    """Ask why by unpacking to nowhere: only then does the program say that a file in the archive is encrypted."""
    asked = subprocess.run(  # noqa: S603 - as above
        [program, "-xOf", str(archive)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_environment(),
        timeout=limits.seconds,
        check=False,
    )
    message = asked.stderr[:_MESSAGE].decode("utf-8", "replace").replace(f"{archive.parent}/", "")
    encrypted = "passphrase" in message.lower() or "encrypt" in message.lower()
    return ReadError("encrypted" if encrypted else "damaged", message[:200])
