"""Defines what a family is: how its pages are known, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.portals.model import Link, Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages


@dataclass(frozen=True, slots=True)
class Rows:
    """Holds the links of a page and what its list says about itself."""

    links: tuple[Link, ...]
    listed: tuple[Link, ...]
    """Those that are the rows of its list; the rest are menus and footers."""
    own: bool = False
    """Whether the rows stand where the family keeps them, so that a script's template means nothing."""


def by_links(page: Page, _rows: Rows) -> Paging:
    """Follow the links of the pager."""
    return linked_pages(page)


@dataclass(frozen=True, slots=True)
class Family:
    """Describes one family of portals."""

    name: str
    recognises: Callable[[Page], bool]
    read: Callable[[Page], Rows]
    paging: Callable[[Page, Rows], Paging] = by_links
    """How the listing goes on behind a page; links in the page where the family has no way of its own."""
    provisional: bool = False
    """Whether no real page of the family could be had: what departs from its described shape proves nothing."""
