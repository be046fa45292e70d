"""Knows the sites whose columns are `c100028`: pages `name_2.shtml` that a script counts from 1 and names."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.fetch import Request
from monitor.portals.addressing import later_pages
from monitor.portals.anchors import Resolver
from monitor.portals.families import commented, generic
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages

_QUOTE = r"\s*[\"']?"
_CALL = re.compile(
    rf"createPageHTML\({_QUOTE}[\w-]*[a-zA-Z][\w-]*[\"']\s*,{_QUOTE}(?P<count>\d{{1,4}})[\"']?\s*,{_QUOTE}(?P<current>\d{{1,4}})[\"']?\s*"
    rf",{_QUOTE}(?P<name>[\w-]+)[\"']\s*,{_QUOTE}(?P<suffix>s?html?)[\"']\s*(?:,{_QUOTE}(?P<rows>\d{{1,6}}))?"
)


def recognises(page: Page) -> bool:
    """Tell by the call that draws the pager, which names its place first."""
    return _CALL.search(page.text) is not None


def read(page: Page) -> Rows:
    """Give the rows of the page, or those of the comment from which a script draws them."""
    return commented.read(page) if commented.recognises(page) else generic.read(page)


def paging(page: Page, _rows: Rows) -> Paging:
    """Name the pages that the script draws."""
    linked, call = linked_pages(page), _CALL.search(page.text)
    if call is None:
        return linked
    count = int(call["count"])
    resolve = Resolver(page.url)

    def named(number: int) -> Request:
        return Request(resolve(f"{call['name']}_{number}.{call['suffix']}") or page.url)

    ahead = later_pages(count, named) if int(call["current"]) <= 1 else ()
    rows = int(call["rows"]) if call["rows"] else linked.rows
    return replace(linked, ahead=ahead, pages=count, rows=rows, unclear=False)
