"""Reads what `--context` says of the rest of a Subject; what does not fit is refused with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from monitor.app.cli.trouble import TroubleError
from monitor.rules import Presence, Watch
from monitor.settings import DueDay, Kind

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_A_YEAR = 2023
"""One without 29 February: a deadline comes every year."""


@dataclass(frozen=True, slots=True)
class Context:
    """Holds the parts of a Subject that no document shows; None or empty where nothing is said."""

    now: datetime | None = None
    watch: Watch | None = None
    deadlines: Mapping[Kind, DueDay] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one value, and names what it should be."""

    expected: str
    read: Callable[[Any], Any]


def read_context(file: Path) -> Context:
    """Read a context from a JSON file. Raises TroubleError with file and place."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise TroubleError("context.unreadable", file=str(file), detail=error.strerror or "") from error
    except ValueError as error:
        raise TroubleError("context.not_json", file=str(file), detail=str(error)) from error
    try:
        return _context(data)
    except _WrongError as wrong:
        raise TroubleError(wrong.key, file=str(file), **wrong.facts) from wrong


class _WrongError(Exception):
    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


def _context(data: Any) -> Context:
    parts = _object(data, "", frozenset({"now", "watch", "deadlines"}))
    now = _value(parts["now"], "/now", _INSTANT) if "now" in parts else None
    watch = Watch(**_fields(parts["watch"], "/watch", _WATCH)) if "watch" in parts else None
    return Context(now, watch, _deadlines(parts.get("deadlines", {})))


def _deadlines(data: Any) -> dict[Kind, DueDay]:
    given = _object(data, "/deadlines", frozenset(Kind))
    return {Kind(kind): _due_day(value, f"/deadlines/{kind}") for kind, value in given.items()}


def _due_day(data: Any, where: str) -> DueDay:
    values = _fields(data, where, _DUE_DAY)
    if "date" not in values:
        raise _WrongError("context.missing", where=where, name="date")
    day: date = values["date"]
    return DueDay(day.month, day.day, binding=values.get("binding", True))


def _fields(data: Any, where: str, readers: Mapping[str, _Reader]) -> dict[str, Any]:
    given = _object(data, where, frozenset(readers))
    return {name: _value(value, f"{where}/{name}", readers[name]) for name, value in given.items()}


def _object(data: Any, where: str, known: frozenset[str]) -> dict[str, Any]:
    names = ", ".join(sorted(known))
    if not isinstance(data, dict):
        raise _WrongError("context.not_an_object", where=where or "/", known=names)
    if unknown := sorted(set(data) - known):
        raise _WrongError("context.unknown", where=where or "/", name=unknown[0], known=names)
    return data


def _value(value: Any, where: str, reader: _Reader) -> Any:
    try:
        return reader.read(value)
    except (TypeError, ValueError, AttributeError) as error:
        shown = json.dumps(value, ensure_ascii=False)
        raise _WrongError("context.bad", where=where, value=shown, expected=reader.expected) from error


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("no time zone")
    return at.astimezone(UTC)


def _month_day(value: Any) -> date:
    found = _MONTH_DAY.fullmatch(value)
    if found is None:
        raise ValueError(value)
    return date(_A_YEAR, int(found[1]), int(found[2]))


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_string(each) for each in value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _or_null(reader: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else reader(value)


_INSTANT_FORM = "2026-02-01T00:00:00+08:00"
_INSTANT = _Reader(_INSTANT_FORM, _instant)
_WATCH: Mapping[str, _Reader] = {
    "presence": _Reader("|".join(Presence), Presence),
    "first_seen": _Reader(f"{_INSTANT_FORM}|null", _or_null(_instant)),
    "absent_at": _Reader(f"{_INSTANT_FORM}|null", _or_null(_instant)),
    "captures": _Reader('["…"]', _strings),
    "trouble": _Reader('"…"|null', _or_null(_string)),
    "listing": _Reader('"…"|null', _or_null(_string)),
}
_DUE_DAY: Mapping[str, _Reader] = {
    "date": _Reader("MM-DD", _month_day),
    "binding": _Reader("true|false", _truth),
}
