"""Assesses one obligation: the report in force is read and judged, its cases are advanced, its situation is told.

`observe` looks and changes nothing; `settle` records what it means in the transaction of the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from alerts.model import LetterState
from alerts.situation import Situation
from monitor.app import examine
from monitor.app.attached import displayed_date, read_attached
from monitor.app.beside import beside, with_others
from monitor.app.dated import Publication, publication
from monitor.app.files import attachments
from monitor.app.house import House
from monitor.app.in_force import report_in_force
from monitor.app.letters_known import LettersKnown, letters_known
from monitor.app.obligations import Obligation
from monitor.app.whole import Source
from monitor.calendar import local_date
from monitor.cases import Case, CaseEvent, EventKind, Seen, State, advance, closed, withdrawn
from monitor.extraction import READER, Reading
from monitor.form import Verdict
from monitor.rules import RULES, RULES_VERSION, Presence, Sketch, Watch
from monitor.store import (
    Examination,
    StoredCapture,
    StoredReading,
    Tx,
    Watched,
    cases,
    letters,
    listings,
    outcomes,
    readings,
    sightings,
    sketches,
)

FOUND_AGAIN = "new_version_on_unchanged_capture"
"""Note of the event of a case that a new version of rules or readers found: its letter is always held."""
IN_PART = "E-04"
"""Rule that tells of a document that could not be read, or only in part."""
NEVER_TOLD = "never_told"
"""Note of the event that closes a case which was mended before any letter about it left the house."""
SWITCHED_OFF = "switched_off"
"""Begins the note of the event that closes a case of a rule which the office no longer applies; its reason follows."""
_OVER = frozenset({State.CORRECTED, State.VERIFIED})
_AGAIN = frozenset({EventKind.OPENED, EventKind.CHANGED, EventKind.REOPENED})


@dataclass(frozen=True, slots=True)
class Observed:
    """Holds what an obligation looks like at an instant, judged, before anything is recorded."""

    obligation: Obligation
    watched: Watched
    capture: StoredCapture | None
    source: Source | None
    examined: examine.Examined
    seen: Seen
    digests: tuple[str, ...]
    """Of all the bytes that were read for the report."""
    state: Hashable
    """All that the record depends on: bytes, reports like it, the watch, the day (on which a waiver may run out)."""
    settled: bool
    """Whether this very state was recorded before, under the same settings."""

    @property
    def reading(self) -> Reading | None:
        """Give the reading of the report in force, or None."""
        return self.examined.reading


def observe(house: House, tx: Tx, obligation: Obligation, now: datetime) -> Observed:
    """Read and judge the report in force, or its absence, at `now` (UTC)."""
    agency, year = obligation.agency, obligation.year
    watched = listings.load(tx, agency.id, year) or Watched(agency.id, year, agency.listing, trouble="not_visited")
    shown = sightings.load(tx, agency.id, year)
    missed = watched.missed(year)
    report = report_in_force(tx, shown, missed.since if missed else None)
    capture = report.capture if report else None
    listed_on = report.listed_on if report else None
    source, digests = read_attached(house, tx, capture, year) if capture else (None, ())
    files = attachments(house, tx, capture, year) if capture and missed is None else ()
    others = beside(house, tx, obligation, report, digests)
    dated = publication(shown, [displayed_date(house, tx, s.url, year) for s in shown])
    alike = _alike(house, tx, obligation)
    state = (
        digests,
        dated,
        others,
        alike,
        listed_on,
        files,
        *_standing(watched, obligation.due),
        local_date(now) > obligation.due,
    )
    watch = replace(watched.as_watch(), undated=dated.undated, listed_on=listed_on, attachments=files)
    question = replace(_question(house, obligation, watch, dated, now), others=alike)
    examined = _examined(house, obligation, state, source, lambda: with_others(house, tx, question, others))
    seen = Seen(
        agency=agency.id,
        year=year,
        at=now,
        presence=watched.presence,
        checked=frozenset(RULES).difference(house.settings.switched_off),
        sha256=source.sha256 if source else None,
        read=_was_read(source),
        whole=_was_read_whole(examined),
        worded=partial(examine.worded, examined),
        compared=(*others.compared, *(sketch.sha256 for sketch in alike)),
    )
    recorded = (state, local_date(now))
    settled = house.settled.get((agency.id, year)) == recorded
    return Observed(obligation, watched, capture, source, examined, seen, digests, recorded, settled)


def _alike(house: House, tx: Tx, owed: Obligation) -> tuple[Sketch, ...]:
    """Give the year's reports of other agencies that are worth comparing; asked for once, until one of them changes."""
    owner = (owed.agency.id, owed.year)
    known = house.alike.get(owner)
    if known is None:
        present = {agency.id for agency in house.settings.agencies}
        known = tuple(s for s in sketches.like(tx, *owner) if s.author.id in present)
        house.alike[owner] = known
    return known


