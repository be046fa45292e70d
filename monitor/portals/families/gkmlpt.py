"""Reads 南方 gkmlpt (广东): the page holds `window._CONFIG`, its interface gives a hundred rows a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from monitor.fetch import Request
from monitor.portals.addressing import later_pages, pages_for
from monitor.portals.answers import answer, inside, links_of, value_after, whole
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page

_TREE = re.compile(r"\bTREE[\"']?\s*[:=]\s*(?=\[)")
_SITE = re.compile(r"[\"']?SID[\"']?\s*:\s*[\"']?(\d+)")
_COLUMN = re.compile(r"信息公开.{0,8}(?:年报|年度报告)")
_SIZE = 100
_MOST_NODES = 5000


def recognises(page: Page) -> bool:
    """Tell by the configuration, or by the answer of the interface."""
    if "/gkmlpt/" in urlsplit(page.url).path and "_CONFIG" in page.text:
        return True
    return "/gkmlpt/api/" in page.url and isinstance(inside(answer(page), "articles"), list)


def read(page: Page) -> Rows:
    """Give the articles of an answer; the page itself holds none."""
    links = links_of(
        inside(answer(page), "articles"),
        page,
        titles=("title",),
        urls=("url", "post_url"),
        dates=("display_publish_time", "first_publish_time", "date", "created_at"),
    )
    return Rows(links, links, own=bool(links))


def paging(page: Page, rows: Rows) -> Paging:
    """Lead from the page to the interface, and there from answer to answer."""
    found = answer(page)
    if found is None:
        first = _interface(page)
        return Paging(ahead=(Request(first, referer=page.url),) if first else (), unclear=first is None, instead=True)
    stated = (whole(inside(found, *keys)) for keys in (("total",), ("classify", "post_count")))
    total = next((number for number in stated if number is not None), None)
    count = pages_for(total, _SIZE)
    base = page.url.partition("?")[0]
    site = re.search(r"sid=(\d+)", page.url)
    ahead = later_pages(count, lambda n: Request(f"{base}?page={n}&sid={site[1] if site else ''}", referer=page.url))
    return Paging(ahead=ahead, pages=count, rows=total, unclear=total is None or not rows.links)


def _interface(page: Page) -> str | None:
    """Give the address of the first answer: the column stands in the fragment, else it is found by its name."""
    site = _SITE.search(page.text)
    column = urlsplit(page.asked.url).fragment
    named = column if column.isdigit() else _named(value_after(page, _TREE))
    prefix = page.url.partition("/gkmlpt/")[0]
    return f"{prefix}/gkmlpt/api/all/{named}?page=1&sid={site[1]}" if site and named else None


def _named(tree: Any) -> str | None:
    """Find the column of annual reports in the tree; None where there is none, or more than one."""
    found = {str(node.get("id")) for node in _nodes(tree) if _COLUMN.search(str(node.get("name")))}
    return found.pop() if len(found) == 1 else None


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [tree]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, Mapping):
            yield node
            waiting += [v for v in node.values() if isinstance(v, list | Mapping)]
        elif isinstance(node, list):
            waiting += node
