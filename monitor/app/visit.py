"""Visits one listing: fetch, archive, read, judge what it shows; then the reports that it links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus

from monitor.app.attached import addresses
from monitor.app.house import House
from monitor.app.obligations import Obligation
from monitor.app.round import Round
from monitor.evidence import Capture, Earlier
from monitor.fetch import Failure, Request, Response
from monitor.portals import (
    AgencyNames,
    Link,
    ListingVerdict,
    Sighting,
    Walk,
    begin,
    classify,
    fail,
    judge_listing,
    take,
)
from monitor.portals import ListingState as Shown
from monitor.rules import Presence
from monitor.store import ListingState, Matter, StoredCapture, Tx, Watched, captures, listings, matters, sightings

NO_LISTING = "no_listing"
REPORT_UNREACHABLE = "report_unreachable"
_WORTH_REFERRING = 1000
"""Bytes: what is smaller takes no less room as a reference."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Says why a listing shows nothing at all."""

    reason: str
    state: ListingState = ListingState.UNREACHABLE
    status: int | None = None


@dataclass(slots=True)
class Trip:
    """Gathers what one visit brings home; `record` keeps it, all in one transaction."""

    house: House
    obligation: Obligation
    now: datetime
    """UTC."""
    round: Round
    captured: list[Capture] = field(default_factory=list)
    proof: list[str] = field(default_factory=list)
    """Ids of the captures that show what the listing holds: its pages, and what says that they still stand so."""
    sighted: dict[Link, Sighting] = field(default_factory=dict)
    reports: tuple[Link, ...] | None = None
    """What the listing shows; None where it could not be read."""
    matter: Matter | None = None

    def fetch(self, asked: Request) -> Capture | Failure:
        """Ask for an address; the answer is in the archive before anything reads it."""
        answer = self.round.get(asked, self._ask)
        if isinstance(answer, Capture):
            self.captured.append(answer)
        return answer

    def _ask(self, asked: Request) -> Capture | Failure:
        answer = self.house.client.get(replace(asked, legacy_tls=self.obligation.agency.legacy_tls))
        if isinstance(answer, Failure):
            return answer
        return self.house.archive.store(answer, _earlier(self.house, answer))

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
    after = _after(trip, before)
    trip.matter = _trouble(watched, after, trip.now)
    return after


def _after(trip: Trip, watched: Watched) -> Watched:
    if watched.url is None:
        return _unknown(watched, _Trouble(NO_LISTING))
    walk = _walk(trip, begin(Request(watched.url), trip.obligation.agency.family))
    return _unknown(watched, walk) if isinstance(walk, _Trouble) else _seen(trip, watched, walk)


def _walk(trip: Trip, walk: Walk) -> Walk | _Trouble:
    """Read a listing from page to page until the year's report is met, or to its end."""
    while (wanted := walk.next) is not None and not (walk.pages and _verdict(trip, walk).reports):
        answer = _page(trip, wanted)
        if not walk.captures and (trouble := _shows_nothing(answer)):
            return trouble
        walk = take(walk, answer) if isinstance(answer, Capture) else fail(walk, answer)
    return walk


def _shows_nothing(answer: Capture | str) -> _Trouble | None:
    """Tell what keeps the first page of a listing from being read."""
    if isinstance(answer, str):
        return _Trouble(answer)
    if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return _Trouble("gone", ListingState.GONE, answer.status)
    return None if answer.status == HTTPStatus.OK else _Trouble("status", status=answer.status)


def _page(trip: Trip, wanted: Request) -> Capture | str:
    """Fetch one page of a listing, conditionally where it was captured before; gives its body, or why there is none."""
    known = _known(trip.house, wanted.name)
    answer = trip.fetch(_conditional(wanted, known) if known else wanted)
    if isinstance(answer, Failure):
        return str(answer.reason)
    trip.proof.append(answer.id)
    if answer.status != HTTPStatus.NOT_MODIFIED:
        return answer
    if known is None:
        return "protocol"
    trip.proof.append(known.id)
    return trip.house.archive.load(known.file, known.id)


