"""Holds the files of a configuration, each read once, so that what is checked is what is digested."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.settings.problems import Problem, ProblemSeverity

_BROKEN_SHARE = 0.05
"""Share of damaged characters under which a text is a broken UTF-8 one, not one in GB18030."""


@dataclass(frozen=True, slots=True)
class Source:
    """Holds one file: its name as the operator knows it, and its bytes."""

    name: str
    data: bytes

    def error(self, key: str, line: int | None = None, where: str = "", **facts: Any) -> Problem:
        """Make an error at a line of this file."""
        return Problem(file=self.name, key=key, line=line, where=where, facts=facts)

    def warning(self, key: str, line: int | None = None, where: str = "", **facts: Any) -> Problem:
        """Make a warning at a line of this file."""
        severity = ProblemSeverity.WARNING
        return Problem(file=self.name, key=key, line=line, where=where, facts=facts, severity=severity)


def read_source(path: Path) -> Source | Problem:
    """Read a file, or say why not."""
    try:
        return Source(str(path), path.read_bytes())
    except FileNotFoundError:
        return Problem(str(path), "file_missing")
    except OSError as error:
        return Problem(str(path), "file_unreadable", facts={"reason": error.strerror or type(error).__name__})


def decode(source: Source) -> str | Problem:
    """Decode UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030 as Excel saves it; never with replacements.

    GB18030 accepts nearly any bytes, so a UTF-8 file with a few damaged ones is refused rather than misread.
    """
    data = source.data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(source, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            return source.error("bad_encoding", _line_at(data, error.start))
    return _strictly(source, "gb18030")


def digest(sources: Iterable[Source]) -> str:
    """Give the SHA-256 over the files, each led by its length so that no two sets of files coincide."""
    total = hashlib.sha256()
    for source in sources:
        total.update(len(source.data).to_bytes(8, "big"))
        total.update(source.data)
    return total.hexdigest()


def _strictly(source: Source, encoding: str) -> str | Problem:
    try:
        return source.data.decode(encoding)
    except UnicodeDecodeError as error:
        return source.error("bad_encoding", _line_at(source.data, error.start))


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    foreign = [c for c in text if c > "\x7f"]
    return foreign.count("\ufffd") < _BROKEN_SHARE * len(foreign)


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
