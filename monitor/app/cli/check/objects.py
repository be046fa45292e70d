"""Writes the answers as JSON: one array, or one object a line; always UTF-8, Decimals digit for digit (RFC 8259)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

import simplejson

from monitor.app import examine
from monitor.app.cli.check.work import Task, unread
from monitor.app.cli.session import Session
from monitor.app.examine import Examined
from monitor.settings import Severity


@dataclass(frozen=True, slots=True)
class Encoded:
    """Holds the answer for one source as the JSON that is printed."""

    source: str
    line: bytes
    """The object of the contract (tests/conformance/README.md), on one line."""
    has_violation: bool
    unread: Mapping[str, str] | None


def encode(task: Task, examined: Examined) -> Encoded:
    """Give the answer for one source as JSON."""
    answer = examine.as_json(task.source, examined, task.language)
    for finding in answer["findings"]:
        finding["evidence"]["sha256"] = finding["evidence"]["sha256"] or None
    violation = any(f.severity is Severity.VIOLATION for f in examined.judgement.findings)
    return Encoded(task.source, encoded(answer), violation, unread(examined))


def write_lines(session: Session, answers: Iterable[Encoded]) -> None:
    """Write one object a line, each as soon as it is there."""
    out = _bytes(session)
    for answer in answers:
        out.write(answer.line + b"\n")
        out.flush()


def write_array(session: Session, answers: Iterable[Encoded]) -> None:
    """Write one array."""
    out = _bytes(session)
    opening = b"[\n"
    for answer in answers:
        out.write(opening + answer.line)
        opening = b",\n"
    out.write(b"\n]\n")
    out.flush()


def encoded(value: Any) -> bytes:
    """Give a value as JSON on one line; what UTF-8 cannot hold (half a surrogate pair) is escaped."""
    text: str = simplejson.dumps(value, use_decimal=True, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")


def print_json(session: Session, value: Any) -> None:
    """Print a value as JSON for people and programs: indented."""
    text: str = simplejson.dumps(value, use_decimal=True, ensure_ascii=False, allow_nan=False, indent=2)
    out = _bytes(session)
    out.write(text.encode("utf-8", "backslashreplace") + b"\n")
    out.flush()


def _bytes(session: Session) -> IO[bytes]:
    file: Any = session.out.file
    file.flush()
    stream: IO[bytes] = file.buffer
    return stream
