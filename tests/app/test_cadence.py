"""Listings are visited evenly over the day, often around their deadline, soon after a failure, in given hours."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from monitor.app.cadence import is_near, may_visit, next_visit
from monitor.settings import Schedule

DUE = date(2026, 1, 31)
SUMMER = datetime(2025, 7, 1, 3, 17, tzinfo=UTC)
EVE = datetime(2026, 1, 30, 3, 17, tzinfo=UTC)
NIGHTLY = Schedule(visit_from=time(20), visit_until=time(7))


def test_a_thousand_listings_are_spread_over_the_day() -> None:
    hours = Counter(next_visit(Schedule(), f"a{n}", DUE, SUMMER, unread=False).hour for n in range(1000))
    assert len(hours) == 24
    assert max(hours.values()) < 80


def test_an_agency_keeps_its_turn_however_late_a_visit_was() -> None:
    first = next_visit(Schedule(), "water", DUE, SUMMER, unread=False)
    for late in (timedelta(0), timedelta(hours=5), timedelta(hours=23, minutes=59)):
        assert next_visit(Schedule(), "water", DUE, first + late, unread=False) == first + timedelta(days=1)


@pytest.mark.parametrize("now", [EVE, EVE - timedelta(days=2), EVE + timedelta(days=3)])
def test_around_the_deadline_a_listing_is_visited_every_hour(now: datetime) -> None:
    assert timedelta(0) < next_visit(Schedule(), "water", DUE, now, unread=False) - now <= timedelta(hours=1)
    assert is_near(Schedule(), DUE, now)


def test_what_could_not_be_read_is_tried_again_within_the_hour() -> None:
    assert next_visit(Schedule(), "water", DUE, SUMMER, unread=True) - SUMMER <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("hour", "allowed"), [(19, False), (20, True), (23, True), (0, True), (6, True), (7, False), (12, False)]
)
def test_portals_are_visited_in_the_office_s_hours(hour: int, *, allowed: bool) -> None:
    now = datetime(2025, 7, 1, (hour - 8) % 24, 30, tzinfo=UTC)
    assert may_visit(NIGHTLY, now, near=False) is allowed
    assert may_visit(NIGHTLY, now, near=True)
    assert may_visit(Schedule(), now, near=False)


def test_hours_of_one_day_need_no_midnight() -> None:
    daily = Schedule(visit_from=time(9), visit_until=time(17))
    assert [may_visit(daily, datetime(2025, 7, 1, h - 8, tzinfo=UTC), near=False) for h in (8, 9, 16, 17)] == [
        False,
        True,
        True,
        False,
    ]
