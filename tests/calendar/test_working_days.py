from __future__ import annotations

from datetime import date

import pytest

from monitor.calendar import add_working_days, is_working_day, knows


@pytest.mark.parametrize(("year", "known"), [(2003, False), (2004, True), (2026, True), (2027, False)])
def test_the_holidays_of_some_years_are_known(year: int, known: bool) -> None:  # noqa: FBT001 - data
    assert knows(year) is known


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 9), True),  # the eve of Spring Festival was no holiday that year
        (date(2024, 2, 12), False),  # Monday within Spring Festival
        (date(2024, 2, 18), True),  # Sunday, made up for Spring Festival
        (date(2024, 3, 16), False),  # an ordinary Saturday
        (date(2024, 3, 18), True),  # an ordinary Monday
        (date(2027, 1, 1), True),  # Friday of a year that is not known yet: weekends alone
        (date(2027, 1, 2), False),
        (date(2003, 5, 1), True),  # Thursday before the known years
    ],
)
def test_offices_work_on_made_up_weekends_and_not_on_holidays(day: date, works: bool) -> None:  # noqa: FBT001 - data
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        (date(2024, 3, 15), 1, date(2024, 3, 18)),
        (date(2024, 3, 16), 1, date(2024, 3, 18)),
        (date(2024, 3, 11), 5, date(2024, 3, 18)),
        (date(2024, 2, 9), 1, date(2024, 2, 18)),
        (date(2024, 3, 16), 0, date(2024, 3, 16)),
        (date(2026, 12, 31), 2, date(2027, 1, 4)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: date, n: int, then: date) -> None:
    assert add_working_days(day, n) == then


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        add_working_days(date(2026, 1, 1), -1)
