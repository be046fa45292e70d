"""Defines a notice (who is to hear what, and why) and a letter (how it was said)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from monitor.cases import Case
from monitor.rules import Presence
from monitor.settings import Agency


class Reason(StrEnum):
    """Closes the list of reasons for a letter."""

    REMIND_BEFORE = "remind_before"
    OVERDUE = "overdue"
    FINDINGS = "findings"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    CORRECTED = "corrected"
    CLOSED = "closed"
    DIGEST = "digest"
    OPERATOR = "operator"


class LetterState(StrEnum):
    """Closes the list of states of a letter in the outbox."""

    HELD = "held"
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Topic:
    """Says one reason of a mail with what it speaks of: a mail to an agency groups the day's topics."""

    reason: Reason
    cases: tuple[Case, ...] = ()
    due: date | None = None
    presence: Presence | None = None
    """What is known of the report, where the wording depends on it (reminder before the deadline)."""


NOT_DUE = "not_due"
"""Stands in the digest for a report that is not there, and need not be yet."""


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """Holds what the digest says of one agency in one year."""

    agency: Agency
    year: int
    presence: Presence
    published_on: date | None = None
    due: date | None = None
    trouble: str | None = None
    open_cases: tuple[Case, ...] = ()

    def standing(self, today: date) -> str:
        """Name where the agency stands: what is not there before its deadline is not missing, only not due."""
        waits = self.presence is Presence.PROVED_ABSENT and self.due is not None and today <= self.due
        return NOT_DUE if waits else str(self.presence)


@dataclass(frozen=True, slots=True)
class OperatorMatter:
    """Says one thing that only the operator has to know (unreachable portal, refused letter, E-0x …)."""

    code: str
    at: datetime
    agency: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """Decides one mail: to whom, about what, why, and whether it waits for the operator."""

    agency: Agency | None
    """None for mails to the office itself (digest, operator matters)."""
    year: int | None
    topics: tuple[Topic, ...]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    at: datetime
    held: bool
    lines: tuple[AgencyLine, ...] = ()
    matters: tuple[OperatorMatter, ...] = ()
    waiting: int = 0
    """Letters that wait for release (digest)."""

    @property
    def reason(self) -> Reason:
        """Give the leading reason: that of the first topic."""
        return self.topics[0].reason


@dataclass(frozen=True, slots=True)
class Letter:
    """Holds one mail, worded, ready to be sent and sent again recognisably."""

    id: str
    """UUID, from which the Message-ID is derived."""
    agency: str | None
    year: int | None
    reasons: tuple[Reason, ...]
    cases: tuple[str, ...]
    """Digests of the cases it speaks of."""
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    html: str
    written_at: datetime
    state: LetterState
    due_at: datetime | None = None
    """The deadline it warns of, after which a reminder before the deadline is overtaken; else None."""
