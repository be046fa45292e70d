"""Makes the requests of one visit and brings home what came: each answer is archived before anything reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http import HTTPStatus

from monitor.app.house import House, Owner
from monitor.app.obligations import Obligation
from monitor.app.round import Answered, Round
from monitor.evidence import Capture, Earlier
from monitor.fetch import Failure, Request, Response
from monitor.portals import AgencyNames, Link, Sighting, Walk
from monitor.store import (
    Matter,
    StoredCapture,
    Tx,
    Walked,
    WalkedPage,
    captures,
    matters,
    sightings,
    walks,
)

_WORTH_REFERRING = 1000
"""Bytes: what is smaller takes no less room as a reference."""


@dataclass(frozen=True, slots=True)
class Found:
    """Holds what came of asking for a report or for what is read with it."""

    url: str
    capture: Capture | StoredCapture | None = None
    """Its answer; of a 304 the page that it says is unchanged. None where none came."""
    proof: tuple[str, ...] = ()
    """Ids of the captures that show it."""
    before: bool = False
    """Whether the address served a page before."""
    same: bool = False
    """Whether these are its bytes."""

    @property
    def page(self) -> Capture | StoredCapture | None:
        """Give the answer if it is a page or a file (status 200)."""
        return self.capture if self.capture is not None and self.capture.status == HTTPStatus.OK else None


@dataclass(frozen=True, slots=True)
class Known:
    """Holds on what all readings of a round rest beside the pages."""

    basis: str
    """Its digest."""
    names: tuple[AgencyNames, ...]
    """Of every agency."""


@dataclass(slots=True)
class Trip:
    """Gathers what one visit brings home; `record` keeps it, all in one transaction."""

    house: House
    obligation: Obligation
    now: datetime
    """UTC."""
    round: Round
    known: Known
    walked: Walked | None = None
    """What the listing was last read to say on this basis."""
    captured: dict[str, StoredCapture] = field(default_factory=dict)
    """By id; the bodies are in the archive."""
    proof: list[str] = field(default_factory=list)
    """Ids of the captures that show what the listing holds: its pages, and what says that they still stand so."""
    reports: tuple[Link, ...] | None = None
    """What the listing shows; None where it could not be read, or shows none as before."""
    learned: Walked | None = None
    """What the listing says now, if that is to be remembered."""
    earlier: Mapping[int, tuple[Link, ...]] = field(default_factory=dict)
    """What the listing shows of earlier years, where that is new."""
    thinned: frozenset[int] = frozenset()
    """Earlier years of which it showed links that are no longer there."""
    sighted: dict[Link, Sighting] = field(default_factory=dict)
    """What the links of the listing are."""
    walk: Walk | None = None
    """How far the listing was read."""
    matter: Matter | None = None

    def ask(self, asked: Request) -> Answered:
        """Ask for an address, once a round; the answer is in the archive before anything reads it."""
        answered = self.round.get(asked, self._ask)
        if isinstance(answered.answer, Capture):
            self.keep(answered.answer)
        return answered

    def keep(self, capture: Capture) -> Capture:
        """Have an archived capture recorded."""
        self.captured[capture.id] = captures.pointer(capture)
        return capture

    def fetch(self, asked: Request) -> Capture | Failure:
        """Ask for an address, and give the answer alone."""
        return self.ask(asked).answer

    def conditionally(self, asked: Request, known: StoredCapture | None) -> Capture | Failure:
        """Ask for an address only if it is no longer as it was captured."""
        return self.fetch(conditional(asked, known) if known else asked)

    def find(self, url: str, shown_on: str | None = None) -> Found:
        """Ask for a report, or for what the page at `shown_on` shows, conditionally where it was captured before."""
        known = self.latest(url)
        answer = self.conditionally(Request(url, referer=shown_on), known)
        if isinstance(answer, Failure):
            return Found(url, before=known is not None)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            same = known is not None and known.sha256 == answer.sha256
            return Found(url, answer, (answer.id,), before=known is not None, same=same)
        if known is None:
            return Found(url, proof=(answer.id,))
        return Found(url, known, (answer.id, known.id), before=True, same=True)

    def latest(self, name: str) -> StoredCapture | None:
        """Give the latest whole capture of an address, or None."""
        with self.house.store.read() as tx:
            return captures.latest(tx, name)

    def _ask(self, asked: Request) -> Capture | Failure:
        legacy = self.obligation.agency.legacy_tls
        answer = self.house.client.get(replace(asked, legacy_tls=True) if legacy else asked)
        if isinstance(answer, Failure):
            return answer
        return self.house.archive.store(answer, self._earlier(answer))

    def _earlier(self, answer: Response) -> Earlier | None:
        """Give the record of the same bytes, or of the page that a 304 says still stands so.

        Tiny bodies are kept again.
        """
        page = self._walked_page(answer.url)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            known = self.latest(answer.url) if page is None else None
            return page.earlier if page else pointer(known) if known else None
        if len(answer.body) < _WORTH_REFERRING:
            return None
        digest = hashlib.sha256(answer.body).hexdigest()
        if page and page.sha256 == digest:
            return page.original
        with self.house.store.read() as tx:
            return next(map(pointer, captures.of_digest(tx, digest)), None)

    def _walked_page(self, name: str) -> WalkedPage | None:
        pages = self.walked.pages if self.walked else ()
        return next((page for page in pages if page.request.name == name), None)

    def forget(self) -> None:
        """Let go of what was read: its bodies are in the archive, and trips wait for one another to be recorded."""
        self.walk = None
        self.sighted.clear()

    def record(self, tx: Tx) -> None:
        """Keep sightings, what the operator is to know, and what is to be remembered of the listing."""
        agency = self.obligation.agency.id
        if self.reports is not None:
            _keep_sightings(tx, (agency, self.obligation.year), self.reports, self.now)
        sightings.see_all(tx, agency, self.earlier, self.now)
        for year in self.thinned:
            sightings.only(tx, (agency, year), {link.url for link in self.earlier[year]}, self.now)
        if self.matter is not None:
            matters.add(tx, self.matter)
        if self.learned is not None:
            walks.save(tx, self.learned)


def conditional(wanted: Request, known: StoredCapture | Capture) -> Request:
    """Ask for a page only if it is no longer as it was captured."""
    return replace(wanted, etag=known.header("ETag"), last_modified=known.header("Last-Modified"))


def pointer(known: Capture | StoredCapture) -> Earlier:
    """Point to the record of a capture."""
    return Earlier(known.id, known.file, known.final_url, known.fetched_at)


def _keep_sightings(tx: Tx, owner: Owner, reports: tuple[Link, ...], now: datetime) -> None:
    for link in reports:
        sightings.see(tx, owner, link, now)
    sightings.only(tx, owner, {link.url for link in reports}, now)
