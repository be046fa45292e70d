"""Reads what `--context` says of the rest of a Subject; what does not fit is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from monitor.app.cli.check.values import (
    DAY,
    INSTANT,
    MONTH_DAY,
    STRING,
    STRINGS,
    TRUTH,
    WHOLE,
    Value,
    WrongError,
    fields_of,
    list_of,
    object_of,
    one_of,
    value_of,
)
from monitor.app.cli.trouble import TroubleError
from monitor.rules import Attachment, AttachmentFault, LostReport, Missing, Presence, Watch
from monitor.settings import Agency, DueDay, Kind, Level, Scope


@dataclass(frozen=True, slots=True)
class Named:
    """Names another report by its file; None where it is known that there is none."""

    source: Path | None
    agency: str = ""
    seen_at: datetime | None = None
    capture: str = ""
    parent: str = ""
    """The agency above it."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Names the file that stands for what a page links, by the address that the page has for it."""

    url: str
    source: Path


@dataclass(frozen=True, slots=True)
class Context:
    """Holds the parts of a Subject that no document shows; None or empty where nothing is said."""

    now: datetime | None = None
    watch: Watch | None = None
    deadlines: Mapping[Kind, DueDay] = field(default_factory=dict)
    agency: Agency | None = None
    previous: tuple[Named, ...] = ()
    """Reports of earlier years."""
    children: tuple[Named, ...] = ()
    before: Named | None = None
    """The report as it was before it was changed."""
    others: tuple[Named, ...] | None = None
    """The year's reports of other agencies; None where nobody looked for them."""
    attached: tuple[Linked, ...] = ()
    """What came with the page."""


def read_context(file: Path) -> Context:
    """Read a context from a JSON file; it names other files from its own folder. Raises TroubleError with the place."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise TroubleError("context.unreadable", file=str(file), detail=error.strerror or "") from error
    except ValueError as error:
        raise TroubleError("context.not_json", file=str(file), detail=str(error)) from error
    try:
        return _context(data, file.parent)
    except WrongError as wrong:
        raise TroubleError(wrong.key, file=str(file), **wrong.facts) from wrong


def _context(data: Any, folder: Path) -> Context:
    readers: dict[str, Callable[[Any], Any]] = {
        "now": lambda value: value_of(value, "/now", INSTANT),
        "watch": _watch,
        "deadlines": _deadlines,
        "agency": _agency,
        "previous": lambda value: list_of(value, "/previous", partial(_named, folder)),
        "children": lambda value: list_of(value, "/children", partial(_named, folder)),
        "before": lambda value: _named(folder, value, "/before"),
        "others": lambda value: list_of(value, "/others", partial(_named, folder)),
        "attached": lambda value: list_of(value, "/attached", partial(_linked, folder)),
    }
    parts = object_of(data, "", frozenset(readers))
    return Context(**{name: readers[name](value) for name, value in parts.items()})


def _deadlines(data: Any) -> dict[Kind, DueDay]:
    given = object_of(data, "/deadlines", frozenset(Kind))
    return {Kind(kind): _due_day(value, f"/deadlines/{kind}") for kind, value in given.items()}


def _due_day(data: Any, where: str) -> DueDay:
    values = fields_of(data, where, {"date": MONTH_DAY, "binding": TRUTH}, "date")
    day: date = values["date"]
    return DueDay(day.month, day.day, binding=values.get("binding", True))


def _agency(data: Any) -> Agency:
    known = fields_of(data, "/agency", _AGENCY, "name", "kind")
    return Agency(id=known["name"], **known)


def _named(folder: Path, data: Any, where: str) -> Named:
    known = fields_of(data, where, _NAMED, "source")
    source = known.pop("source")
    return Named(folder / source if source is not None else None, **known)


def _linked(folder: Path, data: Any, where: str) -> Linked:
    known = fields_of(data, where, _LINKED, *_LINKED)
    return Linked(known["url"], folder / known["source"])


def _watch(data: Any) -> Watch:
    given = object_of(data, "/watch", frozenset({*_WATCH, "missing", "attachments", "lost"}))
    parts: dict[str, Any] = fields_of({k: v for k, v in given.items() if k in _WATCH}, "/watch", _WATCH)
    if "missing" in given:
        parts["missing"] = _missing(given["missing"], "/watch/missing")
    if "attachments" in given:
        parts["attachments"] = list_of(given["attachments"], "/watch/attachments", _attachment)
    if "lost" in given:
        parts["lost"] = list_of(given["lost"], "/watch/lost", _lost)
    return Watch(**parts)


def _missing(data: Any, where: str) -> Missing:
    return Missing(**fields_of(data, where, _MISSING, "since", "until", "rounds"))


def _attachment(data: Any, where: str) -> Attachment:
    return Attachment(**fields_of(data, where, _ATTACHMENT, "url"))


def _lost(data: Any, where: str) -> LostReport:
    known = object_of(data, where, frozenset({"year", "url", "missing"}))
    plain = fields_of({k: v for k, v in known.items() if k != "missing"}, where, {"year": WHOLE, "url": STRING}, "year")
    return LostReport(plain["year"], plain.get("url", ""), _missing(known.get("missing"), f"{where}/missing"))


_WATCH: Mapping[str, Value] = {
    "presence": one_of(Presence),
    "first_seen": INSTANT.or_null(),
    "absent_at": INSTANT.or_null(),
    "captures": STRINGS,
    "absent_captures": STRINGS,
    "trouble": STRING.or_null(),
    "listing": STRING.or_null(),
    "undated": TRUTH,
    "listed_on": DAY.or_null(),
}
_MISSING: Mapping[str, Value] = {"since": INSTANT, "until": INSTANT, "rounds": WHOLE, "captures": STRINGS}
_ATTACHMENT: Mapping[str, Value] = {
    "url": STRING,
    "name": STRING,
    "fault": one_of(AttachmentFault).or_null(),
    "declared": STRING,
    "found": STRING,
    "doubtful": TRUTH,
    "captures": STRINGS,
}
_AGENCY: Mapping[str, Value] = {
    "name": STRING,
    "aliases": STRINGS,
    "kind": one_of(Kind),
    "level": one_of(Level).or_null(),
    "represents": STRING.or_null(),
    "parent": STRING.or_null(),
    "scope": one_of(Scope).or_null(),
    "region": STRING.or_null(),
}
_LINKED: Mapping[str, Value] = {"url": STRING, "source": STRING}
_NAMED: Mapping[str, Value] = {
    "source": STRING.or_null(),
    "agency": STRING,
    "seen_at": INSTANT,
    "capture": STRING,
    "parent": STRING,
}
