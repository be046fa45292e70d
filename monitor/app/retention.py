"""Lets evidence go that nothing needs any more; of an open case nothing is ever dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from monitor.app.house import House
from monitor.cases import State
from monitor.store import Tx, Watched, captures, cases, listings

REASON = "older than storage.keep_days, needed by no open case, listing or report in force"
_DAY = re.compile(r"(\d{4})/(\d{2})/(\d{2})(?:-\d+)?\.warc\.gz")
_OPEN = tuple(state for state in State if state is not State.CLOSED)


def drop_old(house: House, now: datetime) -> tuple[str, ...]:
    """Drop the archive files of days before `storage.keep_days` that hold nothing needed; gives their names."""
    days = house.settings.storage.keep_days
    if days is None:
        return ()
    first_kept = (now.astimezone(UTC) - timedelta(days=days)).date()
    with house.store.begin() as tx:
        needed = needed_files(tx)
        old = [e.name for e in house.archive.files() if _is_before(e.name, first_kept) and e.name not in needed]
        # The index forgets first: a file without an index is waste, an index without its file would be a lie.
        captures.forget(tx, old)
    if old:
        house.archive.drop(old, REASON, now)
    return tuple(old)


def needed_files(tx: Tx) -> frozenset[str]:
    """Give the archive files that hold evidence of an open case, of a listing's state, or the latest of an address.

    A body is kept once, so the file of its first record is needed wherever the body is.
    """
    watched = {capture for watch in listings.every(tx) for capture in _proofs(watch)}
    return captures.files_of(tx, cases.proofs(tx, _OPEN) | watched) | captures.files_of_latest(tx)


def _proofs(watch: Watched) -> Iterator[str]:
    yield from (*watch.captures, *watch.absent_captures)
    for missed in watch.missing:
        yield from (*missed.first, *missed.latest)


def _is_before(name: str, day: date) -> bool:
    found = _DAY.fullmatch(name)
    return found is not None and date(*map(int, found.groups())) < day
