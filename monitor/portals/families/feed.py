"""Reads RSS (2.0), Atom (RFC 4287) and sitemaps (sitemaps.org): rows without a page, and no word of their end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from monitor.portals.anchors import Resolver
from monitor.portals.answers import day_of
from monitor.portals.families.contract import Rows
from monitor.portals.families.fragments import between
from monitor.portals.model import Link, Paging
from monitor.portals.page import Page
from monitor.portals.text import fold

_HEAD = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|urlset|rdf:RDF)\b", re.DOTALL)
_ENTRIES = (
    ("<item>", "</item>"),
    ("<item ", "</item>"),
    ("<entry>", "</entry>"),
    ("<entry ", "</entry>"),
    ("<url>", "</url>"),
)
_TITLES = ("title", "news:title")
_DATES = ("pubDate", "dc:date", "published", "updated", "news:publication_date", "lastmod")
_HREF = re.compile(r"<link\b[^>]*\bhref\s*=\s*[\"']([^\"']+)[\"']")
_MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}  # noqa: SIM905 - reads as what it is
_MAIL_DATE = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2}) ((?:19|20)\d{2})")


def recognises(page: Page) -> bool:
    """Tell by the element at its root."""
    return _HEAD.match(page.text[:2000]) is not None


def read(page: Page) -> Rows:
    """Give every entry that has a title and an address."""
    resolve = Resolver(page.base)
    entries = (entry for start, end in _ENTRIES for entry in between(page.text, start, end))
    links = tuple(dict.fromkeys(_links(entries, resolve)))
    return Rows(links, links, own=bool(links))


def paging(_page: Page, _rows: Rows) -> Paging:
    """Leave the end unknown: a feed holds the latest entries, and a sitemap what its maker put in."""
    return Paging(unclear=True)


def _links(entries: Iterator[str], resolve: Resolver) -> Iterator[Link]:
    for entry in entries:
        title = next((t for name in _TITLES if (t := _text(entry, name))), "")
        href = _HREF.search(entry)
        url = resolve(_text(entry, "link") or (unescape(href[1]) if href else "") or _text(entry, "loc"))
        if title and url:
            day = next((d for name in _DATES if (d := day_of(_numbered(_text(entry, name))))), None)
            yield Link(url, title, day)


def _text(entry: str, name: str) -> str:
    found = next(between(entry, f"<{name}>", f"</{name}>"), "")
    return fold(unescape(next(between(found, "<![CDATA[", "]]>"), found)))


def _numbered(date: str) -> str:
    """Write the date of a mail (RFC 5322: 20 Jan 2025) in figures."""
    found = _MAIL_DATE.search(date)
    month = _MONTHS.get(found[2]) if found else None
    return f"{found[3]}-{month}-{found[1]}" if found and month else date
