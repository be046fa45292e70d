"""Computes when a report is due (条例 art. 49) and which year's reports a day is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from monitor.settings import TIME_ZONE, Deadlines, Kind


def due_on(kind: Kind, report_year: int, deadlines: Deadlines) -> date:
    """Give the last day on which the report of this year is in time: a day of the following year."""
    day = deadlines.by_kind[kind]
    return date(report_year + 1, day.month, day.day)


def due_at(kind: Kind, report_year: int, deadlines: Deadlines) -> datetime:
    """Give the instant (UTC) at which the deadline has passed: 24:00 Asia/Shanghai of the last day."""
    after = due_on(kind, report_year, deadlines) + timedelta(days=1)
    return datetime.combine(after, time(0), TIME_ZONE).astimezone(UTC)


def local_date(instant: datetime) -> date:
    """Give the day that an aware instant falls on in the zone of the office. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone")
    return instant.astimezone(TIME_ZONE).date()


def report_year_at(day: date) -> int:
    """Give the year whose reports are due or watched on this day: the calendar year before."""
    return day.year - 1
