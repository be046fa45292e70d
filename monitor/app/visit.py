"""Visits one listing: fetch, archive, read, judge what it shows; then the reports that it links."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from monitor.app.attached import addresses
from monitor.app.browser import is_drawn
from monitor.app.earlier import is_due, look_through
from monitor.app.missed import found_again, is_back, is_dead, look_for, noted
from monitor.app.trip import Found, Trip
from monitor.app.unchanged import Said, remember, still
from monitor.app.walking import Judge, page_of, read_on, walk_of
from monitor.evidence import Capture
from monitor.portals import ListingState as Shown
from monitor.rules import Presence
from monitor.store import ListingState, Matter, StoredCapture, Watched

NO_LISTING = "no_listing"
REPORT_GONE = "report_gone"
REPORT_UNREACHABLE = "report_unreachable"
Links = tuple[Found, ...]
"""What came of links that the listing shows."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Says why a listing shows nothing at all."""

    reason: str
    state: ListingState = ListingState.UNREACHABLE
    status: int | None = None


def visit(trip: Trip, watched: Watched) -> Watched:
    """Visit a listing and the reports that it shows; gives the watch as it is now. Nothing is recorded yet."""
    before = replace(watched, visited_at=trip.now)
    after = _after(trip, before)
    trip.matter = _trouble(watched, after, trip.now)
    trip.forget()
    return after


def _after(trip: Trip, watched: Watched) -> Watched:
    if watched.url is None:
        return _unknown(watched, _Trouble(NO_LISTING))
    said = still(trip, watched.url) or _read(trip, watched.url)
    return _unknown(watched, said) if isinstance(said, _Trouble) else _seen(trip, watched, said)


def _read(trip: Trip, url: str, dead: Links = ()) -> Said | _Trouble:
    """Read a listing from page to page until the year's report is met, or to its end; dead links are no report."""
    walk, judge = walk_of(trip, url), Judge(trip, [found.url for found in dead])
    asked = []
    while (wanted := walk.next) is not None and not (walk.pages and judge.verdict(walk).reports):
        asked.append(wanted)
        answer = page_of(trip, wanted, trip.proof)
        if not walk.captures and (trouble := _shows_nothing(answer)):
            return trouble
        walk = read_on(walk, answer)
    trip.walk = walk
    verdict = judge.verdict(walk)
    digests = tuple(capture.sha256 for capture in walk.captures)
    said = Said(digests, verdict.state, verdict.reason, tuple(s.link for s in verdict.reports))
    if not dead and not is_drawn(trip.obligation.agency.family):
        # what was drawn rests on more than the page: on whatever its scripts were given
        remember(trip, asked, walk.captures, said)
    return said


def _shows_nothing(answer: Capture | str) -> _Trouble | None:
    """Tell what keeps the first page of a listing from being read."""
    if isinstance(answer, str):
        return _Trouble(answer)
    if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return _Trouble("gone", ListingState.GONE, answer.status)
    return None if answer.status == HTTPStatus.OK else _Trouble("status", status=answer.status)


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


def _seen(trip: Trip, watched: Watched, said: Said) -> Watched:
    """Judge what the listing shows."""
    digest = _digest(said.digests)
    state = ListingState.SAME if digest == watched.digest else ListingState.CHANGED
    current = replace(
        watched,
        state=ListingState.NEW if watched.digest is None else state,
        last_status=HTTPStatus.OK,
        digest=digest,
        failures=0,
    )
    trip.reports = said.reports if said.reports or not said.again else None
    after = _judged(trip, current, said)
    if is_due(after, trip.now, changed=not said.again):
        after = look_through(trip, after)
    return replace(after, captures=(*dict.fromkeys(trip.proof), *after.captures))


def _judged(trip: Trip, watched: Watched, said: Said, dead: Links = ()) -> Watched:
    """Judge what the listing says beside links that are dead; the `captures` are those of reports alone."""
    bare = replace(watched, captures=())
    if said.state is Shown.PUBLISHED:
        found = tuple(trip.find(link.url) for link in said.reports)
        if watched.presence is Presence.PUBLISHED and is_dead(trip, watched, found):
            return _behind(trip, watched, (*dead, *found))
        return _published(trip, watched, found)
    if watched.presence is Presence.PUBLISHED:
        return _unlisted(trip, bare, said, dead)
    if said.state is Shown.ABSENT:
        proved = replace(bare, absent_at=trip.now, absent_captures=tuple(trip.proof))
        return replace(proved, presence=Presence.PROVED_ABSENT, trouble=None)
    return replace(bare, presence=Presence.UNKNOWN, trouble=said.reason)


def _behind(trip: Trip, watched: Watched, dead: Links) -> Watched:
    """Read on behind links that lead nowhere any more."""
    said = _read(trip, watched.url or "", dead)
    if isinstance(said, _Trouble):
        return replace(watched, trouble=said.reason, captures=())
    trip.reports = (*(trip.reports or ()), *said.reports)
    return _judged(trip, watched, said, dead)


def _unlisted(trip: Trip, watched: Watched, said: Said, dead: Links) -> Watched:
    """Look for a report that was seen before and that the listing does not show, or by dead links alone."""
    if said.state is not Shown.ABSENT:
        return replace(watched, trouble=said.reason)
    unseen = replace(watched, trouble=REPORT_UNREACHABLE if dead else REPORT_GONE)
    return noted(unseen, look_for(trip, unseen, watched.year, dead), trip.now, trip.proof)


def _digest(digests: Sequence[str]) -> str:
    """Give the digest of all pages: of one, its own."""
    return digests[0] if len(digests) == 1 else hashlib.sha256(" ".join(digests).encode()).hexdigest()


def _published(trip: Trip, watched: Watched, reports: Links) -> Watched:
    """Capture what is read with the reports that the listing shows; published is what could be captured."""
    shown = [page for report in reports if (page := report.page) is not None]
    fetched = [c for page in shown for c in (page, *_attached(trip, page))]
    if not fetched and watched.presence is not Presence.PUBLISHED:
        return replace(watched, presence=Presence.UNKNOWN, trouble=REPORT_UNREACHABLE, captures=())
    published = replace(
        watched,
        presence=Presence.PUBLISHED,
        first_seen=watched.first_seen or trip.now,
        trouble=None if fetched else REPORT_UNREACHABLE,
        captures=tuple(c.id for c in fetched),
    )
    return found_again(published, watched.year) if is_back(trip, watched, reports) else published


def _attached(trip: Trip, page: Capture | StoredCapture) -> Iterator[Capture | StoredCapture]:
    """Capture what a report page embeds or links, as far as it is to be read with it; one hop, at most a few."""
    for url in addresses(trip.house, page, trip.obligation.year):
        attachment = trip.find(url, shown_on=page.final_url).page
        if attachment is not None:
            yield attachment


def _trouble(before: Watched, after: Watched, now: datetime) -> Matter | None:
    """Give what the operator is to know of a trouble that is new."""
    if after.trouble is None or after.trouble == before.trouble:
        return None
    facts = {"trouble": after.trouble, "url": after.url or "", "status": after.last_status or ""}
    return Matter("listing_unreachable", now, after.agency, facts)
