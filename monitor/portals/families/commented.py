"""Reads lists that stand in an HTML comment and are drawn again by script (seen on 甘肃 c-code sites)."""

from __future__ import annotations

import re

from monitor.portals.families.contract import Rows
from monitor.portals.families.fragments import between, read_fragments
from monitor.portals.model import Link
from monitor.portals.page import Page
from monitor.portals.rows import longest_list

_DRAWN = ("createpagehtml(", "list_data", "listdata", "page_div")
_ROW = re.compile(r"<a\s[^>]{0,400}>.{4,400}?(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}", re.DOTALL)
_FEWEST = 2
_LONGEST = 1_000_000


def recognises(page: Page) -> bool:
    """Tell by dated rows in a comment together with a script that draws the list."""
    return (
        any(sign in page.lower for sign in _DRAWN)
        and bool(_lists(page))
        # beside a living list, a comment is only what was taken off the page
        and len(_dated(page)) < _FEWEST
    )


def read(page: Page) -> Rows:
    """Give the rows of the comments, then the links of the page."""
    return read_fragments(page, _lists(page))


def _dated(page: Page) -> list[Link]:
    return [link for link in longest_list(page.rows) if link.date]


def _lists(page: Page) -> list[str]:
    comments = between(page.text, "<!--", "-->")
    return [c for c in comments if "<li" in c and len(_ROW.findall(c[:_LONGEST])) >= _FEWEST]
