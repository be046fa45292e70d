"""Tells what has been written to an agency: the facts that the decision about its next letter needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from alerts.model import LetterState, Reason
from monitor.calendar import local_date
from monitor.store import LetterCourse, Tx, letters

_WAITING = frozenset({LetterState.HELD, LetterState.QUEUED, LetterState.CLAIMED, LetterState.REFUSED})
_LEAVING = frozenset({LetterState.QUEUED, LetterState.CLAIMED, LetterState.SENT})
_RELEASED = frozenset({LetterState.QUEUED, LetterState.CLAIMED, LetterState.SENT, LetterState.REFUSED})


@dataclass(frozen=True, slots=True)
class LettersKnown:
    """Holds what the outbox says of one agency and year."""

    unsent: frozenset[str]
    """Digests of the cases that a waiting letter speaks of; a refused one waits for the operator."""
    waiting: Mapping[str, datetime]
    """When the latest waiting letter about a case was written, by the case's digest."""
    released: frozenset[Reason]
    reminded_on: date | None
    last_letter_on: date | None


def letters_known(tx: Tx, agency: str, year: int) -> LettersKnown:
    """Give the facts about the letters to an agency about a year."""
    every = letters.courses(tx, agency)
    rows = [row for row in reversed(every) if row.year == year]
    waiting = {case: row.written_at for row in rows if row.state in _WAITING for case in row.cases}
    gone = [row for row in rows if row.state in _RELEASED]
    reminders = [r for r in rows if Reason.REMIND_BEFORE in r.reasons and r.state != LetterState.SUPERSEDED]
    return LettersKnown(
        unsent=frozenset(waiting),
        waiting=waiting,
        released=frozenset(Reason(reason) for row in gone for reason in row.reasons),
        reminded_on=max((local_date(r.written_at) for r in reminders), default=None),
        last_letter_on=max((_left_on(r) for r in every if r.state in _LEAVING), default=None),
    )


def _left_on(row: LetterCourse) -> date:
    return local_date(row.sent_at or row.released_at or row.written_at)
