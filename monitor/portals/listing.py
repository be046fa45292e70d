"""Reads one captured page of a listing: its links, whether it goes on, whether the rows may be all."""

from __future__ import annotations

from monitor.evidence import Capture
from monitor.fetch import Request
from monitor.portals.doubt import doubt_of, unlinked_titles
from monitor.portals.families import FAMILIES, Family
from monitor.portals.model import ListingPage
from monitor.portals.page import Page, open_page


def read_listing(capture: Capture, *, family: str = "auto", asked: Request | None = None) -> ListingPage:
    """Read a page by the family that is named (`name` or `name:option`), or by the first that knows it.

    `asked` is what the capture answers, where it is more than its address.
    Navigation and footers are links too: telling them apart is left to classification.
    Raises ValueError for a family that does not exist.
    """
    name, _, option = family.partition(":")
    page = open_page(capture, asked, option)
    chosen = _family(page, name)
    rows = chosen.read(page)
    paging = chosen.paging(page, rows)
    unlinked = unlinked_titles(page, rows)
    return ListingPage(
        family=chosen.name,
        links=rows.links,
        paging=paging,
        listed=rows.listed,
        doubt=doubt_of(page, rows, unlinked),
        title=page.title,
        unlinked=unlinked,
    )


def _family(page: Page, name: str) -> Family:
    if name == "auto":
        return next(family for family in FAMILIES.values() if family.recognises(page))
    if name not in FAMILIES:
        raise ValueError(f"unknown portal family {name!r}; known: auto, {', '.join(FAMILIES)}")
    return FAMILIES[name]
