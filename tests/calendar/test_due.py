from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.calendar import due_at, due_on, local_date, report_year_at
from monitor.settings import Deadlines, DueDay, Kind

LAW = Deadlines()


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kind.DEPARTMENT, date(2027, 1, 31)),
        (Kind.GOVERNMENT, date(2027, 3, 31)),
        (Kind.TOWNSHIP, date(2027, 1, 31)),
        (Kind.SUBDISTRICT, date(2027, 1, 31)),
        (Kind.OTHER, date(2027, 1, 31)),
    ],
)
def test_the_report_of_a_year_is_due_in_the_next(kind: Kind, due: date) -> None:
    assert due_on(kind, 2026, LAW) == due


def test_the_office_may_set_a_day_of_its_own() -> None:
    own = Deadlines({Kind.TOWNSHIP: DueDay(1, 20)})

    assert due_on(Kind.TOWNSHIP, 2026, own) == date(2027, 1, 20)


def test_a_deadline_ends_at_midnight_in_shanghai_told_in_utc() -> None:
    due = due_at(Kind.DEPARTMENT, 2025, LAW)

    assert due == datetime(2026, 1, 31, 16, tzinfo=UTC)
    assert due.tzinfo is UTC


def test_the_last_minute_is_in_time_and_the_next_is_the_day_after() -> None:
    due = due_at(Kind.GOVERNMENT, 2025, LAW)

    assert local_date(due - timedelta(minutes=1)) == date(2026, 3, 31)
    assert local_date(due) == date(2026, 4, 1)


def test_an_instant_without_zone_has_no_local_date() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        local_date(datetime(2026, 1, 31))  # noqa: DTZ001 - the very mistake


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31)])
def test_all_through_a_year_the_reports_of_the_year_before_are_watched(day: date) -> None:
    assert report_year_at(day) == 2025
