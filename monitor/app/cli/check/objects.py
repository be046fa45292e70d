"""Writes the answers as JSON: one array, or one object a line; always UTF-8, Decimals digit for digit (RFC 8259)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import simplejson

from monitor.app.cli.check.work import Checked
from monitor.app.cli.session import Session


def write_lines(session: Session, answers: Iterable[Checked]) -> None:
    """Write one object a line, each as soon as it is there."""
    out = _bytes(session)
    for checked in answers:
        out.write(encoded(checked.answer) + b"\n")
        out.flush()


def write_array(session: Session, answers: Iterable[Checked]) -> None:
    """Write one array."""
    out = _bytes(session)
    opening = b"[\n"
    for checked in answers:
        out.write(opening + encoded(checked.answer))
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
