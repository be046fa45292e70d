"""Reads .rar and .7z archives through libarchive's `bsdtar`, a separate program."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.archive import Member, read_members
from monitor.documents.office.package import decoded_name

_SECONDS = 30.0
_MEMBERS = 500
_CHUNK = 1 << 16


def read_packed(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read the report in an archive; raise ReadError `reader_missing` where bsdtar is not installed."""
    program = shutil.which("bsdtar")
    if program is None:
        raise ReadError("reader_missing", "bsdtar (Debian package libarchive-tools)")
    with tempfile.TemporaryDirectory(prefix="archive-") as folder:
        archive = Path(folder) / "in"
        archive.write_bytes(body)
        opened = _Archive(program, archive, limits)
        return read_members([Member(name, opened.read) for name in opened.names], sha256, limits)


class _Archive:
    """Lists and unpacks an archive: to memory, never to names that the archive chooses."""

    def __init__(self, program: str, path: Path, limits: Limits) -> None:
        self._program = program
        self._path = path
        self._left = limits.expanded_bytes
        raw = self._run(["-tf", str(path)], 1 << 20).split(b"\n")
        listed = {decoded_name(name): name for name in raw if name and not name.endswith(b"/")}
        self._raw: Mapping[str, bytes] = listed
        self.names: Sequence[str] = tuple(listed)[:_MEMBERS]

    def read(self, name: str) -> bytes:
        """Give a file; every byte counts against the limit of the whole archive."""
        body = self._run(["-xOf", str(self._path), "--", _literal(self._raw[name])], self._left)
        self._left -= len(body)
        return body

    def _run(self, arguments: Sequence[str | bytes], most: int) -> bytes:
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(  # noqa: S603 - a fixed program, a path of ours
                [self._program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            )
            with process:
                body = _bounded(process, most)
            errors.seek(0)
            if process.returncode:
                raise _refused(errors.read(2000).decode("utf-8", "replace"))
        return body


def _bounded(process: subprocess.Popen[bytes], most: int) -> bytes:
    parts: list[bytes] = []
    left = most
    while process.stdout is not None and (part := process.stdout.read(_CHUNK)):
        parts.append(part)
        left -= len(part)
        if left < 0:
            process.kill()
            raise ReadError("too_large", "expanded")
    process.wait(_SECONDS)
    return b"".join(parts)


def _literal(name: bytes) -> bytes:
    """Give a name as bsdtar's pattern for itself alone."""
    return b"".join(b"\\" + bytes([c]) if c in b"*?[]\\" else bytes([c]) for c in name)


def _refused(message: str) -> ReadError:
    encrypted = "passphrase" in message.lower() or "encrypt" in message.lower()
    return ReadError("encrypted" if encrypted else "damaged", message[:200])
