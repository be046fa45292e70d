"""Reads a report that is more than its page: what the page embeds or links is told, and read with it. Pure.

The shell fetches what `look` wants and hands it to `complete`. A page whose attachment could not be fetched or read
never stands for a report without tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from monitor.documents import Document, Embedded, EmbeddedKind, Unreadable, embedded, read_document
from monitor.documents.embedded import carried
from monitor.documents.pages import as_pages
from monitor.extraction import Reading, date_in_address, is_same_report, join, read_report
from monitor.form import load_edition

UNREAD = "embedded_document"
"""Reason and doubt of a report whose embedded documents were not all read (E-04)."""
_MOST_FILES = 4
_MOST_BESIDE = 2
"""Files fetched to be held against a page that is whole by itself."""
_MOST_PICTURES = 24
_NO_TEXT = frozenset({"no_content", "empty"})
_WEB = ("http://", "https://")

Source = Reading | Unreadable
Parts = Mapping[str, Document | Unreadable]
"""What came of the wanted addresses; one that is not there could not be fetched."""


@dataclass(frozen=True, slots=True)
class Attached:
    """Holds what was brought with a page: where it was served from, and what came of the addresses that it wants."""

    address: str = ""
    parts: Parts = field(default_factory=lambda: MappingProxyType({}))


NOTHING = Attached()


@dataclass(frozen=True, slots=True)
class Page:
    """Holds a page as read by itself, and what must be read with it."""

    source: Source
    wanted: tuple[Embedded, ...] = ()
    """In order of likelihood; pictures in the order of the page."""
    several: bool = False
    """Whether it links so many reports that nobody can tell which is meant."""

    @property
    def fetched(self) -> tuple[Embedded, ...]:
        """Give what is to be fetched."""
        return tuple(e for e in self.wanted if e.url.lower().startswith(_WEB) and not self.several)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Give the addresses to fetch."""
        return tuple(e.url for e in self.fetched)


def look(body: bytes, charset: str | None, year: int | None, address: str = "") -> Page:
    """Read a page, and tell which of the documents that it embeds or links are wanted; most reports want none."""
    document = read_document(body, charset)
    if isinstance(document, Unreadable):
        return Page(document)
    reading = _dated(read_report(document, year), address)
    found = embedded(document, address)
    if _is_whole(reading):
        beside = (e for e in found if e.named and e.kind is EmbeddedKind.DOCUMENT)
        return Page(reading, tuple(beside)[:_MOST_BESIDE])
    files = [e for e in found if e.kind is not EmbeddedKind.PICTURE]
    pictures = () if any(e.kind is EmbeddedKind.DOCUMENT for e in files) else _pictures(found)
    several = len({e.title or e.url for e in files if e.named}) > _MOST_FILES
    return Page(reading, (*files[:_MOST_FILES], *pictures), several)


def _dated(reading: Reading, address: str) -> Reading:
    """Add the day that the address names to the dates that the document states."""
    named = date_in_address(address)
    return replace(reading, dates=(*reading.dates, named)) if named else reading


def complete(page: Page, parts: Parts, year: int | None) -> Source:
    """Give the one reading of a page and of what it wanted, or why the report could not be read."""
    if not page.wanted or isinstance(page.source, Unreadable):
        return page.source
    parts = {**_carried(page), **parts}
    read = {} if page.several else _readings(page, page.source, parts, year)
    others = {id(r): r for r in read.values() if is_same_report(page.source, r)}
    whole = join([page.source, *others.values()])
    says_something = bool(whole.tables or whole.sections)
    unread = page.several or any(e.url not in read and not _is_bare(parts.get(e.url)) for e in page.wanted)
    if _is_whole(whole) or (says_something and not unread):
        return whole
    if says_something:
        return replace(whole, doubts=(*whole.doubts, UNREAD))
    return Unreadable(page.source.format, page.source.sha256, UNREAD, _told(page, parts))


def _carried(page: Page) -> Parts:
    """Read the pictures that a saved page carries within itself."""
    bodies = {e.url: carried(e.url) for e in page.wanted if e.kind is EmbeddedKind.PICTURE}
    return {url: read_document(body) for url, body in bodies.items() if body is not None}


def _is_whole(reading: Reading) -> bool:
    return len(reading.tables) == len(load_edition(reading.edition).tables)


def _pictures(found: Sequence[Embedded]) -> tuple[Embedded, ...]:
    return tuple(e for e in found if e.kind is EmbeddedKind.PICTURE)[:_MOST_PICTURES]


def _readings(page: Page, shown_by: Reading, parts: Parts, year: int | None) -> dict[str, Reading]:
    """Read what came, by its address; what shows nothing of a report (an error page) did not come."""
    documents = {e.url: part for e in page.wanted if isinstance(part := parts.get(e.url), Document)}
    pictures = [e.url for e in page.wanted if e.kind is EmbeddedKind.PICTURE]
    shown = [documents.pop(url) for url in pictures if url in documents]
    read = {url: read_report(document, year) for url, document in documents.items()}
    if shown and all(url in parts and (isinstance(parts[url], Document) or _is_bare(parts[url])) for url in pictures):
        whole = read_report(as_pages(shown, shown_by.sha256), year)
        read |= dict.fromkeys(pictures, whole)
    return {url: r for url, r in read.items() if r.tables or r.sections}


def _is_bare(part: Document | Unreadable | None) -> bool:
    """Tell a picture that was looked at and shows no text: a photograph hides no table."""
    return isinstance(part, Unreadable) and part.reason in _NO_TEXT


def _told(page: Page, parts: Parts) -> str:
    return "; ".join(" ".join(_words(e, parts.get(e.url))) for e in page.wanted)


def _words(one: Embedded, part: Document | Unreadable | None) -> Iterator[str]:
    address = one.url.partition(",")[0] if one.url.startswith("data:") else one.url[:200]
    yield from (text for text in (one.title[:60], address) if text)
    if isinstance(part, Unreadable):
        yield f"({part.reason})"
