"""Visits one listing: fetch, archive, read, judge what it shows; then the reports that it links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus

from monitor.app.attached import addresses
from monitor.app.house import House
from monitor.app.obligations import Obligation
from monitor.evidence import Capture
from monitor.fetch import Failure, Request
from monitor.portals import AgencyNames, Link, ListingVerdict, classify, judge_listing, read_listing
from monitor.portals import ListingState as Shown
from monitor.rules import Presence
from monitor.store import ListingState, Matter, Tx, Watched, captures, listings, matters, sightings

NO_LISTING = "no_listing"
REPORT_UNREACHABLE = "report_unreachable"


@dataclass(frozen=True, slots=True)
class _Page:
    """Holds the listing as it stands: the capture of its body, and of a 304 that says it still is so."""

    body: Capture
    proof: tuple[str, ...]


@dataclass(slots=True)
class Trip:
    """Gathers what one visit brings home; `record` keeps it, all in one transaction."""

    house: House
    obligation: Obligation
    now: datetime
    """UTC."""
    captured: list[Capture] = field(default_factory=list)
    reports: tuple[Link, ...] | None = None
    """What the listing shows; None where it could not be read."""
    matter: Matter | None = None

    def fetch(self, asked: Request) -> Capture | Failure:
        """Ask for an address; the answer is in the archive before anything reads it."""
        answer = self.house.client.get(asked)
        if isinstance(answer, Failure):
            return answer
        self.captured.append(self.house.archive.store(answer))
        return self.captured[-1]

    def record(self, tx: Tx, watched: Watched) -> None:
        """Keep captures, sightings, what the operator is to know, and the watch as it is now."""
        for capture in self.captured:
            captures.add(tx, capture)
        if self.reports is not None:
            _keep_sightings(tx, self.obligation, self.reports, self.now)
        if self.matter is not None:
            matters.add(tx, self.matter)
        listings.save(tx, watched)


def visit(trip: Trip, watched: Watched) -> Watched:
    """Visit a listing and the reports that it shows; gives the watch as it is now. Nothing is recorded yet."""
    before = replace(watched, visited_at=trip.now)
    page = _listing(trip, before)
    after = page if isinstance(page, Watched) else _seen(trip, before, page)
    trip.matter = _trouble(watched, after, trip.now)
    return after


def _listing(trip: Trip, watched: Watched) -> Watched | _Page:
    """Fetch the listing; gives the watch where there is no page to read."""
    if watched.url is None:
        return _unknown(watched, NO_LISTING, ListingState.UNREACHABLE)
    capture = trip.fetch(Request(watched.url, watched.etag, watched.last_modified))
    if isinstance(capture, Failure):
        return _unknown(watched, str(capture.reason), ListingState.UNREACHABLE)
    if capture.status == HTTPStatus.NOT_MODIFIED:
        return _unchanged(trip.house, watched, capture)
    if capture.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return _unknown(replace(watched, last_status=capture.status), "gone", ListingState.GONE)
    if capture.status != HTTPStatus.OK:
        return _unknown(replace(watched, last_status=capture.status), "status", ListingState.UNREACHABLE)
    return _Page(capture, (capture.id,))


def _unchanged(house: House, watched: Watched, capture: Capture) -> Watched | _Page:
    """Take up the page that a 304 confirms; without it in the archive the listing is asked for whole next time."""
    body = _latest(house, watched.url or "")
    if body is None or body.sha256 != watched.digest:
        return _unknown(replace(watched, etag=None, last_modified=None), "protocol", ListingState.UNREACHABLE)
    return _Page(body, (body.id, capture.id))


def _unknown(watched: Watched, trouble: str, state: ListingState) -> Watched:
    """Give the watch after a visit that showed nothing: what was seen before stays seen, no absence is claimed."""
    presence = watched.presence if watched.presence is Presence.PUBLISHED else Presence.UNKNOWN
    return replace(watched, state=state, presence=presence, trouble=trouble, failures=watched.failures + 1)


def _seen(trip: Trip, watched: Watched, page: _Page) -> Watched:
    """Judge what the listing shows."""
    body = page.body
    state = ListingState.SAME if body.sha256 == watched.digest else ListingState.CHANGED
    current = replace(
        watched,
        state=ListingState.NEW if watched.digest is None else state,
        etag=body.header("ETag"),
        last_modified=body.header("Last-Modified"),
        last_status=HTTPStatus.OK,
        digest=body.sha256,
        failures=0,
        captures=page.proof,
    )
    verdict = _verdict(trip.house, trip.obligation, body)
    trip.reports = tuple(s.link for s in verdict.reports)
    if verdict.state is Shown.PUBLISHED:
        return _published(trip, current, trip.reports)
    if current.presence is Presence.PUBLISHED:
        return replace(current, trouble="report_gone" if verdict.state is Shown.ABSENT else verdict.reason)
    if verdict.state is Shown.ABSENT:
        return replace(current, presence=Presence.PROVED_ABSENT, absent_at=trip.now, trouble=None)
    return replace(current, presence=Presence.UNKNOWN, trouble=verdict.reason)


def _verdict(house: House, obligation: Obligation, body: Capture) -> ListingVerdict:
    agency = obligation.agency
    page = read_listing(body, family=agency.family)
    names = [AgencyNames(a.id, a.names) for a in house.settings.agencies]
    sighted = [classify(link, names, listing_title=page.title) for link in page.links]
    waived = agency.canary_waived is not None
    return judge_listing(page, sighted, owner=agency.id, year=obligation.year, canary_waived=waived)


def _keep_sightings(tx: Tx, obligation: Obligation, reports: tuple[Link, ...], now: datetime) -> None:
    owner = (obligation.agency.id, obligation.year)
    known = {s.url for s in sightings.load(tx, *owner)}
    for link in reports:
        sightings.see(tx, owner, link, now)
    sightings.gone(tx, owner, known - {link.url for link in reports}, now)


def _published(trip: Trip, watched: Watched, reports: tuple[Link, ...]) -> Watched:
    """Capture every report that the listing shows; published is what could be captured."""
    shown = [c for link in reports if (c := _report(trip, link.url)) is not None]
    fetched = [c for page in shown for c in (page, *_attached(trip, page))]
    if not fetched and watched.presence is not Presence.PUBLISHED:
        return replace(watched, presence=Presence.UNKNOWN, trouble=REPORT_UNREACHABLE)
    return replace(
        watched,
        presence=Presence.PUBLISHED,
        first_seen=watched.first_seen or trip.now,
        trouble=None if fetched else REPORT_UNREACHABLE,
        captures=(*watched.captures, *(c.id for c in fetched)),
    )


def _attached(trip: Trip, page: Capture) -> Iterator[Capture]:
    """Capture what a report page embeds or links, as far as it is to be read with it; one hop, at most a few."""
    for url in addresses(trip.house, page, trip.obligation.year):
        capture = _report(trip, url)
        if capture is not None:
            yield capture


def _report(trip: Trip, url: str) -> Capture | None:
    """Fetch a report, conditionally where it was captured before; gives its latest whole capture."""
    known = _latest(trip.house, url)
    asked = Request(url, known.header("ETag"), known.header("Last-Modified")) if known else Request(url)
    capture = trip.fetch(asked)
    if isinstance(capture, Failure):
        return None
    if capture.status == HTTPStatus.NOT_MODIFIED:
        return known
    return capture if capture.status == HTTPStatus.OK else None


def _latest(house: House, url: str) -> Capture | None:
    """Load the latest whole capture of an address from the archive."""
    with house.store.read() as tx:
        stored = next((c for c in captures.of_url(tx, url) if c.status == HTTPStatus.OK), None)
    return house.archive.load(stored.file, stored.id) if stored else None


def _trouble(before: Watched, after: Watched, now: datetime) -> Matter | None:
    """Give what the operator is to know of a trouble that is new."""
    if after.trouble is None or after.trouble == before.trouble:
        return None
    facts = {"trouble": after.trouble, "url": after.url or "", "status": after.last_status or ""}
    return Matter("listing_unreachable", now, after.agency, facts)
