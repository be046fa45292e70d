"""Looks a listing through for the reports of earlier years: whether they are listed yet, and can be reached (D-11).

That costs the pages behind the year's report and a few old reports, so it is done when the listing has changed, daily
while a report is missed, else once a week.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.app.missed import Search, look_for, noted, stands
from monitor.app.trip import Trip
from monitor.app.walking import Judge, page_of, read_on, walk_of
from monitor.app.whereabouts import Whereabouts
from monitor.portals import Link, ListingState, Walk
from monitor.store import StoredSighting, Watched, sightings

_EVERY, _AGAIN = timedelta(days=7), timedelta(hours=20)
_IN_TURN = 5
"""Latest years whose listed reports are asked for, one each time."""
_MOST_SEARCHES = 8

Listed = Mapping[int, tuple[Link, ...]]


def is_due(watched: Watched, now: datetime, *, changed: bool) -> bool:
    """Tell whether the listing is to be looked through again."""
    if watched.looked_through_at is None:
        return True
    lost = any(missed.year != watched.year for missed in watched.missing)
    return now - watched.looked_through_at >= (_AGAIN if changed or lost else _EVERY)


def look_through(trip: Trip, watched: Watched) -> Watched:
    """Look for the reports of earlier years; gives the watch with those that are missed."""
    proof = list(trip.proof) if trip.walk else []
    walk, judge = _walked(trip, watched.url or "", proof), Judge(trip)
    listed = _listed(judge, walk, watched.year)
    with trip.house.store.read() as tx:
        known = sightings.earlier(tx, watched.agency, watched.year)
    searched = {year: _asked(trip, watched, year, listed[year]) for year in _in_turn(watched, listed, trip.now)}
    missing = sorted({s.year for s in known} - listed.keys(), reverse=True) if any(judge.reports(walk)) else []
    unlisted = [year for year in missing if judge.lacks(walk, year).state is ListingState.ABSENT]
    searched |= {year: look_for(trip, watched, year) for year in unlisted[:_MOST_SEARCHES]}
    _note(trip, known, {**listed, **dict.fromkeys(unlisted, ())})
    after = replace(watched, looked_through_at=trip.now)
    for search in searched.values():
        after = noted(after, search, trip.now, proof)
    return after


def _walked(trip: Trip, url: str, proof: list[str]) -> Walk:
    walk = trip.walk or walk_of(trip, url)
    while (wanted := walk.next) is not None:
        walk = read_on(walk, page_of(trip, wanted, proof))
    return walk


def _listed(judge: Judge, walk: Walk, before: int) -> Listed:
    """Give the links of the reports of years before, the latest year first."""
    found = sorted(((year, link) for year, link in judge.reports(walk) if year < before), key=lambda each: -each[0])
    return {year: tuple(link for other, link in found if other == year) for year, _ in found}


def _in_turn(watched: Watched, listed: Listed, now: datetime) -> tuple[int, ...]:
    """Give the listed years that are asked for this time: one in its turn, and those that are missed."""
    latest = list(listed)[:_IN_TURN]
    turn = now.toordinal() // _EVERY.days if watched.looked_through_at else 0
    return tuple(year for year in listed if watched.missed(year) or year == latest[turn % len(latest)])


def _asked(trip: Trip, watched: Watched, year: int, links: tuple[Link, ...]) -> Search:
    """Ask for a report that is listed; where its links are dead, look for it elsewhere.

    What was never had, or is as it was, need not be read: it loses nothing.
    """
    found = tuple(trip.find(link.url) for link in links)
    if watched.missed(year) is None and not any(each.before and not each.same for each in found):
        return Search(year, Whereabouts.DOUBTFUL)
    states = {stands(trip, each, None) for each in found}
    if states == {Whereabouts.GONE}:
        return look_for(trip, watched, year, found)
    there = states & {Whereabouts.THERE, Whereabouts.REPLACED}
    return Search(year, Whereabouts.THERE if there else Whereabouts.DOUBTFUL)


def _note(trip: Trip, known: tuple[StoredSighting, ...], shown: Listed) -> None:
    """Have the years recorded whose links are others than the listing showed before."""
    before: dict[int, set[str]] = {}
    for each in known:
        if each.gone_at is None:
            before.setdefault(each.year, set()).add(each.url)
    now = {year: {link.url for link in links} for year, links in shown.items()}
    trip.earlier = {year: links for year, links in shown.items() if now[year] != before.get(year, set())}
    trip.thinned = frozenset(year for year in trip.earlier if before.get(year, set()) - now[year])
