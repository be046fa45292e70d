"""Decides the mails to the office itself: the daily digest, and what cannot wait for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial

from alerts.decide.standing import UNSETTLED
from alerts.model import NOT_DUE, AgencyLine, Notice, OperatorMatter, Reason, Topic
from alerts.situation import OfficeState, Situation
from monitor.calendar import local_date
from monitor.rules import Presence
from monitor.settings import TIME_ZONE, Settings, Severity

URGENT = frozenset({"archive_damaged", "configuration_refused", "disk_full", "job_failed"})
"""Codes of matters that endanger the work: told at once. Every other matter waits for the daily mail."""

_ORDER = (str(Presence.PROVED_ABSENT), str(Presence.UNKNOWN), NOT_DUE, str(Presence.PUBLISHED))


def office_mails(
    situations: Sequence[Situation],
    office: OfficeState,
    settings: Settings,
    now: datetime,
    standing: tuple[OperatorMatter, ...],
) -> Iterator[Notice]:
    """Give the mails to the office: the digest once a day from its hour on, urgent matters at once.

    `standing` are matters that hold as long as their cause does and are therefore repeated in every digest.
    """
    if not settings.office.email:
        return
    if _digest_is_due(office, settings, now):
        yield _daily(situations, office, settings, now, standing)
        return
    if urgent := tuple(m for m in office.matters if m.code in URGENT):
        yield _notice(Reason.OPERATOR, settings, now, matters=urgent)


def _digest_is_due(office: OfficeState, settings: Settings, now: datetime) -> bool:
    on_time = now.astimezone(TIME_ZONE).time() >= settings.schedule.digest_at
    return on_time and office.last_digest_on != local_date(now) and (settings.letters.digest or bool(office.matters))


def _daily(
    situations: Sequence[Situation],
    office: OfficeState,
    settings: Settings,
    now: datetime,
    standing: tuple[OperatorMatter, ...],
) -> Notice:
    if not settings.letters.digest:
        return _notice(Reason.OPERATOR, settings, now, matters=office.matters + standing)
    return _notice(
        Reason.DIGEST,
        settings,
        now,
        lines=tuple(sorted(map(_line, situations), key=partial(_line_order, today=local_date(now)))),
        matters=office.matters + standing,
        waiting=office.waiting,
    )


def _notice(
    reason: Reason,
    settings: Settings,
    now: datetime,
    *,
    lines: tuple[AgencyLine, ...] = (),
    matters: tuple[OperatorMatter, ...] = (),
    waiting: int = 0,
) -> Notice:
    to = (settings.office.email,)
    return Notice(None, None, (Topic(reason),), to, (), now, held=False, lines=lines, matters=matters, waiting=waiting)


def _line(situation: Situation) -> AgencyLine:
    """Show the open cases with those in doubt too: the operator sees what no agency hears."""
    return AgencyLine(
        agency=situation.agency,
        year=situation.year,
        presence=situation.presence,
        published_on=situation.published_on,
        due=situation.due,
        trouble=situation.trouble,
        open_cases=tuple(c for c in situation.cases if c.state in UNSETTLED and c.severity is not Severity.NOTE),
    )


def _line_order(line: AgencyLine, today: date) -> tuple[int, int, date, int]:
    return (-line.year, _ORDER.index(line.standing(today)), line.due or date.max, -len(line.open_cases))
