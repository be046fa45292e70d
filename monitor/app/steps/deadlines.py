"""Judges every obligation, advances its cases, and writes the letters that follow — all in one transaction.

What was due before now and is not there? What was found, corrected, left unanswered? Each answer becomes a case
event, and each letter is stored in the transaction of the events that cause it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from alerts import outbox
from alerts.compose import ComposeContext, Exhibit, compose
from alerts.decide import decide, still_holds
from alerts.model import LetterState, Notice, OperatorMatter, Reason
from alerts.situation import OfficeState, Situation
from monitor.app.alike import renew
from monitor.app.assess import Observed, observe, settle, situation
from monitor.app.house import House, Owner
from monitor.app.obligations import Obligation, obligations
from monitor.app.observe import report_trouble
from monitor.calendar import local_date
from monitor.extraction import Reading
from monitor.store import Matter, Tx, captures, letters, matters

_LOG = structlog.get_logger()
_OVERTAKEN = "overtaken"
_RECENT = 50
"""Letters to the office among which the latest digest is looked for."""
_WAITING = (LetterState.HELD, LetterState.QUEUED)


@dataclass(slots=True)
class Written:
    """Counts what a step did."""

    judged: int = 0
    letters: list[str] = field(default_factory=list)
    """Ids of the letters written."""
    superseded: int = 0
    failed: list[str] = field(default_factory=list)
    """Agencies whose examination or letter broke down in our own program."""


def step(house: House, now: datetime) -> Written:
    """Judge, advance, decide, write at `now` (UTC); what breaks down is set aside, told and reported."""
    written = Written()
    observed = _observe_all(house, now, written)
    with house.store.begin() as tx:
        situations = [situation(tx, o, settle(tx, o)) for o in observed]
        written.superseded = _supersede(tx, house, situations, now)
        situations = [_again(tx, s, o) for s, o in zip(situations, observed, strict=True)]
        office = _office_state(tx)
        for notice in decide(situations, office, house.settings, now):
            _write(tx, house, notice, observed, written)
    house.settled.update({(o.obligation.agency.id, o.obligation.year): o.state for o in observed})
    written.judged = len(observed)
    _LOG.info("deadlines", judged=written.judged, letters=len(written.letters), superseded=written.superseded)
    return written


def _observe_all(house: House, now: datetime, written: Written) -> list[Observed]:
    """Observe every obligation; those that a new report of another agency touches are observed again."""
    owed = tuple(obligations(house.settings, now))
    observed = dict(_observed(house, owed, now, written))
    touched = renew(house, observed.values())
    observed |= _observed(house, (o for o in owed if _owner(o) in touched), now, written)
    _tell_failures(house, written, now)
    return list(observed.values())


def _observed(
    house: House, owed: Iterable[Obligation], now: datetime, written: Written
) -> Iterator[tuple[Owner, Observed]]:
    with house.store.read() as tx:
        for obligation in owed:
            try:
                yield _owner(obligation), observe(house, tx, obligation, now)
            except Exception as error:  # noqa: BLE001 - one report that breaks our program must not silence the others
                _set_aside(obligation, error, written)


def _owner(obligation: Obligation) -> Owner:
    return obligation.agency.id, obligation.year


def _set_aside(obligation: Obligation, error: Exception, written: Written) -> None:
    written.failed.append(obligation.agency.id)
    report_trouble("deadlines", obligation.agency.id, error)


def _tell_failures(house: House, written: Written, now: datetime) -> None:
    with house.store.begin() as tx:
        for agency in written.failed:
            matters.add(tx, Matter("examination_failed", now, agency))


def _again(tx: Tx, before: Situation, observed: Observed) -> Situation:
    """Tell the situation anew where waiting letters were superseded: their cases are unwritten again."""
    return situation(tx, observed, before.cases) if before.unsent else before


def _supersede(tx: Tx, house: House, situations: Sequence[Situation], now: datetime) -> int:
    """Mark the waiting letters that events have overtaken."""
    by_obligation = {(s.agency.id, s.year): s for s in situations}
    stale = [
        row.id
        for row in letters.in_states(tx, [s.value for s in _WAITING])
        if (s := by_obligation.get((row.agency or "", row.year or 0))) is not None
        and not still_holds(outbox.to_letter(row), s, house.settings.letters, now)
    ]
    return outbox.supersede(tx, stale, now, _OVERTAKEN) if stale else 0


def _office_state(tx: Tx) -> OfficeState:
    daily = (r for r in letters.courses(tx, None, _RECENT) if Reason.DIGEST in r.reasons)
    last = next(daily, None)
    return OfficeState(
        last_digest_on=local_date(last.written_at) if last else None,
        matters=tuple(OperatorMatter(m.code, m.at, m.agency, dict(m.facts)) for m in matters.untold(tx)),
        waiting=letters.count(tx, LetterState.HELD.value),
    )


def _write(tx: Tx, house: House, notice: Notice, observed: Sequence[Observed], written: Written) -> None:
    """Word one notice and keep it; one that cannot be worded is decided again next time."""
    try:
        letter = compose(notice, _context(tx, house, notice, observed))
    except Exception as error:  # noqa: BLE001 - one letter that cannot be worded must not hold up the others
        agency = notice.agency.id if notice.agency else None
        report_trouble("compose", agency, error)
        matters.add(tx, Matter("letter_not_worded", notice.at, agency, {"reason": str(notice.reason)}))
        return
    outbox.write(tx, letter)
    written.letters.append(letter.id)
    if notice.agency is None:
        told = {(m.code, m.agency, m.at) for m in notice.matters}
        numbers = [m.number for m in matters.untold(tx) if m.number and (m.code, m.agency, m.at) in told]
        matters.mark_told(tx, numbers, notice.at)


def _context(tx: Tx, house: House, notice: Notice, observed: Sequence[Observed]) -> ComposeContext:
    mine = [o for o in observed if notice.agency and o.obligation.agency.id == notice.agency.id]
    readings = {(o.obligation.agency.id, o.obligation.year): o.reading for o in mine}
    return ComposeContext(
        office=house.settings.office,
        letter_id=str(uuid.uuid4()),
        now=notice.at,
        language=house.settings.office.language,
        readings={key: reading for key, reading in readings.items() if isinstance(reading, Reading)},
        exhibits=_exhibits(tx, mine),
        reply_working_days=house.settings.letters.remind_every_working_days,
    )


def _exhibits(tx: Tx, observed: Sequence[Observed]) -> dict[str, Exhibit]:
    """Give the captures that a letter may cite, by digest and by id."""
    cited = dict.fromkeys(i for o in observed for i in (*o.watched.captures, *_proofs(o)))
    stored = [c for i in cited if (c := captures.get(tx, i)) is not None]
    stored += [o.capture for o in observed if o.capture is not None]
    exhibits = [(c, Exhibit(c.sha256, c.fetched_at, c.final_url)) for c in stored]
    return {key: exhibit for capture, exhibit in exhibits for key in (capture.id, capture.sha256)}


def _proofs(observed: Observed) -> Iterator[str]:
    return (capture for finding in observed.examined.judgement.findings for capture in finding.evidence.captures)
