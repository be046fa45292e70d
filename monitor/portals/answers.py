"""Reads the JSON in which script-drawn listings keep their rows: whole answers, and values inside scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.portals.anchors import Resolver
from monitor.portals.model import Link
from monitor.portals.page import Page
from monitor.portals.text import fold, only_date

_DECODER = json.JSONDecoder()
_ZONE = ZoneInfo("Asia/Shanghai")
_JSONP = re.compile(r"^[\w.$]+\s*\(")
_MILLISECONDS = 10**11
"""A count of seconds stays below it until the year 5138."""
_MARKUP = re.compile(r"<[^<>]*>")

Names = tuple[str, ...]


def answer(page: Page) -> Any:
    """Give the value of a page that is one JSON answer (or JSONP); None where it is anything else."""
    text = page.text.strip().removeprefix("\ufeff")
    wrapped = _JSONP.match(text)
    return value_at(text, wrapped.end() if wrapped else 0) if wrapped or text[:1] in {"{", "["} else None


def value_after(page: Page, before: re.Pattern[str]) -> Any:
    """Give the JSON value that stands in a script right behind a pattern, or None."""
    match = before.search(page.text)
    return value_at(page.text, match.end()) if match else None


def value_at(text: str, position: int) -> Any:
    """Read the JSON value that begins at a position, or None."""
    try:
        return _DECODER.raw_decode(text, position)[0]
    except (ValueError, RecursionError):
        return None


def inside(value: Any, *keys: str) -> Any:
    """Go down a value key by key; None where a key is not there."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def whole(value: Any) -> int | None:
    """Take a number that may be written as text; None for anything else."""
    if isinstance(value, str) and value.strip().isdigit():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def links_of(records: Any, page: Page, titles: Names, urls: Names, dates: Names) -> tuple[Link, ...]:
    """Give the rows of a list of records: of each the first title, address and date that it has under these names."""
    return tuple(_links(records, Resolver(page.base), titles, urls, dates)) if isinstance(records, list) else ()


def _links(records: Iterable[Any], resolve: Resolver, titles: Names, urls: Names, dates: Names) -> Iterator[Link]:
    for record in records:
        title = fold(_MARKUP.sub("", str(_first(record, titles) or "")))
        address = _first(record, urls)
        url = resolve(address) if isinstance(address, str) and address else None
        if title and url:
            yield Link(url, title, day_of(_first(record, dates)))


def _first(record: Any, names: Names) -> Any:
    return next((found for name in names if (found := inside(record, *name.split("."))) not in (None, "")), None)


def day_of(value: Any) -> date | None:
    """Give the day of a date in words, or of an instant in seconds or milliseconds since 1970."""
    number = whole(value)
    if number is None:
        return only_date(str(value)) if value is not None else None
    try:
        return datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS else number, _ZONE).date()
    except (ValueError, OverflowError, OSError):
        return None
