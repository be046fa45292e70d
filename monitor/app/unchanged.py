"""Recognises a listing that stayed as it was: what it was read to say then it still says, and need not be read again.

It stayed if every page on which its reading rests was asked for again, in the same order, and answered with 304 or with
the same bytes; every answer is archived as ever. The reading also rests on the program and on the names in the
configuration: where one of them is another now, everything is read anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from importlib.resources.abc import Traversable

import simplejson

import monitor.app
import monitor.portals
from monitor.app.house import House
from monitor.app.trip import Trip, conditional, pointer
from monitor.evidence import Capture
from monitor.fetch import Failure, Request
from monitor.portals import Link, ListingState
from monitor.settings import Agency
from monitor.store import StoredCapture, Walked, WalkedPage, captures

_READERS = (files(monitor.portals), files(monitor.app) / "visit.py", files(monitor.app) / "walking.py")
"""What of the program decides how a listing is read."""


def basis_of(agencies: Sequence[Agency]) -> str:
    """Give the digest of all that readings of listings rest on beside their pages."""
    said = [[a.id, a.names, a.family, a.canary_waived is None] for a in agencies]
    return hashlib.sha256(simplejson.dumps([_program(), said]).encode()).hexdigest()


@cache
def _program() -> str:
    """Give the digest of the code that reads listings: an upgrade must not leave an old reading standing."""
    digest = hashlib.sha256()
    for place in _READERS:
        _add(digest, place)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, place: Traversable) -> None:
    if place.is_dir():
        for inner in sorted(place.iterdir(), key=lambda each: each.name):
            _add(digest, inner)
    elif place.name.endswith(".py"):
        digest.update(place.read_bytes())


@dataclass(frozen=True, slots=True)
class Said:
    """Holds what a listing says."""

    digests: tuple[str, ...]
    """Of every page."""
    state: ListingState
    reason: str | None
    """Why nothing is proved."""
    reports: tuple[Link, ...]
    again: bool = False
    """Whether it said so before, and that is recorded."""


def trusted(house: House, walks: Iterable[Walked]) -> Iterator[Walked]:
    """Yield the walks whose records are in the archive: nothing is concluded from evidence that is gone."""
    there = cache(house.archive.has)
    for walk in walks:
        if all(there(record.file) for page in walk.pages for record in (page.earlier, page.original)):
            yield walk


def still(trip: Trip, url: str) -> Said | None:
    """Ask for the pages of the listing again; gives what it still says, or None where it has to be read."""
    walked = trip.walked
    if walked is None or walked.pages[0].request.url != url:
        return None
    pages = tuple(_those_that_stayed(trip, walked.pages))
    if len(pages) < len(walked.pages):
        trip.proof.clear()
        return None
    if pages != walked.pages:
        trip.learned = replace(walked, pages=pages)
    return Said(tuple(page.sha256 for page in pages), walked.state, walked.reason, walked.reports, again=True)


def _those_that_stayed(trip: Trip, pages: Sequence[WalkedPage]) -> Iterator[WalkedPage]:
    for page in pages:
        now = _again(trip, page)
        if now is None:
            return
        yield now


def _again(trip: Trip, page: WalkedPage) -> WalkedPage | None:
    """Ask for a page again; gives it, with its validators as they are now, or None where it is another."""
    answered = trip.ask(page.request)
    answer = answered.answer
    if isinstance(answer, Failure):
        return None
    trip.proof.append(answer.id)
    if answer.status == HTTPStatus.NOT_MODIFIED:
        trip.proof.append(page.earlier.id)
        # another visit of the round may have asked first, about a page that it knows and this one does not
        return page if _validators(answered.asked) == _validators(page.request) else None
    same = (HTTPStatus.OK, page.sha256, page.earlier.url, page.content_type)
    if (answer.status, answer.sha256, answer.final_url, answer.header("Content-Type")) != same:
        return None
    asked = conditional(page.request, answer)
    # what a server says of itself at every answer anew is no reason to write
    return page if asked == page.request else replace(page, request=asked, earlier=pointer(answer))


def _validators(request: Request) -> tuple[str | None, str | None]:
    return request.etag, request.last_modified


def remember(trip: Trip, asked: Sequence[Request], read: Sequence[Capture], said: Said) -> None:
    """Have what a listing was read to say remembered, unless a page of it was not read."""
    if len(asked) != len(read) or any(capture.status != HTTPStatus.OK for capture in read):
        return
    with trip.house.store.read() as tx:
        first = [next(iter(captures.of_digest(tx, capture.sha256)), capture) for capture in read]
    pages = tuple(map(_page, asked, read, first))
    owed = trip.obligation
    trip.learned = Walked(owed.agency.id, owed.year, trip.known.basis, pages, said.state, said.reason, said.reports)


def _page(asked: Request, capture: Capture, original: Capture | StoredCapture) -> WalkedPage:
    request = replace(conditional(asked, capture), legacy_tls=False)
    kind = capture.header("Content-Type")
    return WalkedPage(request, pointer(capture), pointer(original), capture.sha256, kind)
