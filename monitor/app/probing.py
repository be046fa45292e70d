"""Looks at a listing as the monitor would, and keeps nothing: no archive, no database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from monitor.evidence import Capture, captured
from monitor.fetch import Client, Failure, Request
from monitor.portals import (
    FAMILIES,
    AgencyNames,
    Candidate,
    Link,
    Sighting,
    Walk,
    begin,
    candidates,
    classify,
    fail,
    take,
)
from monitor.portals.discovery import LISTING_FROM

MOST_VISITS = 30
"""Pages that a discovery may ask for."""
_MOST_PAGES = 3
"""Pages of a candidate that are read to tell whether it is the listing."""

Seen = Callable[[Request], None]
"""Is told of each request before it is made."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Holds what was seen of a listing."""

    walk: Walk
    sightings: tuple[Sighting, ...]
    """Of every link that can be followed, in the order of the pages."""
    unlinked: tuple[Sighting, ...]
    """Of titles that no link can be followed for; their addresses are empty."""

    @property
    def provisional(self) -> bool:
        """Tell whether the family that read it is known from descriptions alone."""
        return self.walk.read_by in FAMILIES and FAMILIES[self.walk.read_by].provisional


@dataclass(frozen=True, slots=True)
class Place:
    """Holds a place that may be the listing, with what it holds."""

    candidate: Candidate
    reports: int
    """Links titled like annual reports on its first pages."""
    years: tuple[int, ...]
    doubt: str | None
    """Why it could not be read, if so."""


def probe_address(client: Client, asked: Request, family: str, names: Sequence[AgencyNames], seen: Seen) -> Probe:
    """Walk a listing to its end."""
    return _judged(_walked(client, begin(asked, family), seen), names)


def probe_page(body: bytes, address: str, family: str, names: Sequence[AgencyNames], now: datetime) -> Probe:
    """Read one saved page of a listing, served from `address`; the pages that it names are not asked for."""
    digest = hashlib.sha256(body).hexdigest()
    saved = Capture("", address, address, HTTPStatus.OK, (), body, digest, now, "")
    return _judged(take(begin(Request(address), family), saved), names)


def discover(client: Client, start: str, seen: Seen) -> tuple[Place, ...]:
    """Follow a portal's links from its home page to what may be its listing of annual reports, the likeliest first.

    The likeliest link is followed first; one request after the other, at most MOST_VISITS.
    """
    waiting, known = [Candidate(start, "", 1, ())], {start}
    visits, places = 0, []
    while waiting and visits < MOST_VISITS:
        waiting.sort(key=lambda c: -c.score)
        candidate = waiting.pop(0)
        place, onward, cost = _look(client, candidate, seen)
        visits += cost
        places += [place] if place else []
        new = [c for c in onward if c.url not in known]
        known.update(c.url for c in new)
        waiting += new
    return tuple(sorted(places, key=lambda p: (-p.reports, -p.candidate.score)))


def _look(client: Client, candidate: Candidate, seen: Seen) -> tuple[Place | None, tuple[Candidate, ...], int]:
    """Read a candidate; gives it as a place if it may be the listing, where its page leads, and the visits."""
    walk = _walked(client, begin(Request(candidate.url)), seen, most=_MOST_PAGES)
    onward = candidates(walk.captures[0]) if walk.captures else ()
    own = next((c for c in onward if c.url == candidate.url), candidate)
    reports = [s for s in _judged(walk, ()).sightings if s.verdict == "report"]
    if not reports and max(own.score, candidate.score) < LISTING_FROM:
        return None, onward, max(1, len(walk.captures))
    years = sorted({s.year for s in reports if s.year}, reverse=True)
    best = max(own, candidate, key=lambda c: c.score)
    doubt = walk.doubt if not walk.pages else next((p.doubt for p in walk.pages if p.doubt), None)
    return Place(best, len(reports), tuple(years), doubt), onward, max(1, len(walk.captures))


def _walked(client: Client, walk: Walk, seen: Seen, most: int | None = None) -> Walk:
    while (wanted := walk.next) is not None and (most is None or len(walk.captures) < most):
        seen(wanted)
        answer = client.get(wanted)
        walk = fail(walk, str(answer.reason)) if isinstance(answer, Failure) else take(walk, captured(answer))
    return walk


def _judged(walk: Walk, names: Sequence[AgencyNames]) -> Probe:
    sighted = tuple(classify(link, names, listing_title=walk.title) for link in walk.links)
    return Probe(walk, sighted, tuple(_unlinked(walk, names)))


def _unlinked(walk: Walk, names: Sequence[AgencyNames]) -> Iterator[Sighting]:
    for title in dict.fromkeys(title for page in walk.pages for title in page.unlinked):
        yield classify(Link("", title), names, listing_title=walk.title)
