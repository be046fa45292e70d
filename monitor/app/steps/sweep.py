"""Sweeps: visits every listing that is due, one request at a time a host, several hosts at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from queue import SimpleQueue
from threading import Event

import structlog

from monitor.app.cadence import next_visit
from monitor.app.homecoming import Ended, Home, record, together
from monitor.app.house import House
from monitor.app.obligations import Obligation
from monitor.app.observe import report_trouble
from monitor.app.plan import Plan, Visit, current, planned
from monitor.app.round import Round
from monitor.app.stopping import CutShortError
from monitor.app.trip import Known, Trip
from monitor.app.unchanged import basis_of, trusted
from monitor.app.visit import visit
from monitor.calendar import local_date
from monitor.rules import Presence
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
    """Counts what a round showed, by agencies."""

    visited: int = 0
    states: Counter[str] = field(default_factory=Counter)
    """By what became of the listing since the visit before (ListingState)."""
    presence: Counter[str] = field(default_factory=Counter)
    """By what is known of the report (Presence)."""
    not_due: int = 0
    """Of those that are proved absent: those whose deadline is not over yet."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Of those of which nothing is known: by the reason."""
    troubles: Counter[str] = field(default_factory=Counter)
    """Of those that are known: by what stood in the way this time."""
    failed: list[str] = field(default_factory=list)
    """Agencies whose visit broke down in our own program."""
    left: int = 0
    """Visits that were not begun, because the program is to end."""


def step(
    house: House, now: datetime, *, everything: bool = False, plan: Plan | None = None, progress: Progress = _silent
) -> Swept:
    """Visit what is due at `now` (UTC), every listing, or what was planned; what breaks down is set aside and told.

    Raises CutShortError where the program is to end: visits in hand are finished, no other is begun.
    """
    plan = plan or planned(house, now, everything=everything)
    swept, trips = Swept(), _trips(house, now)
    ended: SimpleQueue[Ended] = SimpleQueue()
    done = 0
    with _pool(house) as (pool, stopping):
        for host in plan.hosts:
            pool.submit(_one_after_the_other, replace(house, stopping=stopping), trips, host, ended)
        for some in together(ended, plan.visits):
            _keep(house, swept, some, now)
            done += len(some)
            progress(done, plan.visits)
    house.archive.seal(now)
    _LOG.info("sweep", visited=swept.visited, failed=len(swept.failed), **swept.states, **swept.presence)
    if swept.left:
        raise CutShortError(swept.left)
    return swept


@contextmanager
def _pool(house: House) -> Iterator[tuple[ThreadPoolExecutor, Callable[[], bool]]]:
    """Give the threads of a round, and what tells them to begin nothing new: also where the round breaks off."""
    broken = Event()
    with ThreadPoolExecutor(max(1, house.settings.schedule.threads), "visit") as pool:
        try:
            yield pool, lambda: house.stopping() or broken.is_set()
        except BaseException:
            broken.set()
            raise


def _trips(house: House, now: datetime) -> Trips:
    """Prepare the trips of a round."""
    round_ = Round(house.settings.fetching.requests_a_round)
    known = Known(basis_of(house.settings.agencies), house.names)
    with house.store.read() as tx:
        walked = {(walk.agency, walk.year): walk for walk in trusted(house, walks.of_basis(tx, known.basis))}

    def prepared(owed: Obligation) -> Trip:
        return Trip(house, owed, now, round_, known, walked.get((owed.agency.id, owed.year)))

    return prepared


def _one_after_the_other(house: House, trips: Trips, host: Sequence[Visit], ended: SimpleQueue[Ended]) -> None:
    """Visit the listings of one host: no two threads wait for the same."""
    for owed, watched in host:
        try:
            ended.put((owed, _one(house, trips, owed, watched)))
        except Exception as error:  # noqa: BLE001 - one broken visit must not end the round; it is told and reported
            ended.put((owed, error))


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


def _keep(house: House, swept: Swept, ended: Sequence[Ended], now: datetime) -> None:
    """Record the visits that have ended, and count what they showed."""
    home = [came for _, came in ended if isinstance(came, Home)]
    swept.left += sum(came is None for _, came in ended)
    for owed, error in ended:
        if isinstance(error, Exception):
            _set_aside(house, swept, owed, error, now)
    try:
        record(house, home)
    except Exception:  # noqa: BLE001 - whichever cannot be recorded must not take the others with it
        home = [came for came in home if _recorded_alone(house, swept, came, now)]
    for came in home:
        if came.watched.looked_through_at == now:
            house.earlier.pop((came.watched.agency, came.watched.year), None)
        _count(swept, came, now)


def _count(swept: Swept, came: Home, now: datetime) -> None:
    watched = came.watched
    swept.visited += 1
    swept.states[watched.state.value] += 1
    swept.presence[watched.presence.value] += 1
    swept.not_due += watched.presence is Presence.PROVED_ABSENT and local_date(now) <= came.trip.obligation.due
    if watched.trouble is not None:
        (swept.unknown if watched.presence is Presence.UNKNOWN else swept.troubles)[watched.trouble] += 1


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
        watched = current(obligation, known)
        listings.save(tx, replace(watched, next_due_at=now + _RETRY))
        facts = {"step": "sweep", "error": type(error).__name__}
        matters.add(tx, Matter("visit_failed", now, obligation.agency.id, facts))
