"""Brings together a captured report page and the captures of what it embeds or links."""

from __future__ import annotations

from datetime import date

from monitor.app.house import KEPT_READINGS, House, Wanted
from monitor.app.whole import Page, Source, complete, look
from monitor.documents import Embedded, EmbeddedKind, read_document
from monitor.evidence import Capture
from monitor.extraction import Reading
from monitor.store import StoredCapture, Tx, captures

_FILES = frozenset({EmbeddedKind.DOCUMENT, EmbeddedKind.ARCHIVE})


def addresses(house: House, page: Capture | StoredCapture, year: int) -> tuple[str, ...]:
    """Give the addresses of what a report page wants to be read with, remembered by its bytes."""
    return _wanted(house, page, year)[1]


def files_of(house: House, page: Capture | StoredCapture, year: int) -> tuple[Embedded, ...]:
    """Give the files among them, which their names say to be files."""
    return tuple(e for e in _wanted(house, page, year)[2] if e.kind in _FILES and e.ending)


def read_attached(house: House, tx: Tx, page: StoredCapture, year: int) -> tuple[Source, tuple[str, ...]]:
    """Read a captured report with its attachments as last captured; gives it with the digests of all that was read."""
    alone, wanted, _ = _wanted(house, page, year)
    latest = {url: found for url in wanted if (found := captures.latest(tx, url)) is not None}
    digests = (page.sha256, *(stored.sha256 for stored in latest.values()))

    def made() -> Source:
        own = look_at(house, page, year)
        if alone:
            return own.source
        bodies = {url: house.archive.load(stored.file, stored.id) for url, stored in latest.items()}
        return complete(own, {url: read_document(b.body, b.charset) for url, b in bodies.items()}, year)

    return house.remember(":".join(digests), made), digests


def displayed_date(house: House, tx: Tx, url: str, year: int) -> date | None:
    """Give the date of publication that the page of a report displays, as last captured; None where it has none."""
    page = captures.latest(tx, url)
    source = read_attached(house, tx, page, year)[0] if page else None
    return source.published_on if isinstance(source, Reading) else None


def _wanted(house: House, page: Capture | StoredCapture, year: int) -> Wanted:
    """Tell whether a page stands for itself, and what it wants else."""
    key = (page.sha256, page.final_url)
    known = house.wanted.get(key)
    if known is None:
        own = look_at(house, page, year)
        if len(house.wanted) >= KEPT_READINGS:
            house.wanted.pop(next(iter(house.wanted)), None)
        known = house.wanted[key] = (not own.wanted, own.addresses, own.fetched)
        if not own.wanted:
            house.remember(page.sha256, lambda: own.source)
    return known


def look_at(house: House, page: Capture | StoredCapture, year: int | None) -> Page:
    """Read a page by itself; its digest is checked on the way from the archive."""
    body = page if isinstance(page, Capture) else house.archive.load(page.file, page.id)
    return look(body.body, body.charset, year, body.final_url)
