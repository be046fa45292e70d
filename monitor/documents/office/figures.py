"""Writes the values of spreadsheet cells as a reader sees them: 8, not 8.0; dates as dates; shares with their sign."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Built-in number formats of dates and times, the Chinese ones with them (ECMA-376 part 1, 18.8.30)."""
_PERCENTS = frozenset([9, 10])
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_SIGNS = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zones
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - as above
_DIGITS = 15
"""Significant digits that spreadsheets show: 0.1 + 0.2 is 0.3."""
_LAST_DAY = 2_958_466


def kind_of(number_format: int, code: str) -> str:
    """Tell `date`, `percent` or `number` from a number format's id and its code (empty for a built-in one)."""
    if number_format in _DATES:
        return "date"
    first = _LITERALS.sub("", code.partition(";")[0])
    if number_format in _PERCENTS or "%" in first:
        return "percent"
    return "date" if _DATE_SIGNS.search(first) and "general" not in first.lower() else "number"


def shown(text: str, kind: str = "number", *, from_1904: bool = False) -> str:
    """Write a stored number as its format's kind shows it; what is no number stays as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return text
    if kind == "date" and 0 <= value < _LAST_DAY:
        return _day(float(value), _EPOCH_1904 if from_1904 else _EPOCH)
    return f"{plain(value * 100)}%" if kind == "percent" else plain(value)


def plain(value: Decimal) -> str:
    """Write a number without exponent or needless zeros, in as many digits as spreadsheets show."""
    if value.adjusted() > _DIGITS * 2 or value.adjusted() < -_DIGITS * 2:
        return f"{value:.14E}"
    rounded = Decimal(f"{value:.{_DIGITS - 1}E}")
    whole = rounded == rounded.to_integral_value()
    return f"{rounded.to_integral_value() if whole else rounded.normalize():f}"


def _day(serial: float, epoch: datetime) -> str:
    instant = epoch + timedelta(seconds=round(serial * 86400))
    if not serial % 1:
        return instant.date().isoformat()
    return instant.strftime("%H:%M:%S") if serial < 1 else instant.isoformat(" ", "minutes")
