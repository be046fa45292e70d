"""Reads the lists of Fujian's TRS front end: ten rows in the page, the others by its search (`/fjdzapp/search`).

The number of the search channel stands in a script of the site; where the page does not name it, the office does:
`family: trs_search:200210`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin

from monitor.portals.addressing import form, later_pages, pages_for
from monitor.portals.answers import answer, inside, links_of, whole
from monitor.portals.families import generic
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages

_SEARCH = "/fjdzapp/search"
_CHANNEL = re.compile(r"channelid[\"']?\s*:\s*[\"']?(\d+)")
_WHICH = re.compile(r"classsql[\"']?\s*:\s*(?:\"\"\s*\|\|\s*)?[\"']([^\"']+)[\"']")
_SORTED = re.compile(r"sortfield[\"']?\s*:\s*[\"']([^\"']+)[\"']")
_SIZE = re.compile(r"prepage[\"']?\s*:\s*[\"']?(\d{1,3})")
_TOTAL = re.compile(r"recordCount[\"']?\s*:\s*[\"']?(\d{1,6})")


def recognises(page: Page) -> bool:
    """Tell by the model that draws the list, or by an answer of the search."""
    return "list2.trsapi" in page.text or "fjdzapp" in page.text or _SEARCH in page.url


def read(page: Page) -> Rows:
    """Give the records of an answer, or the rows of the page: those of its template hold no address."""
    found = answer(page)
    if found is None:
        return replace(generic.read(page), own=True)
    records = next((r for key in ("data", "docs") if isinstance(r := inside(found, key), list)), None)
    links = links_of(records, page, ("doctitle",), ("chnldocurl", "docpuburl"), ("docreltime",))
    return Rows(links, links, own=bool(links))


def paging(page: Page, _rows: Rows) -> Paging:
    """Name the pages of the search by the number of records that the script states."""
    found = answer(page)
    if found is not None:
        return Paging(pages=whole(inside(found, "pageCount")))
    total, size, which = (pattern.search(page.text) for pattern in (_TOTAL, _SIZE, _WHICH))
    if total is None or size is None:
        return linked_pages(page)
    pages = pages_for(int(total[1]), int(size[1]))
    channel = _channel(page)
    if which is None or channel is None:
        return Paging(pages=pages, rows=int(total[1]), unclear=pages != 1)
    order = _SORTED.search(page.text)
    fields = {"channelid": channel, "classsql": which[1], "prepage": size[1], "sortfield": order[1] if order else ""}
    url = urljoin(page.url, _SEARCH)
    ahead = later_pages(pages, lambda number: form(url, {**fields, "page": number}, page.url))
    return Paging(ahead=ahead, pages=pages, rows=int(total[1]))


def _channel(page: Page) -> str | None:
    named = _CHANNEL.search(page.text)
    return page.option or (named[1] if named else None)
