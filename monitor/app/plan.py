"""Plans a round: what is visited, host by host, and about how long it will take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from monitor.app.cadence import is_near, may_visit
from monitor.app.house import House
from monitor.app.obligations import Obligation, obligations
from monitor.rules import Presence
from monitor.settings import Settings
from monitor.store import Watched, listings

Visit = tuple[Obligation, Watched]
_SECONDS_A_REQUEST = 0.5
"""What a portal takes to answer, more or less."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Lists the visits of a round; a host is asked one thing at a time, so the visits to it follow each other."""

    hosts: tuple[tuple[Visit, ...], ...]
    """The host with most visits first; of each, those that share a listing beside each other."""
    next_at: datetime | None = None
    """When the first of those that are left out is due (UTC)."""

    @property
    def visits(self) -> int:
        """Give the number of agencies that are visited."""
        return sum(map(len, self.hosts))

    @property
    def listings(self) -> int:
        """Give the number of addresses that are asked for."""
        return len({watched.url for visits in self.hosts for _, watched in visits if watched.url})

    @property
    def portals(self) -> int:
        """Give the number of hosts that are asked."""
        return sum(any(watched.url for _, watched in visits) for visits in self.hosts)

    def seconds(self, settings: Settings) -> float:
        """Give about how long it takes, were every listing of one page: the pauses at a host are what counts."""
        each = [_requests(visits) for visits in self.hosts]
        a_request = settings.fetching.pause_seconds + _SECONDS_A_REQUEST
        return a_request * max(max(each, default=0), sum(each) / max(1, settings.schedule.threads))


def planned(house: House, now: datetime, *, everything: bool = False) -> Plan:
    """Plan a round at `now` (UTC): what is due, or every listing."""
    chosen: dict[str, list[Visit]] = {}
    waiting = []
    for owed, watched in _watched(house, now):
        if everything or _is_due(house, owed, watched, now):
            chosen.setdefault(_host(watched.url), []).append((owed, watched))
        elif watched.next_due_at and watched.next_due_at > now:
            waiting.append(watched.next_due_at)
    by_address = (tuple(sorted(visits, key=lambda v: v[1].url or "")) for visits in chosen.values())
    return Plan(tuple(sorted(by_address, key=len, reverse=True)), min(waiting, default=None))


def current(obligation: Obligation, known: Watched | None) -> Watched:
    """Give the watch over an obligation; a listing under a new address is watched anew."""
    agency = obligation.agency
    if known is None:
        return Watched(agency.id, obligation.year, agency.listing)
    if known.url == agency.listing:
        return known
    return replace(known, url=agency.listing, digest=None, next_due_at=None)


def _watched(house: House, now: datetime) -> Iterator[Visit]:
    """Pair every obligation with its watch."""
    owed = list(obligations(house.settings, now))
    with house.store.read() as tx:
        known = {w.agency: w for year in {o.year for o in owed} for w in listings.of_year(tx, year)}
    return ((o, current(o, known.get(o.agency.id))) for o in owed)


def _is_due(house: House, obligation: Obligation, watched: Watched, now: datetime) -> bool:
    schedule = house.settings.schedule
    waited = (watched.next_due_at or now) <= now
    return waited and may_visit(schedule, now, near=is_near(schedule, obligation.due, now))


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _requests(visits: Iterable[Visit]) -> int:
    """Guess the requests of a host: robots.txt, each listing once, and the report of each agency that has one."""
    addresses = {watched.url for _, watched in visits if watched.url}
    reports = sum(watched.presence is Presence.PUBLISHED for _, watched in visits)
    return 1 + len(addresses) + reports if addresses else 0
