"""Walks a listing page by page, and judges what stands on it for one obligation."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from monitor.app.browser import family_behind, is_drawn
from monitor.app.drawn import drawn_page, served
from monitor.app.trip import Trip
from monitor.evidence import Capture
from monitor.fetch import Request
from monitor.portals import (
    Link,
    ListingVerdict,
    Sighting,
    Verdict,
    Walk,
    begin,
    classify,
    fail,
    judge_listing,
    take,
)


def walk_of(trip: Trip, url: str) -> Walk:
    """Begin the walk of a listing, by the family that the agency's row names."""
    return begin(Request(url), family_behind(trip.obligation.agency.family))


def page_of(trip: Trip, wanted: Request, proof: list[str]) -> Capture | str:
    """Give one page of a listing, as served or, where the agency's row asks for it, as drawn; or why there is none.

    The captures that show it are added to `proof`.
    """
    take_page = drawn_page if is_drawn(trip.obligation.agency.family) else served
    return take_page(trip, wanted, proof)


def read_on(walk: Walk, answer: Capture | str) -> Walk:
    """Go on with the page that the walk wanted, or with why there is none."""
    return take(walk, answer) if isinstance(answer, Capture) else fail(walk, answer)


class Judge:
    """Judges what was read of a listing so far, each title once a trip; some links may be left out."""

    def __init__(self, trip: Trip, without: Collection[str] = ()) -> None:
        self._without = frozenset(without)
        self._owed = trip.obligation
        self._names = trip.known.names
        self._sighted = trip.sighted

    def verdict(self, walk: Walk) -> ListingVerdict:
        """Judge the pages of a walk by the year that is owed."""
        agency = self._owed.agency
        waived = agency.canary_waived is not None
        sighted = self._judged(walk)
        return judge_listing(walk.doubt, sighted, owner=agency.id, year=self._owed.year, canary_waived=waived)

    def lacks(self, walk: Walk, year: int) -> ListingVerdict:
        """Judge them by another year; that this is the listing, others of its reports must show."""
        return judge_listing(walk.doubt, self._judged(walk), owner=self._owed.agency.id, year=year, canary_waived=True)

    def reports(self, walk: Walk) -> Iterator[tuple[int, Link]]:
        """Yield every report of the agency that a walk met, with its year."""
        for each in self._judged(walk):
            if each.verdict is Verdict.REPORT and each.year and each.agency in {None, self._owed.agency.id}:
                yield each.year, each.link

    def _judged(self, walk: Walk) -> list[Sighting]:
        for link in walk.links:
            if link not in self._sighted:
                self._sighted[link] = classify(link, self._names, listing_title=walk.title)
        return [self._sighted[link] for link in walk.links if link.url not in self._without]
