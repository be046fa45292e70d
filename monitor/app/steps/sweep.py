"""Sweeps: visits every listing that is due, one request at a time a host, several hosts at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from monitor.app.cadence import is_near, may_visit, next_visit
from monitor.app.homecoming import Ended, Home, as_they_end, record
from monitor.app.house import House
from monitor.app.obligations import Obligation, obligations
from monitor.app.observe import report_trouble
from monitor.app.round import Round
from monitor.app.stopping import CutShortError
from monitor.app.trip import Known, Trip
from monitor.app.unchanged import basis_of, trusted
from monitor.app.visit import visit
from monitor.store import ListingState, Matter, Watched, listings, matters, walks

_LOG = structlog.get_logger()
_RETRY = timedelta(hours=1)
"""A listing that could not be read is visited again after this, or at its ordinary time if that is sooner."""

Trips = Callable[[Obligation], Trip]
Progress = Callable[[int, int], None]
"""Is told how many visits are done, of how many."""


def _silent(_: int, __: int) -> None:
    """Show nothing."""


@dataclass(slots=True)
class Swept:
    """Counts what a round showed: agencies by the state of their listing, and by what is known of the report."""

    visited: int = 0
    states: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    """Agencies whose visit broke down in our own program."""
    left: int = 0
    """Visits that were not begun, because the program is to end."""


def step(house: House, now: datetime, *, everything: bool = False, progress: Progress = _silent) -> Swept:
    """Visit what is due at `now` (UTC), or every listing; a visit that breaks down is set aside and told.

    Raises CutShortError where the program is to end: visits in hand are finished, no other is begun.
    """
    due = [w for w in _watched(house, now) if everything or _is_due(house, *w, now)]
    # Those that share a listing follow each other: what one has fetched the next need not ask for.
    due.sort(key=lambda w: w[1].url or "")
    swept, trip = Swept(), _trips(house, now)
    with ThreadPoolExecutor(max(1, house.settings.schedule.threads), "visit") as pool:
        visits = {pool.submit(_one, house, trip, *owed): owed[0] for owed in due}
        for together in as_they_end(tuple(visits)):
            _keep(house, swept, [(visits.pop(visit), visit) for visit in together], now)
            progress(len(due) - len(visits), len(due))
    house.archive.seal(now)
    _LOG.info("sweep", visited=swept.visited, failed=len(swept.failed), **swept.states)
    if swept.left:
        raise CutShortError(swept.left)
    return swept


def _trips(house: House, now: datetime) -> Trips:
    """Prepare the trips of a round."""
    round_ = Round(house.settings.fetching.requests_a_round)
    known = Known(basis_of(house.settings.agencies), house.names)
    with house.store.read() as tx:
        walked = {(walk.agency, walk.year): walk for walk in trusted(house, walks.of_basis(tx, known.basis))}

    def prepared(owed: Obligation) -> Trip:
        return Trip(house, owed, now, round_, known, walked.get((owed.agency.id, owed.year)))

    return prepared


def _is_due(house: House, obligation: Obligation, watched: Watched, now: datetime) -> bool:
    schedule = house.settings.schedule
    waited = (watched.next_due_at or now) <= now
    return waited and may_visit(schedule, now, near=is_near(schedule, obligation.due, now))


def _watched(house: House, now: datetime) -> Sequence[tuple[Obligation, Watched]]:
    """Pair every obligation with its watch; a listing under a new address is watched anew."""
    owed = list(obligations(house.settings, now))
    with house.store.read() as tx:
        known = {w.agency: w for year in {o.year for o in owed} for w in listings.of_year(tx, year)}
    return [(o, _current(o, known.get(o.agency.id))) for o in owed]


def _current(obligation: Obligation, known: Watched | None) -> Watched:
    agency = obligation.agency
    if known is None:
        return Watched(agency.id, obligation.year, agency.listing)
    if known.url == agency.listing:
        return known
    return replace(known, url=agency.listing, digest=None, next_due_at=None)


def _one(house: House, trips: Trips, obligation: Obligation, watched: Watched) -> Home | None:
    """Make one visit; None if it was not begun."""
    if house.stopping():
        return None
    trip = trips(obligation)
    after = visit(trip, watched)
    return Home(trip, replace(after, next_due_at=_due_again(house, obligation, after, trip.now)))


def _due_again(house: House, obligation: Obligation, watched: Watched, now: datetime) -> datetime:
    unread = watched.url is not None and watched.state in {ListingState.UNREACHABLE, ListingState.GONE}
    return next_visit(house.settings.schedule, obligation.agency.id, obligation.due, now, unread=unread)


def _keep(house: House, swept: Swept, ended: Sequence[tuple[Obligation, Ended]], now: datetime) -> None:
    """Record the visits that have ended, and count what they showed."""
    home = [came for owed, visit in ended if (came := _come_home(house, swept, owed, visit, now)) is not None]
    try:
        record(house, home)
    except Exception:  # noqa: BLE001 - whichever cannot be recorded must not take the others with it
        home = [came for came in home if _recorded_alone(house, swept, came, now)]
    for came in home:
        if came.watched.looked_through_at == now:
            house.earlier.pop((came.watched.agency, came.watched.year), None)
        swept.visited += 1
        for word in (str(came.watched.state), str(came.watched.presence)):
            swept.states[word] = swept.states.get(word, 0) + 1


def _come_home(house: House, swept: Swept, owed: Obligation, visit: Ended, now: datetime) -> Home | None:
    """Give what a visit brought; None where it was not begun, or broke down."""
    try:
        came = visit.result()
    except Exception as error:  # noqa: BLE001 - one broken visit must not end the round; it is told and reported
        _set_aside(house, swept, owed, error, now)
        return None
    swept.left += came is None
    return came


def _recorded_alone(house: House, swept: Swept, came: Home, now: datetime) -> bool:
    try:
        record(house, [came])
    except Exception as error:  # noqa: BLE001 - as above
        _set_aside(house, swept, came.trip.obligation, error, now)
        return False
    return True


def _set_aside(house: House, swept: Swept, owed: Obligation, error: Exception, now: datetime) -> None:
    swept.visited += 1
    swept.failed.append(owed.agency.id)
    report_trouble("sweep", owed.agency.id, error)
    _postpone(house, owed, error, now)


def _postpone(house: House, obligation: Obligation, error: Exception, now: datetime) -> None:
    """Set a visit aside for an hour and tell the operator what broke."""
    with house.store.begin() as tx:
        known = listings.load(tx, obligation.agency.id, obligation.year)
        watched = _current(obligation, known)
        listings.save(tx, replace(watched, next_due_at=now + _RETRY))
        facts = {"step": "sweep", "error": type(error).__name__}
        matters.add(tx, Matter("visit_failed", now, obligation.agency.id, facts))
