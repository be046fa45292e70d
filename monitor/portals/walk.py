"""Walks a listing from page to page, as pure as the pages themselves: it says what to fetch, and takes what came.

A listing was read to its end when every page that its pages name was read without doubt, nothing says that there is
more in a way that is not understood, and what it says of its size (pages, rows) is no more than what was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from monitor.evidence import Capture
from monitor.fetch import Request
from monitor.portals.addresses import plain
from monitor.portals.listing import read_listing
from monitor.portals.model import Link, ListingPage

MOST_PAGES = 60
"""Pages of one walk: a listing that is longer is left unknown."""
_MOST_SHELLS = 3


@dataclass(frozen=True, slots=True)
class Walk:
    """Holds how far a listing was read."""

    listing: Request
    family: str = "auto"
    pages: tuple[ListingPage, ...] = ()
    """As read, in the order in which they came; shells are left out."""
    captures: tuple[Capture, ...] = ()
    """Of every page, shells included."""
    waiting: tuple[Request, ...] = ()
    asked: frozenset[str] = frozenset()
    """Names of every page asked for, or waiting to be."""
    title: str = ""
    """What the listing calls itself: the first page that says so, shells included."""
    shells: int = 0
    trouble: str | None = None
    """Why the walk cannot come to its end, or None."""

    @property
    def next(self) -> Request | None:
        """Give the page to fetch next; None where the walk is over."""
        return self.waiting[0] if self.waiting and self.trouble is None else None

    @property
    def links(self) -> tuple[Link, ...]:
        """Give the links of all pages, each once."""
        return tuple(dict.fromkeys(link for page in self.pages for link in page.links))

    @property
    def read_by(self) -> str:
        """Give the name of the family that read it."""
        return self.pages[0].family if self.pages else self.family

    @property
    def doubt(self) -> str | None:
        """Say why the listing was not read to its end, or None where it was: only then it can prove an absence."""
        if self.trouble or self.waiting:
            return self.trouble or "not_walked"
        return next((page.doubt for page in self.pages if page.doubt), None) or _lacking(self.pages)


def begin(listing: Request, family: str = "auto") -> Walk:
    """Begin the walk of a listing, read by the family of this name."""
    return Walk(listing, family, waiting=(listing,), asked=frozenset({_key(listing)}))


def take(walk: Walk, answer: Capture) -> Walk:
    """Go on with the answer to `walk.next`."""
    waiting, captures = walk.waiting[1:], (*walk.captures, answer)
    if walk.pages and answer.status != HTTPStatus.OK:
        return replace(walk, waiting=waiting, captures=captures, trouble="page_missing")
    page = read_listing(answer, family=_family(walk), asked=walk.waiting[0])
    onward = replace(walk, waiting=waiting, captures=captures, title=walk.title or page.title)
    if page.paging.instead:
        return _through(onward, page)
    if walk.pages and not _brings_rows(walk, page):
        return replace(onward, pages=(*walk.pages, page), trouble=page.doubt or "repeated_page")
    return _ahead(replace(onward, pages=(*walk.pages, page)), page)


def fail(walk: Walk, reason: str) -> Walk:
    """End the walk: the page that it wanted next could not be fetched."""
    return replace(walk, waiting=walk.waiting[1:], trouble=reason)


def _family(walk: Walk) -> str:
    """Give the family by which to read on: that of the first page, with what the office says beside its name."""
    _, mark, option = walk.family.partition(":")
    return f"{walk.read_by}{mark}{option}" if walk.pages else walk.family


def _through(walk: Walk, shell: ListingPage) -> Walk:
    """Go on behind a shell; one that leads home leads nowhere."""
    if walk.shells == _MOST_SHELLS:
        return replace(walk, trouble="redirect_shell")
    if any(urlsplit(request.url).path in {"", "/"} for request in shell.paging.ahead):
        return replace(walk, trouble="led_home")
    deeper = replace(walk, shells=walk.shells + 1)
    return _ahead(deeper, shell) if shell.paging.ahead else replace(walk, trouble=shell.doubt or "redirect_shell")


def _ahead(walk: Walk, page: ListingPage) -> Walk:
    """Put what a page names behind what waits already; nothing, where the family's own count of rows was met."""
    if page.paging.counted and len(_found(walk.pages)) >= (page.paging.rows or 0):
        return replace(walk, waiting=())
    new = {_key(r): r for r in page.paging.ahead if _key(r) not in walk.asked}
    asked = walk.asked | new.keys()
    if len(asked) > MOST_PAGES:
        return replace(walk, trouble="too_many_pages")
    return replace(walk, waiting=(*walk.waiting, *new.values()), asked=asked)


def _key(request: Request) -> str:
    """Give what tells a page from others: `index.html` of a folder is the folder."""
    return request.name if request.form is not None else plain(request.url)


def _brings_rows(walk: Walk, page: ListingPage) -> bool:
    """Tell whether a further page shows anything new: portals give page 1, or a stub, for pages that are not there."""
    known = {link.url for other in walk.pages for link in other.links}
    return any(link.url not in known for link in page.listed)


def _lacking(pages: tuple[ListingPage, ...]) -> str | None:
    """Say in what the pages fall short of what they say of themselves."""
    if not pages:
        return "not_walked"
    if any(page.paging.unclear for page in pages):
        return "has_pager"
    counted = any(page.paging.counted for page in pages)
    if not counted and max(_stated(page.paging.pages for page in pages), default=1) > len(pages):
        return "pages_missing"
    rows = max(_stated(page.paging.rows for page in pages), default=0)
    return "rows_missing" if rows > len(_found(pages)) else None


def _found(pages: tuple[ListingPage, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((link.url, link.title) for page in pages for link in page.listed)


def _stated(numbers: Iterator[int | None]) -> Iterator[int]:
    return (number for number in numbers if number is not None)
