"""Reads EWB 新点 (江苏): the page names department and category, its interface answers with rows."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from monitor.fetch import Request
from monitor.portals.addressing import json_form, later_pages, pages_for
from monitor.portals.answers import answer, inside, links_of, whole
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page

_INTERFACE = "/rest/lightfrontaction/getgovinfolist"
_SIGNS = ("ewb-front", "/js/webbuildercommon.js")
_SITE = re.compile(r"siteGuid[\"']?\s*[:=]\s*[\"']([\w-]+)[\"']")
_PROJECT = re.compile(r"(?:projectName|rootPath|ewbPath)[\"']?\s*[:=]\s*[\"'](/?[\w./-]*)[\"']")
_SIZE = 15


def recognises(page: Page) -> bool:
    """Tell by the scripts of its builder, or by the address of the interface."""
    return _INTERFACE in page.url or any(sign in page.lower for sign in _SIGNS)


def read(page: Page) -> Rows:
    """Give the rows of an answer; the page itself holds none."""
    links = links_of(
        inside(answer(page), "custom", "data"), page, ("realtitle", "title"), ("infourl",), ("infodate", "pubdate")
    )
    return Rows(links, links, own=bool(links))


def paging(page: Page, rows: Rows) -> Paging:
    """Lead from the page to the interface, and there from answer to answer."""
    if _INTERFACE not in page.url:
        first = _first(page)
        return Paging(ahead=(first,) if first else (), unclear=first is None, instead=True)
    total = whole(inside(answer(page), "custom", "total"))
    pages = pages_for(total, _SIZE)
    asked = _asked(page)
    ahead = later_pages(pages, lambda n: json_form(page.url, {**asked, "pageIndex": n - 1}, page.url)) if asked else ()
    return Paging(ahead=ahead, pages=pages, rows=total, unclear=total is None or not rows.links)


def _asked(page: Page) -> dict[str, Any]:
    """Give what the first answer was asked with; later ones name no further pages."""
    try:
        asked = json.loads(page.asked.form or b"{}")
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) and asked.get("pageIndex") == 0 else {}


def _first(page: Page) -> Request | None:
    query = dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))
    site, project = _SITE.search(page.text), _PROJECT.search(page.text)
    if "categorynum" not in query or site is None or project is None:
        return None
    known = {k: query.get(k, "") for k in ("deptcode", "categorynum")}
    url = urljoin(page.url, f"{project[1].rstrip('/')}{_INTERFACE}")
    return json_form(url, {**known, "siteGuid": site[1], "pageIndex": 0, "pageSize": _SIZE}, page.url)
