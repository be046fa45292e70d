"""Sends the letters that are due; each is asked once more whether it still holds."""

from __future__ import annotations

from datetime import datetime

import structlog

from alerts.decide import still_holds
from alerts.model import Letter, Reason
from alerts.sending import Post, SendSummary, send_due
from monitor.app.assess import observe, situation
from monitor.app.house import House
from monitor.app.obligations import Obligation
from monitor.calendar import due_on
from monitor.cases import State, closed, notified
from monitor.store import Tx, cases

_LOG = structlog.get_logger()
_OVER = frozenset({State.CORRECTED, State.VERIFIED})
_TELLING = frozenset({Reason.CORRECTED, Reason.CLOSED})


def step(house: House, now: datetime) -> SendSummary:
    """Send what is due at `now` (UTC)."""
    post = Post(
        channel=house.channel,
        mail=house.settings.mail,
        office=house.settings.office,
        owner=house.owner,
        still_holds=lambda letter: _holds(house, letter, now),
        on_sent=_record_sent,
    )
    summary = send_due(house.store, post, now)
    _LOG.info(
        "letters",
        sent=len(summary.sent),
        deferred=len(summary.deferred),
        refused=len(summary.refused),
        superseded=len(summary.superseded),
        unavailable=summary.unavailable,
    )
    return summary


def _holds(house: House, letter: Letter, now: datetime) -> bool:
    """Tell whether a letter still says what is so; one to an agency that the office no longer lists does not."""
    if letter.agency is None or letter.year is None:
        return True
    agency = next((a for a in house.settings.agencies if a.id == letter.agency), None)
    if agency is None:
        return False
    obligation = Obligation(agency, letter.year, due_on(agency.kind, letter.year, house.settings.deadlines))
    with house.store.read() as tx:
        observed = observe(house, tx, obligation, now)
        current = situation(tx, observed, cases.load(tx, agency.id, letter.year))
    return still_holds(letter, current, house.settings.letters, now)


def _record_sent(tx: Tx, letter: Letter, now: datetime) -> None:
    """Record on the cases of a letter that the agency was told."""
    known = [case for digest in letter.cases if (case := cases.get(tx, digest)) is not None]
    told = _TELLING.intersection(letter.reasons)
    note = str(letter.reasons[0])
    cases.record(tx, (closed(c, now, note) if told and c.state in _OVER else notified(c, now, note) for c in known))
