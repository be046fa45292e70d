"""Looks for a report that was seen once: where no listing shows it and no address has it, the round is noted (D-09)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from monitor.app.trip import Found, Trip
from monitor.app.whereabouts import Whereabouts, whereabouts
from monitor.evidence import Capture
from monitor.store import Missed, StoredSighting, Watched, captures, sightings

_AWAY = frozenset({Whereabouts.GONE, Whereabouts.REPLACED})
_MOST_ADDRESSES = 6
_MOST_VERSIONS = 6
"""Versions of a page among which one that showed the report is looked for."""


@dataclass(frozen=True, slots=True)
class Search:
    """Holds what looking for the report of a year has shown."""

    year: int
    where: Whereabouts
    url: str = ""
    """Where it was seen last."""
    proof: tuple[str, ...] = ()
    """Ids of the captures that show it."""


def stands(trip: Trip, answer: Found, year: int | None) -> Whereabouts:
    """Tell whether the report of a year (None = of any) stands where an answer came from."""
    stored = answer.capture
    if stored is None:
        return Whereabouts.DOUBTFUL
    capture = stored if isinstance(stored, Capture) else trip.house.archive.load(stored.file, stored.id)
    return whereabouts(trip.house, capture, year)


def is_dead(trip: Trip, watched: Watched, answers: Sequence[Found]) -> bool:
    """Tell whether none of the links that the listing shows leads to a report any more, beyond doubt."""
    settled = watched.trouble is None and watched.missed(watched.year) is None
    if settled and any(answer.same for answer in answers):
        return False
    return all(stands(trip, answer, None) in _AWAY for answer in answers)


def is_back(trip: Trip, watched: Watched, answers: Sequence[Found]) -> bool:
    """Tell whether a report that was missed stands at a link of the listing."""
    missed = watched.missed(watched.year) is not None
    return missed and any(stands(trip, answer, None) is Whereabouts.THERE for answer in answers)


def look_for(trip: Trip, watched: Watched, year: int, dead: Sequence[Found] = ()) -> Search:
    """Look for a report that the listing, read to its end, does not show, at every address where it was seen.

    `dead` came from addresses that the listing shows, and that have it no more. A report of an earlier year is lost
    only where nothing at all is left at its address: links that are mere years lead to many a page.
    """
    owed = year == watched.year
    asked = {answer.url for answer in dead}
    with trip.house.store.read() as tx:
        known = sightings.load(tx, trip.obligation.agency.id, year)
    latest_first = sorted(known, key=lambda s: s.last_seen, reverse=True)
    answers = [trip.find(s.url) for s in latest_first[:_MOST_ADDRESSES] if s.url not in asked]
    states = {stands(trip, answer, year if owed else None) for answer in answers}
    away = _AWAY if owed else _AWAY - {Whereabouts.REPLACED}
    if Whereabouts.THERE in states or (not owed and Whereabouts.REPLACED in states):
        return Search(year, Whereabouts.THERE)
    known_to_stand = watched.missed(year) is not None or (not owed and not dead)
    if states - away or not (known_to_stand or _was_there(trip, latest_first, year if owed else None)):
        return Search(year, Whereabouts.DOUBTFUL)
    proof = tuple(capture for answer in (*dead, *answers) for capture in answer.proof)
    return Search(year, Whereabouts.GONE, latest_first[0].url, proof)


def noted(watched: Watched, search: Search, at: datetime, listing: Iterable[str]) -> Watched:
    """Give the watch with what a search has shown at an instant; one in doubt changes nothing.

    `listing` are the ids of the captures that show the listing.
    """
    if search.where is Whereabouts.DOUBTFUL:
        return watched
    others = found_again(watched, search.year)
    if search.where is Whereabouts.THERE:
        return others
    proof = tuple(dict.fromkeys((*listing, *search.proof)))
    new = Missed(search.year, search.url, at, at, 0, first=proof)
    first = watched.missed(search.year) or new
    missed = replace(first, until=at, rounds=first.rounds + 1, latest=proof)
    return replace(watched, missing=(*others.missing, missed))


def found_again(watched: Watched, year: int) -> Watched:
    """Give the watch where the report of a year is missed no more."""
    return replace(watched, missing=tuple(m for m in watched.missing if m.year != year))


def _was_there(trip: Trip, known: Sequence[StoredSighting], year: int | None) -> bool:
    """Tell whether any capture shows the report: what never was one has not gone."""
    house = trip.house
    with house.store.read() as tx:
        pages = [c for s in known for c in captures.of_url(tx, s.url) if c.status == HTTPStatus.OK]
    versions = list({c.sha256: c for c in pages}.values())[:_MOST_VERSIONS]
    bodies = (house.archive.load(c.file, c.id) for c in versions)
    return any(whereabouts(house, body, year) is Whereabouts.THERE for body in bodies)
