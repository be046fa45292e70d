"""Reads 大汉 Hanweb jpaas: the page names a unit, whose interface answers with pieces of HTML."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from monitor.fetch import Request
from monitor.portals.addressing import later_pages, pages_for, with_query
from monitor.portals.answers import answer, inside, whole
from monitor.portals.families.contract import Rows
from monitor.portals.families.fragments import read_fragments
from monitor.portals.model import Paging
from monitor.portals.page import Page

_UNIT = "/jpaas-publish-server/front/page/build/unit"
_ADDRESS = re.compile(rf"[\"']([^\"'\s<>]*{_UNIT})(\?[^\"'\s<>]*)?[\"']")
_QUERY = re.compile(r"queryData\s*=\s*[\"']?(\{[^{}]*\})", re.IGNORECASE)
_COUNT = re.compile(r"\bcount\s*=\s*\\?[\"']?(\d{1,7})")
_SIZE = 15


def recognises(page: Page) -> bool:
    """Tell by the address of the interface, in the page or as the page."""
    return "jpaas-publish-server" in page.text or _UNIT in page.url


def read(page: Page) -> Rows:
    """Give the rows of an answer's HTML; the links of the page before."""
    return read_fragments(page, [_markup(page)])


def paging(page: Page, rows: Rows) -> Paging:
    """Lead from the page to its unit, and there from answer to answer."""
    if _UNIT not in page.url:
        first = _unit(page)
        return Paging(ahead=(_asked(first, 1, page.url),) if first else (), unclear=first is None, instead=True)
    count = _COUNT.search(_markup(page))
    total = int(count[1]) if count else None
    pages = pages_for(total, _size(page))
    ahead = later_pages(pages, lambda number: _asked(page.url, number, page.url))
    return Paging(ahead=ahead, pages=pages, rows=total, unclear=total is None or not rows.listed)


def _markup(page: Page) -> str:
    return str(inside(answer(page), "data", "html") or "")


def _size(page: Page) -> int:
    asked = dict(parse_qsl(urlsplit(page.url).query)).get("paramJson", "")
    try:
        return whole(inside(json.loads(asked), "pageSize")) or _SIZE
    except ValueError:
        return _SIZE


def _asked(unit: str, number: int, referer: str) -> Request:
    """Ask for a page of a unit: its number counts only inside of `paramJson`."""
    wanted = json.dumps({"pageNo": number, "pageSize": _SIZE}, separators=(",", ":"))
    return Request(with_query(unit, paramJson=wanted), referer=referer)


def _unit(page: Page) -> str | None:
    """Give the address of the unit that holds the list; None where the page names none, or several."""
    found = {urljoin(page.base, unescape(m[1] + (m[2] or ""))) for m in _ADDRESS.finditer(page.text)}
    bare = {url for url in found if "?" not in url}
    described = [_described(m[1]) for m in _QUERY.finditer(page.text)]
    whole_ones = {u for u in found - bare if "tagId" in u} | {f"{u}?{q}" for u in bare for q in described if q}
    return whole_ones.pop() if len(whole_ones) == 1 else None


def _described(written: str) -> str:
    """Turn `{'webId':'…','pageId':'…'}` into a query."""
    try:
        values = json.loads(unescape(written).replace("'", '"'))
    except ValueError:
        return ""
    return urlencode({k: v for k, v in values.items() if isinstance(v, str)}) if isinstance(values, dict) else ""
