"""Defines a case: one gap of one agency for one year, and what happened to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from monitor.settings import Severity


class State(StrEnum):
    """Closes the list of states."""

    OPEN = "open"
    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    WAIVED = "waived"
    CORRECTED = "corrected"
    VERIFIED = "verified"
    CLOSED = "closed"


class EventKind(StrEnum):
    """Closes the list of what can happen to a case; the history is append-only."""

    OPENED = "opened"
    SEEN_AGAIN = "seen_again"
    CHANGED = "changed"
    NOTIFIED = "notified"
    CORRECTED = "corrected"
    VERIFIED = "verified"
    CLOSED = "closed"
    REOPENED = "reopened"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class CaseKey:
    """Identifies a gap for ever: a rerun, a new reader or a new rule version finds its own case again."""

    agency: str
    year: int
    code: str
    pointers: tuple[str, ...]
    quote: str = ""
    """SHA-256 (first 16 hex digits) of the quoted sentence of a text finding, white space removed; else empty."""

    @property
    def digest(self) -> str:
        """Give the 32 hex digits by which the database knows the case."""
        parts = json.dumps([self.agency, self.year, self.code, sorted(self.pointers), self.quote])
        return hashlib.sha256(parts.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Decision:
    """Records what a person decided: who, when, why, until when."""

    state: State
    """ACKNOWLEDGED, EXPLAINED or WAIVED."""
    by: str
    reason: str
    at: datetime
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Holds the present state of a case; `finding` is the latest finding as JSON of the contract."""

    key: CaseKey
    state: State
    severity: Severity
    finding: Mapping[str, Any]
    opened_at: datetime
    changed_at: datetime
    """Of the latest change of state."""
    sha256: str | None
    """Digest of the source that showed it last."""
    decision: Decision | None = None
    reminders: int = 0
    last_letter_at: datetime | None = None

    @property
    def id(self) -> str:
        """Give the short id that people type."""
        return self.key.digest[:12]


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Says one thing that happened to a case."""

    key: CaseKey
    kind: EventKind
    at: datetime
    state: State
    """The state after it."""
    severity: Severity
    finding: Mapping[str, Any]
    sha256: str | None
    by: str = "nianbao"
    note: str = ""
    until: date | None = None
    """Last day on which a decision holds; None = without end."""
