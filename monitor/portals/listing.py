"""Reads one captured page of a listing: its links, whether it goes on, whether the rows may be all."""

from __future__ import annotations

from monitor.evidence import Capture
from monitor.portals.doubt import doubt_of
from monitor.portals.families import FAMILIES, Family
from monitor.portals.model import ListingPage
from monitor.portals.page import Page, open_page


def read_listing(capture: Capture, *, family: str = "auto") -> ListingPage:
    """Read a page by the family that is named, or by the first that knows it.

    Navigation and footers are links too: telling them apart is left to classification.
    Raises ValueError for a family that does not exist.
    """
    page = open_page(capture)
    chosen = _family(page, family)
    rows = chosen.read(page)
    paging = chosen.paging(page, rows)
    doubt = None if paging.instead else doubt_of(page, rows)
    return ListingPage(chosen.name, rows.links, paging, rows.listed, doubt, page.title)


def _family(page: Page, name: str) -> Family:
    if name == "auto":
        return next(family for family in FAMILIES.values() if family.recognises(page))
    if name not in FAMILIES:
        raise ValueError(f"unknown portal family {name!r}; known: auto, {', '.join(FAMILIES)}")
    return FAMILIES[name]
