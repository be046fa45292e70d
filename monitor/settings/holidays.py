"""Says for which years the official holidays (国务院办公厅放假安排) are known."""

from __future__ import annotations

import chinese_calendar

HOLIDAY_YEARS = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)
"""Years that chinesecalendar covers whole; beyond them only weekends are known."""