def _conditional(wanted: Request, known: StoredCapture) -> Request:
    return replace(wanted, etag=known.header("ETag"), last_modified=known.header("Last-Modified"))


def _unknown(watched: Watched, trouble: _Trouble) -> Watched:
    """Give the watch after a visit that showed nothing: what was seen before stays seen, no absence is claimed."""
    return replace(
        watched,
        state=trouble.state,
        presence=watched.presence if watched.presence is Presence.PUBLISHED else Presence.UNKNOWN,
        trouble=trouble.reason,
        failures=watched.failures + 1,
        last_status=trouble.status or watched.last_status,
    )


def _seen(trip: Trip, watched: Watched, walk: Walk) -> Watched:
    """Judge what the listing shows."""
    digest = _digest(walk)
    state = ListingState.SAME if digest == watched.digest else ListingState.CHANGED
    current = replace(
        watched,
        state=ListingState.NEW if watched.digest is None else state,
        last_status=HTTPStatus.OK,
        digest=digest,
        failures=0,
        captures=tuple(trip.proof),
    )
    verdict = _verdict(trip, walk)
    trip.reports = tuple(s.link for s in verdict.reports)
    if verdict.state is Shown.PUBLISHED:
        return _published(trip, current, trip.reports)
    if current.presence is Presence.PUBLISHED:
        return replace(current, trouble="report_gone" if verdict.state is Shown.ABSENT else verdict.reason)
    if verdict.state is Shown.ABSENT:
        proved = replace(current, absent_at=trip.now, absent_captures=current.captures)
        return replace(proved, presence=Presence.PROVED_ABSENT, trouble=None)
    return replace(current, presence=Presence.UNKNOWN, trouble=verdict.reason)


def _digest(walk: Walk) -> str:
    """Give the digest of all pages: of one, its own."""
    digests = [capture.sha256 for capture in walk.captures]
    return digests[0] if len(digests) == 1 else hashlib.sha256(" ".join(digests).encode()).hexdigest()


def _verdict(trip: Trip, walk: Walk) -> ListingVerdict:
    """Judge what was read of a listing so far."""
    agency = trip.obligation.agency
    names = [AgencyNames(a.id, a.names) for a in trip.house.settings.agencies]
    for link in walk.links:
        if link not in trip.sighted:
            trip.sighted[link] = classify(link, names, listing_title=walk.title)
    sighted = [trip.sighted[link] for link in walk.links]
    waived = agency.canary_waived is not None
    return judge_listing(walk.doubt, sighted, owner=agency.id, year=trip.obligation.year, canary_waived=waived)


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
    known = _known(trip.house, url)
    capture = trip.fetch(_conditional(Request(url), known) if known else Request(url))
    if isinstance(capture, Failure):
        return None
    if capture.status == HTTPStatus.NOT_MODIFIED and known:
        return trip.house.archive.load(known.file, known.id)
    return capture if capture.status == HTTPStatus.OK else None


def _earlier(house: House, answer: Response) -> Earlier | None:
    """Give the record of the same bytes, or of the page that a 304 says still stands so; tiny bodies are kept again."""
    if answer.status == HTTPStatus.NOT_MODIFIED:
        known = _known(house, answer.url)
    elif len(answer.body) >= _WORTH_REFERRING:
        with house.store.read() as tx:
            known = next(iter(captures.of_digest(tx, hashlib.sha256(answer.body).hexdigest())), None)
    else:
        known = None
    return Earlier(known.id, known.file, known.final_url, known.fetched_at) if known else None


def _known(house: House, name: str) -> StoredCapture | None:
    """Give the latest whole capture of an address, or None."""
    with house.store.read() as tx:
        return captures.latest(tx, name)


def _trouble(before: Watched, after: Watched, now: datetime) -> Matter | None:
    """Give what the operator is to know of a trouble that is new."""
    if after.trouble is None or after.trouble == before.trouble:
        return None
    facts = {"trouble": after.trouble, "url": after.url or "", "status": after.last_status or ""}
    return Matter("listing_unreachable", now, after.agency, facts)
