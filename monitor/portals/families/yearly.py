"""Reads listings that are cut by years: links named `2024` under a column of annual reports, each a list of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.fetch import Request
from monitor.portals.families import generic
from monitor.portals.families.contract import Rows
from monitor.portals.model import Link, Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages
from monitor.portals.text import squeeze

_YEAR = re.compile(r"((?:19|20)\d{2})(?:年度?)?")
_COLUMN = re.compile(r"(?:政府|政务)?信息公开.{0,6}(?:年报|年度报告)|公开年报")
_FOLDER = re.compile(r"/(?:index\.s?html?)?$")
_FEWEST = 2
_LATEST = 3
"""Years that are walked: the report's own, the one in which it is posted, and the one before as the canary."""


def recognises(page: Page) -> bool:
    """Tell by a column of annual reports whose links to folders are years, without a dated row beside them."""
    return _COLUMN.search(squeeze(page.title)) is not None and len(_years(page)) >= _FEWEST


def read(page: Page) -> Rows:
    """Give the links of the page without the years: they are lists, not reports."""
    years = {link.url for link in _years(page)}
    rows = generic.read(page)
    return Rows(tuple(r for r in rows.links if r.url not in years), tuple(r for r in rows.listed if r.url not in years))


def paging(page: Page, rows: Rows) -> Paging:
    """Walk the lists of the latest years, and whatever else the pager names."""
    linked = linked_pages(page)
    latest = sorted(_years(page), key=lambda link: squeeze(link.title), reverse=True)[:_LATEST]
    years = (Request(link.url, referer=page.url) for link in latest)
    return replace(linked, ahead=(*years, *linked.ahead), instead=not rows.listed)


def _years(page: Page) -> tuple[Link, ...]:
    rows = generic.read(page).links
    return tuple(r for r in rows if r.date is None and _YEAR.fullmatch(squeeze(r.title)) and _FOLDER.search(r.url))
