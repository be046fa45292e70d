"""Writes listing pages of an invented district as portals serve them, and captures of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from monitor.evidence import Capture
from monitor.portals import AgencyNames, Link, ListingPage, Sighting, classify, read_listing

URL = "http://www.lanxi.example/zwgk/zfxxgknb/"
NAMES = (
    AgencyNames("gov", ("云川市兰溪区人民政府",)),
    AgencyNames("finance", ("云川市兰溪区财政局", "区财政局", "财政局")),
    AgencyNames("reform", ("云川市兰溪区发展和改革局",)),
    AgencyNames("budget", ("云川市兰溪区预算评审中心",)),
    AgencyNames("market", ("云川市兰溪区市场监督管理局",)),
)


def report(year: int, agency: str = "云川市兰溪区财政局") -> str:
    """Give the plain title of a report."""
    return f"{agency}{year}年政府信息公开工作年度报告"


def rows(titles: Iterable[str], day: str = "2025-01-20") -> str:
    """Give dated list rows, one a title, each with an address of its own."""
    return "".join(
        f'<li><a href="./202501/t20250120_{number}.html">{title}</a><span>{day}</span></li>'
        for number, title in enumerate(titles, start=1)
    )


def page(inner: str, title: str = "政府信息公开年报") -> str:
    """Give a whole page: menu, the part that matters, footer."""
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="./">政府信息公开年报</a></div>'
        f"<div class='list'>{inner}</div>"
        '<div class="foot"><a href="/wzdt/">网站地图</a><a href="mailto:a@lanxi.example">联系我们</a></div>'
        "</body></html>"
    )


def capture(
    source: str | bytes, *, url: str = URL, status: int = 200, content_type: str | None = "text/html"
) -> Capture:
    """Give the capture of a page as the fetcher would have made it."""
    body = source.encode() if isinstance(source, str) else source
    headers = (("Content-Type", content_type),) if content_type else ()
    digest = hashlib.sha256(body).hexdigest()
    at = datetime(2026, 2, 1, tzinfo=UTC)
    return Capture("urn:uuid:0", url, url, status, headers, body, digest, at, "listing.warc.gz")


def read(inner: str, *, url: str = URL) -> ListingPage:
    """Read a page made of this part."""
    return read_listing(capture(page(inner), url=url))


def titled(title: str, *, listing_title: str = "", names: tuple[AgencyNames, ...] = NAMES) -> Sighting:
    """Judge a title by itself."""
    return classify(Link(f"{URL}1.html", title), names, listing_title=listing_title)


def judged(listing: ListingPage) -> list[Sighting]:
    """Judge every link of a page."""
    return [classify(link, NAMES, listing_title=listing.title) for link in listing.links]
