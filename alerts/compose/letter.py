"""Turns a notice into a letter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from alerts.compose.model import ComposeContext
from alerts.compose.render import render
from alerts.compose.view import view_of
from alerts.model import Letter, LetterState, Notice, Reason
from monitor.settings import TIME_ZONE


def compose(notice: Notice, context: ComposeContext) -> Letter:
    """Word a notice in the language of the context.

    Raises KeyError for a finding without words in that language: nothing half-worded leaves the house.
    """
    rendered = render(view_of(notice, context), context.language)
    return Letter(
        id=context.letter_id,
        agency=notice.agency.id if notice.agency else None,
        year=notice.year,
        reasons=tuple(topic.reason for topic in notice.topics),
        cases=tuple(case.key.digest for topic in notice.topics for case in topic.cases),
        to=notice.to,
        cc=notice.cc,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        written_at=context.now,
        state=LetterState.HELD if notice.held else LetterState.QUEUED,
        due_at=_due_at(notice),
    )


def _due_at(notice: Notice) -> datetime | None:
    warned = (t.due for t in notice.topics if t.reason is Reason.REMIND_BEFORE and t.due)
    return next((_end_of(due) for due in warned), None)


def _end_of(day: date) -> datetime:
    """Give 24:00 of the day in the zone of the office, as UTC."""
    return datetime.combine(day + timedelta(days=1), time(0), TIME_ZONE).astimezone(UTC)
