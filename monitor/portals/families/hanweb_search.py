"""Reads the 信息公开 module of 大汉 Hanweb: the column page holds a frame, `search.jsp` answers its form."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urljoin

from monitor.fetch import Request
from monitor.portals.addressing import form, later_pages
from monitor.portals.families import generic
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page

_SEARCH = "/module/xxgk/search.jsp"
_PAGES = re.compile(r"共\s*(?:&nbsp;)?\s*(\d{1,4})\s*(?:&nbsp;)?\s*页")
_FIELD = re.compile(
    r"[\"']?\b(infotypeId|jdid|area|divid|vc_\w+|sortfield|texttype|fbtime)\b[\"']?\s*[:=]\s*[\"']([^\"']*)[\"']"
)
_NEEDED = frozenset({"infotypeId", "jdid"})


def recognises(page: Page) -> bool:
    """Tell by the address of the module, in the page or as the page."""
    return "/module/xxgk/search.jsp" in page.text or _SEARCH in page.url


def read(page: Page) -> Rows:
    """Give the rows of the table."""
    return generic.read(page)


def paging(page: Page, rows: Rows) -> Paging:
    """Post the form for every page; from the column page on, the answers are the listing."""
    said = _PAGES.search(page.said)
    if _SEARCH in page.url:
        pages = int(said[1]) if said else None
        return Paging(pages=pages, ahead=_later(page, pages), unclear=pages is None or not rows.links)
    fields = dict(_FIELD.findall(page.text))
    if not fields.keys() >= _NEEDED:
        return Paging(unclear=True, instead=True)
    first = form(urljoin(page.url, _SEARCH), {**fields, "currpage": 1}, page.url)
    return Paging(ahead=(first,), instead=True)


def _later(page: Page, pages: int | None) -> tuple[Request, ...]:
    """Name the pages behind the first answer, whose form tells what was asked."""
    asked = dict(parse_qsl((page.asked.form or b"").decode(), keep_blank_values=True))
    if asked.get("currpage") != "1":
        return ()
    return later_pages(pages, lambda number: form(page.url, {**asked, "currpage": number}, page.url))