def _was_read(source: Source | None) -> bool:
    """Tell whether there was a report to read: an error page in its place corrects nothing."""
    return source is None or (isinstance(source, Reading) and source.shows_report)


def _was_read_whole(examined: examine.Examined) -> bool:
    return not any(o.code == IN_PART and o.verdict is Verdict.UNCERTAIN for o in examined.judgement.outcomes)


def _question(house: House, owed: Obligation, watch: Watch, dated: Publication, now: datetime) -> examine.Question:
    return examine.Question(
        now=now,
        year=owed.year,
        agency=owed.agency,
        author=house.author(owed.agency),
        published=dated.on,
        watch=watch,
        deadlines=house.settings.deadlines,
        severities=house.settings.severities,
        switched_off=house.settings.switched_off,
    )


def _examined(
    house: House, owed: Obligation, state: Hashable, source: Source | None, asked: Callable[[], examine.Question]
) -> examine.Examined:
    """Judge, or give the judgement of the very same state again: rules are pure."""
    key = (owed.agency.id, owed.year)
    known = house.examined.get(key)
    if known is None or known[0] != state:
        known = house.examined[key] = (state, examine.examine(source, asked()))
    return known[1]


def _standing(watched: Watched, due: date) -> tuple[Hashable, ...]:
    """Give what the rules may make of a watch: of a proof of absence, on which side of the deadline it lies.

    Of a report that is there, the proof that it came afterwards is weighed by its day (D-04).
    """
    proved = watched.absent_at and local_date(watched.absent_at) > due
    before_it_came = watched.absent_at if watched.presence is Presence.PUBLISHED else None
    return (watched.url, watched.presence, watched.first_seen, proved, before_it_came, watched.trouble, watched.missing)


def settle(tx: Tx, observed: Observed) -> tuple[Case, ...]:
    """Record the examination and what it means for the cases; gives every case as it then stands.

    A case that is over before its agency ever heard of it is closed without a word.
    """
    owner = (observed.obligation.agency.id, observed.obligation.year)
    if observed.settled:
        return cases.load(tx, *owner)
    judgement = observed.examined.judgement
    again = _examined_before(tx, observed)
    events = advance(cases.load(tx, *owner), judgement.findings, judgement.outcomes, observed.seen)
    after = cases.record(tx, (_noted(e) if again else e for e in events))
    cases.record(tx, (closed(c, observed.seen.at, NEVER_TOLD) for c in after if c.state in _OVER and not _told(tx, c)))
    if judgement.switched_off:
        cases.record(tx, _switched_off(cases.load(tx, *owner), observed))
    _record_examination(tx, observed)
    return cases.load(tx, *owner)


def _switched_off(known: tuple[Case, ...], observed: Observed) -> Iterator[CaseEvent]:
    """Close without a word the cases of rules that the office no longer applies; found again, they open again."""
    off = observed.examined.judgement.switched_off
    for case in known:
        if case.key.code in off and case.state is not State.CLOSED:
            yield closed(case, observed.seen.at, f"{SWITCHED_OFF}: {off[case.key.code]}")


