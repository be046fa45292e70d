"""Defines what the decision about letters may know: one situation an agency and year, and the office's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alerts.model import OperatorMatter, Reason
from monitor.cases import Case
from monitor.rules import Presence
from monitor.settings import Agency


@dataclass(frozen=True, slots=True)
class Situation:
    """Holds one obligation with its cases and what has been written about it: complete when made."""

    agency: Agency
    year: int
    """The report year; the report is due in the year after it."""
    due: date
    """Last day (24:00 Asia/Shanghai) on which the report is in time."""
    presence: Presence
    published_on: date | None = None
    absent_at: datetime | None = None
    """UTC instant of the latest proof of absence."""
    trouble: str | None = None
    """Code of why the listing could not be read to its end."""
    cases: tuple[Case, ...] = ()
    """Every case of the agency and year that is not closed."""
    unsent: frozenset[str] = frozenset()
    """Digests of the cases that a letter speaks of which is written, not superseded and not yet sent."""
    found_again: frozenset[str] = frozenset()
    """Digests of the cases that a new version of rules or readers found on an unchanged capture."""
    withdrawn: frozenset[str] = frozenset()
    """Digests of the cases that our own rules no longer uphold on an unchanged source: nobody hears of them."""
    restated: frozenset[str] = frozenset()
    """Digests of the cases whose figures changed since the unsent letter about them was written."""
    released: frozenset[Reason] = frozenset()
    """Reasons of the letters of this thread that were released or sent."""
    reminded_on: date | None = None
    """Local day of the latest reminder before the deadline that is not superseded, sent or held."""
    last_letter_on: date | None = None
    """Local day of the latest letter queued or sent to the agency, of any year; held ones do not count."""


@dataclass(frozen=True, slots=True)
class OfficeState:
    """Holds what has been told to the office itself, and what waits to be told."""

    last_digest_on: date | None = None
    """Local day of the latest daily mail to the office."""
    matters: tuple[OperatorMatter, ...] = ()
    """What the operator has not been told yet; the caller marks as told what a notice carries."""
    waiting: int = 0
    """Letters that wait for release."""
