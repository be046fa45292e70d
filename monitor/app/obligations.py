"""Knows what is owed: one report for each agency and year, due on a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from monitor.calendar import due_on, local_date, report_year_at
from monitor.settings import Agency, Settings


@dataclass(frozen=True, slots=True)
class Obligation:
    """Says that an agency owes the report of a year by a day (24:00 Asia/Shanghai)."""

    agency: Agency
    year: int
    due: date


def obligations(settings: Settings, now: datetime) -> Iterator[Obligation]:
    """Give what is watched at an instant (UTC): the report of last year, of every agency that existed in it."""
    year = report_year_at(local_date(now))
    owed = (owed_by(agency, year, settings) for agency in settings.agencies)
    return (obligation for obligation in owed if obligation is not None)


def owed_by(agency: Agency, year: int, settings: Settings) -> Obligation | None:
    """Give what an agency owes for a year, or None."""
    due = due_on(agency.kind, year, settings.deadlines)
    return Obligation(agency, year, due) if _owes(agency, year, due) else None


def _owes(agency: Agency, year: int, due: date) -> bool:
    """Tell whether there was a year to report on, and the agency still there when the report was due."""
    begun = agency.valid_from is None or agency.valid_from.year <= year
    return begun and (agency.valid_to is None or due <= agency.valid_to)
