"""Counts working days (工作日): official holidays and make-up days where known, weekends alone beyond."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

from monitor.settings.holidays import HOLIDAY_YEARS

_SATURDAY = 5


def knows(year: int) -> bool:
    """Tell whether the official holidays of this year are known; else weekends alone are days off."""
    return year in HOLIDAY_YEARS


def is_working_day(day: date) -> bool:
    """Tell whether offices work on this day: make-up Saturdays and Sundays (调休上班) count, holidays do not."""
    if not knows(day.year):
        return day.weekday() < _SATURDAY
    return bool(chinese_calendar.is_workday(day))


def add_working_days(day: date, n: int) -> date:
    """Give the n-th working day after this day, which itself does not count; n = 0 gives the day as it is.

    Raises ValueError for a negative n.
    """
    if n < 0:
        raise ValueError(f"{n} working days cannot be added")
    for _ in range(n):
        day = _next_working_day(day)
    return day


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
