"""Decides when a listing is visited: evenly over the day, often around its deadline, soon after a failure. Pure."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from monitor.calendar import local_date
from monitor.settings import TIME_ZONE, Schedule

_RETRY = timedelta(hours=1)
_EPOCH = datetime(2019, 5, 15, tzinfo=UTC)
"""Any fixed instant serves as the beginning of all turns."""
_PARTS = 2**32


def is_near(schedule: Schedule, due: date, now: datetime) -> bool:
    """Tell whether a deadline is so near, before or behind, that its listings are visited often."""
    return abs((due - local_date(now)).days) <= schedule.near_deadline_days


def next_visit(schedule: Schedule, agency: str, due: date, now: datetime, *, unread: bool) -> datetime:
    """Give the instant (UTC) of the next visit.

    Each agency has its own place in the interval, which follows from its id: so a thousand listings are spread over it
    and stay so. What could not be read is tried again within the hour.
    """
    hours = schedule.visit_hours_near_deadline if is_near(schedule, due, now) else schedule.visit_hours
    interval = timedelta(hours=hours)
    if unread and interval > _RETRY:
        interval = _RETRY
    turn = _EPOCH + interval * _share(agency)
    return turn + interval * (1 + (now - turn) // interval)


def _share(agency: str) -> float:
    """Give where in an interval an agency has its turn, from 0 (inside) to 1 (not)."""
    return int.from_bytes(hashlib.sha256(agency.encode()).digest()[:4]) / _PARTS


def may_visit(schedule: Schedule, now: datetime, *, near: bool) -> bool:
    """Tell whether portals may be visited at an instant: in the office's hours, around a deadline at any."""
    begin, end = schedule.visit_from, schedule.visit_until
    if near or begin is None or end is None:
        return True
    clock = now.astimezone(TIME_ZONE).time()
    return begin <= clock < end if begin <= end else clock >= begin or clock < end
