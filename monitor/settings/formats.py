"""Parses the small written forms of a configuration: dates, times of day, mail and web addresses."""

from __future__ import annotations

import re
from datetime import date, time
from urllib.parse import urlsplit

from jsonschema import FormatChecker

_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
_DATABASE = re.compile(r"(?:sqlite(?:\+pysqlite)?:///?|postgresql(?:\+psycopg)?://)\S*$")
# broad on purpose: a password with odd characters must not slip through a strict grammar
_PASSWORD = re.compile(r"postgresql\S*?://\S*:\S*@|\S*[?&]password=")
_COMMON_YEAR = 2001
"""A year without 29 February: a yearly deadline must exist in every year."""


def parse_date(text: str) -> date:
    """Parse a date as people and spreadsheets write it: 2026-01-31, 2026/1/31, 2026年1月31日. Raises ValueError."""
    year, month, day = _integers(_DATE, text)
    return date(year, month, day)


def parse_month_day(text: str) -> tuple[int, int]:
    """Parse a yearly day such as `01-31`. Raises ValueError for 02-29 and for days that no year has."""
    month, day = _integers(_MONTH_DAY, text)
    date(_COMMON_YEAR, month, day)
    return month, day


def parse_clock(text: str) -> time:
    """Parse a time of day such as `08:30`. Raises ValueError."""
    hour, minute = _integers(_CLOCK, text)
    return time(hour, minute)


def is_email(text: str) -> bool:
    """Tell whether this is one plain mail address (RFC 5321 dot-string in ASCII, a domain with a dot)."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None  # noqa: PLR2004 - RFC 5321 §4.5.3.1.3


def is_address(text: str) -> bool:
    """Tell whether this is an absolute web address without white space or a login."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return usable and "@" not in parts.netloc and not re.search(r"[\s\x00-\x1f\x7f\\<>\"]", text)


def is_database(text: str) -> bool:
    """Tell whether this is an address of SQLite or PostgreSQL for SQLAlchemy that carries no password."""
    return is_database_with_login(text) and not _PASSWORD.match(text)


def is_database_with_login(text: str) -> bool:
    """Tell whether this is an address of SQLite or PostgreSQL for SQLAlchemy."""
    return _DATABASE.match(text) is not None


def _integers(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return tuple(int(group) for group in match.groups())


FORMATS = FormatChecker(formats=())
"""Checks the `format` keywords of `schemas/config.schema.json`; the library's own checks are left out."""

FORMATS.checks("date", ValueError)(lambda v: not isinstance(v, str) or bool(parse_date(v)))
FORMATS.checks("month-day", ValueError)(lambda v: not isinstance(v, str) or bool(parse_month_day(v)))
FORMATS.checks("clock", ValueError)(lambda v: not isinstance(v, str) or parse_clock(v) is not None)
FORMATS.checks("email")(lambda v: not isinstance(v, str) or is_email(v))
FORMATS.checks("uri")(lambda v: not isinstance(v, str) or is_address(v))
FORMATS.checks("database")(lambda v: not isinstance(v, str) or is_database(v))
