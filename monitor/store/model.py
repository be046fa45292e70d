"""Defines the records that the store takes and gives where no step has one of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from monitor.evidence import Earlier
from monitor.fetch import Request
from monitor.portals import Link
from monitor.portals import ListingState as Shown
from monitor.rules import LostReport, Missing, Presence, Watch


class StoreError(Exception):
    """Says why a database cannot be used, and what to do."""


class ListingState(StrEnum):
    """Says what the latest visit of a listing showed against the one before."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Missed:
    """Says since when the report of a year, once seen, was looked for in vain: on the listing, at every address."""

    year: int
    url: str
    """Where it was seen last."""
    since: datetime
    """UTC instant of the first round that did not find it."""
    until: datetime
    """UTC instant of the latest one."""
    rounds: int
    first: tuple[str, ...] = ()
    """Ids of the captures that prove it, of the first round."""
    latest: tuple[str, ...] = ()
    """Those of the latest round."""

    def as_missing(self) -> Missing:
        """Give what the rules may know of it."""
        return Missing(self.since, self.until, self.rounds, tuple(dict.fromkeys((*self.first, *self.latest))))


@dataclass(frozen=True, slots=True)
class Watched:
    """Holds the watch over one agency's listing for one year; every instant is UTC."""

    agency: str
    year: int
    url: str | None = None
    last_status: int | None = None
    state: ListingState = ListingState.NEW
    digest: str | None = None
    """SHA-256 of the listing as last captured."""
    visited_at: datetime | None = None
    next_due_at: datetime | None = None
    """When it is to be visited again; None = never."""
    presence: Presence = Presence.UNKNOWN
    first_seen: datetime | None = None
    absent_at: datetime | None = None
    failures: int = 0
    """Visits in a row that failed."""
    trouble: str | None = None
    captures: tuple[str, ...] = ()
    absent_captures: tuple[str, ...] = ()
    """Ids of the captures behind `absent_at`, kept when the report has come."""
    missing: tuple[Missed, ...] = ()
    """Reports of this year and of earlier ones that were seen once and are not found any more."""
    looked_through_at: datetime | None = None
    """When the listing was looked through for the reports of earlier years."""

    def missed(self, year: int) -> Missed | None:
        """Give since when the report of a year is missed; None where it is not."""
        return next((m for m in self.missing if m.year == year), None)

    def as_watch(self) -> Watch:
        """Give what the rules may know of it."""
        missed = self.missed(self.year)
        return Watch(
            presence=self.presence,
            first_seen=self.first_seen,
            absent_at=self.absent_at,
            captures=self.captures,
            absent_captures=self.absent_captures,
            trouble=self.trouble,
            listing=self.url,
            missing=missed.as_missing() if missed else None,
            lost=tuple(LostReport(m.year, m.url, m.as_missing()) for m in self.missing if m.year != self.year),
        )


@dataclass(frozen=True, slots=True)
class WalkedPage:
    """Holds one page of a listing as it was last read: how to ask for it again, and the record that shows it."""

    request: Request
    """With the validators that came with the page."""
    earlier: Earlier
    """The record that a 304 leaves standing."""
    original: Earlier
    """The record that holds the bytes."""
    sha256: str
    content_type: str | None


@dataclass(frozen=True, slots=True)
class Walked:
    """Holds what a listing was last read to say: while its pages and all else that this rests on stay, so does it."""

    agency: str
    year: int
    basis: str
    """Digest of what it rests on beside the pages."""
    pages: tuple[WalkedPage, ...]
    """In the order in which they were asked for."""
    state: Shown
    reason: str | None = None
    """Why nothing is proved."""
    reports: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Points to an archived response; the body stays in the archive."""

    id: str
    url: str
    final_url: str
    sha256: str
    fetched_at: datetime
    status: int
    file: str
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """Give the first header of this name, case-insensitively, or None."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class StoredSighting:
    """Holds one report link that a listing showed, from the first to the last time."""

    agency: str
    year: int
    url: str
    title: str
    date: date | None
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredReading:
    """Holds one immutable reading: the report and its cells, with the versions that made it."""

    sha256: str
    reader: str
    edition: str
    report: Mapping[str, Any]
    cells: Mapping[str, Any]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Examination:
    """Names one run of the rule book over one obligation, with the versions that made it."""

    agency: str
    year: int
    at: datetime
    rules: str
    sha256: str | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """Holds a letter with the course of its delivery; `state` is a word of the outbox."""

    id: str
    agency: str | None
    year: int | None
    thread: str
    reasons: tuple[str, ...]
    cases: tuple[str, ...]
    recipients: tuple[str, ...]
    copies: tuple[str, ...]
    subject: str
    text: str
    html: str
    written_at: datetime
    state: str
    due_at: datetime | None = None
    released_at: datetime | None = None
    released_by: str | None = None
    claimed_by: str | None = None
    claim_expires_at: datetime | None = None
    attempts: int = 0
    first_attempt_at: datetime | None = None
    next_attempt_at: datetime | None = None
    last_error: str | None = None
    delivered: tuple[str, ...] = ()
    """Addresses that accepted it while others were put off."""
    message_id: str | None = None
    sent_at: datetime | None = None
    refused_at: datetime | None = None
    superseded_at: datetime | None = None
    superseded_why: str | None = None


@dataclass(frozen=True, slots=True)
class LetterCourse:
    """Holds the course of a letter without its wording: enough to decide about the next one."""

    number: int
    id: str
    agency: str | None
    year: int | None
    reasons: tuple[str, ...]
    cases: tuple[str, ...]
    written_at: datetime
    state: str
    released_at: datetime | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Matter:
    """Holds one thing that the operator has to know."""

    code: str
    at: datetime
    agency: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    told_at: datetime | None = None
    number: int | None = None
    """Given by the database."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Says when a job of the daemon ran last and is due next."""

    job: str
    next_run_at: datetime
    last_run_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Names the one instance that works on a database."""

    owner: str
    acquired_at: datetime
    renewed_at: datetime
    expires_at: datetime