def situation(tx: Tx, observed: Observed, known: tuple[Case, ...]) -> Situation:
    """Tell the situation of an obligation: its cases, and what has been written about it."""
    obligation, watched = observed.obligation, observed.watched
    off = observed.examined.judgement.switched_off
    live = tuple(c for c in known if c.state is not State.CLOSED and c.key.code not in off)
    written = letters_known(tx, obligation.agency.id, obligation.year)
    doubtful = withdrawn(live, observed.examined.judgement.findings, observed.seen)
    return Situation(
        agency=obligation.agency,
        year=obligation.year,
        due=obligation.due,
        presence=watched.presence,
        published_on=_shown_date(observed),
        absent_at=watched.absent_at,
        trouble=watched.trouble,
        cases=live,
        unsent=written.unsent,
        found_again=frozenset(c.key.digest for c in live if _is_found_again(tx, c)),
        withdrawn=frozenset(c.key.digest for c in doubtful),
        restated=_restated(tx, written),
        released=written.released,
        reminded_on=written.reminded_on,
        last_letter_on=written.last_letter_on,
    )


def _told(tx: Tx, case: Case) -> bool:
    """Tell whether a letter about a case has left the house, or may have."""
    left = (LetterState.QUEUED, LetterState.CLAIMED, LetterState.SENT)
    return any(row.state in left for row in letters.of_case(tx, case.key.digest))


def _shown_date(observed: Observed) -> date | None:
    return observed.reading.published_on if observed.reading else None


def _examined_before(tx: Tx, observed: Observed) -> bool:
    """Tell whether an older version of rules or reader has judged these very bytes before."""
    before = outcomes.latest(tx, observed.obligation.agency.id, observed.obligation.year)
    if before is None or observed.source is None:
        return False
    last = before[1]
    return last.sha256 == observed.source.sha256 and (last.rules, last.reader) != (RULES_VERSION, READER)


def _noted(event: CaseEvent) -> CaseEvent:
    return replace(event, note=FOUND_AGAIN) if event.kind in _AGAIN else event


def _is_found_again(tx: Tx, case: Case) -> bool:
    if case.state is not State.OPEN:
        return False
    told = [e for e in cases.history(tx, case.key.digest) if e.kind in _AGAIN]
    return bool(told) and told[-1].note == FOUND_AGAIN


def _restated(tx: Tx, written: LettersKnown) -> frozenset[str]:
    """Give the cases whose figures changed since the letter about them was written that still waits."""
    return frozenset(
        digest
        for digest, written_at in written.waiting.items()
        if any(e.kind is EventKind.CHANGED and e.at > written_at for e in cases.history(tx, digest))
    )


def _record_examination(tx: Tx, observed: Observed) -> None:
    """Keep reading and examination, once for each source, version, presence of a report and set of answers."""
    obligation, judgement = observed.obligation, observed.examined.judgement
    reading = observed.reading
    if reading is not None:
        _keep_reading(tx, reading, observed.seen.at)
    found = [dict(observed.seen.worded(f)) for f in judgement.findings]
    before = outcomes.latest(tx, obligation.agency.id, obligation.year)
    if before and _same(before[1], observed) and outcomes.of_examination(tx, before[0]) == judgement.outcomes:
        return
    examination = Examination(
        agency=obligation.agency.id,
        year=obligation.year,
        at=observed.seen.at,
        rules=RULES_VERSION,
        sha256=observed.seen.sha256,
        reader=READER if observed.source else None,
    )
    outcomes.record(tx, examination, judgement.outcomes, found)


def _same(last: Examination, observed: Observed) -> bool:
    reader = READER if observed.source else None
    return (last.sha256, last.rules, last.reader) == (observed.seen.sha256, RULES_VERSION, reader)


def _keep_reading(tx: Tx, reading: Reading, at: datetime) -> None:
    report, cells = reading.report(), examine.cells_json(reading)
    readings.add(tx, StoredReading(reading.sha256, reading.reader, reading.edition, report, cells, at))
