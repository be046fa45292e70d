"""Reads any listing whose rows are links in the page."""

from __future__ import annotations

from monitor.portals.families.contract import Rows
from monitor.portals.page import Page
from monitor.portals.rows import longest_list


def recognises(_page: Page) -> bool:
    """Accept every page: this is the family of those that no other knows."""
    return True


def read(page: Page) -> Rows:
    """Give the links of the page."""
    return Rows(tuple(row.link for row in page.rows), longest_list(page.rows))
