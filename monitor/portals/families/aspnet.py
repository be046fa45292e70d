"""Reads lists of ASP.NET: a page is asked for by posting the form again, with the number of the page in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from monitor.fetch import Request
from monitor.portals.addressing import form
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages

_POST_BACK = re.compile(r"__doPostBack\(\s*'([^']+)'\s*,\s*'((?:Page\$)?(\d{1,4}))'\s*\)")
_HIDDEN = ("__VIEWSTATE", "__VIEWSTATEGENERATOR", "__EVENTVALIDATION", "__VIEWSTATEENCRYPTED")


def recognises(page: Page) -> bool:
    """Tell by the state that its forms carry."""
    return "__VIEWSTATE" in page.text and "__doPostBack" in page.text


def paging(page: Page, _rows: Rows) -> Paging:
    """Ask for the next page that the pager offers: its form holds the state of this one, so each names but its next."""
    linked, offered = linked_pages(page), dict(_offered(page))
    following = offered.get(_current(page) + 1)
    pages = max(offered, default=1)
    if following is None:
        return replace(linked, pages=linked.pages or max(pages, _current(page)), unclear=False) if offered else linked
    return replace(linked, ahead=(following,), pages=max(pages, linked.pages or 1), unclear=False)


def _offered(page: Page) -> Iterator[tuple[int, Request]]:
    state = {name: value for name in _HIDDEN if (value := _hidden(page, name)) is not None}
    for target, argument, number in _POST_BACK.findall(unescape(page.text)):
        yield int(number), form(page.url, {**state, "__EVENTTARGET": target, "__EVENTARGUMENT": argument}, page.url)


def _hidden(page: Page, name: str) -> str | None:
    node = page.tree.css_first(f'input[name="{name}"]')
    return (node.attributes.get("value") or "") if node else None


def _current(page: Page) -> int:
    """Give the number of this page: that which was posted, else 1."""
    asked = re.search(rb"__EVENTARGUMENT=(?:Page%24)?(\d{1,4})", page.asked.form or b"")
    return int(asked[1]) if asked else 1
