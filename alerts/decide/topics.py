"""Decides, one reason after the other, what there is to say to an agency about one year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from alerts.decide.standing import CHASED, OVER, assertable, proved_overdue, says_absent, unsettled, unwritten
from alerts.model import Reason, Topic
from alerts.situation import Situation
from monitor.calendar import add_working_days, local_date
from monitor.cases import Case, State
from monitor.rules import Presence
from monitor.settings import Letters, Severity

MOST_REMINDERS = 6
"""After so many reminders a case is left to the operator: a seventh mail of the same words is not heard either."""

TopicRule = Callable[[Situation, Letters, date], Topic | None]


_GRAVEST_FIRST = (Severity.VIOLATION, Severity.QUERY, Severity.NOTE, Severity.SYSTEM)


def overdue(situation: Situation, _: Letters, __: date) -> Topic | None:
    """Speak of a report that is proved absent after its deadline (art. 49)."""
    cases = tuple(c for c in _fresh(situation) if says_absent(c) and c.severity in CHASED)
    if not cases or not proved_overdue(situation):
        return None
    return Topic(Reason.OVERDUE, cases, situation.due)


def findings(situation: Situation, _: Letters, __: date) -> Topic | None:
    """Speak of what was found and not yet told; notes go along but are never a reason of their own."""
    told = [c for c in _fresh(situation) if not says_absent(c)]
    main = tuple(c for c in told if c.severity in CHASED)
    notes = tuple(c for c in told if c.severity is Severity.NOTE)
    return Topic(Reason.FINDINGS, main + notes) if main else None


def reminder(situation: Situation, letters: Letters, today: date) -> Topic | None:
    """Remind of notified cases that are open after the configured working days."""
    cases = tuple(c for c in chased(situation) if _silent_for_long(c, letters, today))
    absent = any(says_absent(c) for c in cases)
    return Topic(Reason.REMINDER, cases, situation.due if absent else None) if cases else None


def corrected(situation: Situation, _: Letters, __: date) -> Topic | None:
    """Tell what is over, of which the agency has been written to; say so when nothing is left open."""
    told = [c for c in unwritten(situation) if c.state in OVER and c.last_letter_at is not None]
    main = tuple(c for c in told if c.severity in CHASED)
    notes = tuple(c for c in told if c.severity is Severity.NOTE)
    if not main:
        return None
    return Topic(Reason.CORRECTED if unsettled(situation) else Reason.CLOSED, main + notes)


def remind_before(situation: Situation, letters: Letters, today: date) -> Topic | None:
    """Remind before the deadline, once a round; a round missed is caught up while the deadline is ahead."""
    if situation.presence is Presence.PUBLISHED or today > situation.due:
        return None
    begun = latest_round(situation.due, letters, today)
    if begun is None or (situation.reminded_on is not None and situation.reminded_on >= begun):
        return None
    return Topic(Reason.REMIND_BEFORE, due=situation.due, presence=situation.presence)


TOPICS: tuple[TopicRule, ...] = (overdue, reminder, findings, corrected, remind_before)
"""Every reason for a letter to an agency, the most urgent first."""


def topics_of(situation: Situation, letters: Letters, today: date) -> tuple[Topic, ...]:
    """Give what there is to say today, the most urgent first; within a topic the gravest case first."""
    said = (rule(situation, letters, today) for rule in TOPICS)
    return tuple(replace(t, cases=tuple(sorted(t.cases, key=_by_gravity))) for t in said if t is not None)


def _by_gravity(case: Case) -> tuple[int, str, tuple[str, ...]]:
    return _GRAVEST_FIRST.index(case.severity), case.key.code, case.key.pointers


def chased(situation: Situation) -> tuple[Case, ...]:
    """Give the notified cases that reminders speak of: not decided on, and certain enough to repeat today."""
    return tuple(
        c
        for c in unwritten(situation)
        if c.state is State.NOTIFIED and c.severity in CHASED and assertable(c, situation)
    )


def exhausted(situation: Situation) -> tuple[Case, ...]:
    """Give the chased cases of which enough reminders were written."""
    return tuple(c for c in chased(situation) if c.reminders >= MOST_REMINDERS)


def latest_round(due: date, letters: Letters, today: date) -> date | None:
    """Give the first day of the round of reminders that today belongs to, or None before the first."""
    begun = [day for days in letters.remind_before_days if (day := due - timedelta(days=days)) <= today]
    return max(begun, default=None)


def _fresh(situation: Situation) -> tuple[Case, ...]:
    return tuple(c for c in unwritten(situation) if c.state is State.OPEN and assertable(c, situation))


def _silent_for_long(case: Case, letters: Letters, today: date) -> bool:
    if case.last_letter_at is None or case.reminders >= MOST_REMINDERS:
        return False
    return today >= add_working_days(local_date(case.last_letter_at), letters.remind_every_working_days)
