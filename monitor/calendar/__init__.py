"""Knows statutory dates, working days and the office's time zone; pure."""

from monitor.calendar.due import due_at, due_on, local_date, report_year_at
from monitor.calendar.working_days import add_working_days, is_working_day, knows

__all__ = [
    "add_working_days",
    "due_at",
    "due_on",
    "is_working_day",
    "knows",
    "local_date",
    "report_year_at",
]
