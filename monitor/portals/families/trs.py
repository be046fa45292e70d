"""Knows the pages of TRS WCM (拓尔思): plain rows, a pager drawn by `createPageHTML` or `countPage`.

Mostly pages count from 0, and page 2 of `index.html` is `index_1.html`; where the first page calls itself 1 it is
`index_2.html`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from monitor.fetch import Request
from monitor.portals.anchors import Resolver
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages

_ARTICLE = re.compile(r"/t20\d{6}_\d+\.s?html?")
_CALL = re.compile(
    r"createPageHTML\(\s*[\"']?(?P<count>\d{1,4})[\"']?\s*,\s*[\"']?(?P<current>\d{1,4})[\"']?\s*"
    r",\s*[\"'](?P<name>[\w-]+)[\"']\s*,\s*[\"'](?P<suffix>s?html?)[\"']"
)
_COUNT = re.compile(r"\bcountPage\s*=\s*[\"']?(?P<count>\d{1,4})")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*[\"']?(?P<current>\d{1,4})")
_FIRST = re.compile(r"/(?:(?P<name>[\w-]*?)\.(?P<suffix>s?html?))?$")
_LATER = re.compile(r"_\d{1,4}\.s?html?$")
_SIGNS = (
    "createPageHTML(",
    "TRS_Editor",
    "trs_editor_view",
    "CurrChnlCls",
    ".trsapi",
    "/was5/web/search",
    "/was40/search",
)


def recognises(page: Page) -> bool:
    """Tell by article addresses (`t20210305_80595.htm`) and by names that TRS templates use."""
    return any(sign in page.text for sign in _SIGNS) or _ARTICLE.search(page.text) is not None


def paging(page: Page, _rows: Rows) -> Paging:
    """Read how many pages the script draws; the first page names all others."""
    linked = linked_pages(page)
    drawn = _drawn(page)
    if drawn is None:
        return linked
    if _LATER.search(urlsplit(page.url).path):
        return replace(linked, ahead=(), pages=drawn.count, unclear=False)
    numbers = range(1 + drawn.current, drawn.count + drawn.current)
    resolve = Resolver(page.url)
    urls = [resolve(f"{drawn.name}_{number}.{drawn.suffix}") for number in numbers]
    return replace(linked, ahead=tuple(Request(u) for u in urls if u), pages=drawn.count, unclear=False)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Holds what the script of a pager is given; `current` is the number of the first page, 0 or 1."""

    count: int
    current: int
    name: str
    suffix: str


def _drawn(page: Page) -> _Drawn | None:
    call = next((c for c in _CALL.finditer(page.text) if not page.text.endswith("function ", 0, c.start())), None)
    if call:
        return _Drawn(int(call["count"]), int(call["current"]), call["name"], call["suffix"])
    count, current = _COUNT.search(page.text), _CURRENT.search(page.text)
    if count is None:
        return None
    own = _FIRST.search(urlsplit(page.url).path)
    name, suffix = (own["name"], own["suffix"]) if own else (None, None)
    return _Drawn(int(count["count"]), int(current["current"]) if current else 0, name or "index", suffix or "html")
