"""Visits one listing: fetch, archive, read, judge what it shows; then the reports that it links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from monitor.app.house import House
from monitor.app.obligations import Obligation
from monitor.evidence import Capture
from monitor.fetch import Failure, Request
from monitor.portals import AgencyNames, Link, ListingVerdict, classify, judge_listing, read_listing
from monitor.portals import ListingState as Shown
from monitor.rules import Presence
from monitor.store import ListingState, Matter, Watched, captures, matters, sightings

NO_LISTING = "no_listing"
REPORT_UNREACHABLE = "report_unreachable"


@dataclass(frozen=True, slots=True)
class _Page:
    """Holds the listing as it stands: the capture of its body, and of a 304 that says it still is so."""

    body: Capture
    proof: tuple[str, ...]


def visit(house: House, obligation: Obligation, watched: Watched, now: datetime) -> Watched:
    """Visit a listing and keep what it shows; gives the watch as it is now, to be saved by the caller."""
    before = replace(watched, visited_at=now)
    page = _listing(house, before)
    after = page if isinstance(page, Watched) else _seen(house, obligation, before, page, now)
    _tell(house, watched, after, now)
    return after


def _listing(house: House, watched: Watched) -> Watched | _Page:
    """Fetch the listing; gives the watch where there is no page to read."""
    if watched.url is None:
        return _unknown(watched, NO_LISTING, ListingState.UNREACHABLE)
    asked = Request(watched.url, watched.etag, watched.last_modified)
    answer = house.client.get(asked)
    if isinstance(answer, Failure):
        return _unknown(watched, str(answer.reason), ListingState.UNREACHABLE)
    capture = _archive(house, house.archive.store(answer))
    if capture.status == HTTPStatus.NOT_MODIFIED:
        return _unchanged(house, watched, capture)
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


def _seen(house: House, obligation: Obligation, watched: Watched, page: _Page, now: datetime) -> Watched:
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
    verdict = _verdict(house, obligation, body)
    reports = [s.link for s in verdict.reports]
    _keep_sightings(house, obligation, reports, now)
    if verdict.state is Shown.PUBLISHED:
        return _published(house, current, reports, now)
    if current.presence is Presence.PUBLISHED:
        return replace(current, trouble="report_gone" if verdict.state is Shown.ABSENT else verdict.reason)
    if verdict.state is Shown.ABSENT:
        return replace(current, presence=Presence.PROVED_ABSENT, absent_at=now, trouble=None)
    return replace(current, presence=Presence.UNKNOWN, trouble=verdict.reason)


def _verdict(house: House, obligation: Obligation, body: Capture) -> ListingVerdict:
    agency = obligation.agency
    page = read_listing(body, family=agency.family)
    names = [AgencyNames(a.id, a.names) for a in house.settings.agencies]
    sighted = [classify(link, names, listing_title=page.title) for link in page.links]
    waived = agency.canary_waived is not None
    return judge_listing(page, sighted, owner=agency.id, year=obligation.year, canary_waived=waived)


def _keep_sightings(house: House, obligation: Obligation, reports: list[Link], now: datetime) -> None:
    owner = (obligation.agency.id, obligation.year)
    with house.store.begin() as tx:
        known = {s.url for s in sightings.load(tx, *owner)}
        for link in reports:
            sightings.see(tx, owner, link, now)
        sightings.gone(tx, owner, known - {link.url for link in reports}, now)


def _published(house: House, watched: Watched, reports: list[Link], now: datetime) -> Watched:
    """Capture every report that the listing shows; published is what could be captured."""
    fetched = [c for link in reports if (c := _report(house, link.url)) is not None]
    if not fetched and watched.presence is not Presence.PUBLISHED:
        return replace(watched, presence=Presence.UNKNOWN, trouble=REPORT_UNREACHABLE)
    return replace(
        watched,
        presence=Presence.PUBLISHED,
        first_seen=watched.first_seen or now,
        trouble=None if fetched else REPORT_UNREACHABLE,
        captures=(*watched.captures, *(c.id for c in fetched)),
    )


def _report(house: House, url: str) -> Capture | None:
    """Fetch a report, conditionally where it was captured before; gives its latest whole capture."""
    known = _latest(house, url)
    asked = Request(url, known.header("ETag"), known.header("Last-Modified")) if known else Request(url)
    answer = house.client.get(asked)
    if isinstance(answer, Failure):
        return None
    capture = _archive(house, house.archive.store(answer))
    if capture.status == HTTPStatus.NOT_MODIFIED:
        return known
    return capture if capture.status == HTTPStatus.OK else None


def _archive(house: House, capture: Capture) -> Capture:
    with house.store.begin() as tx:
        captures.add(tx, capture)
    return capture


def _latest(house: House, url: str) -> Capture | None:
    """Load the latest whole capture of an address from the archive."""
    with house.store.read() as tx:
        stored = next((c for c in captures.of_url(tx, url) if c.status == HTTPStatus.OK), None)
    return house.archive.load(stored.file, stored.id) if stored else None


def _tell(house: House, before: Watched, after: Watched, now: datetime) -> None:
    """Tell the operator of a trouble that is new."""
    if after.trouble is None or after.trouble == before.trouble:
        return
    facts = {"trouble": after.trouble, "url": after.url or "", "status": after.last_status or ""}
    with house.store.begin() as tx:
        matters.add(tx, Matter("listing_unreachable", now, after.agency, facts))
