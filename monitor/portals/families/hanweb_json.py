"""Reads the new 大汉 Hanweb pages (江西): articles as JSON in a script, their addresses as JSON inside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from monitor.fetch import Request
from monitor.portals.addressing import later_pages, pages_for, with_query
from monitor.portals.anchors import Resolver
from monitor.portals.answers import inside, value_after, whole
from monitor.portals.families.contract import Rows
from monitor.portals.model import Link, Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages
from monitor.portals.text import fold, only_date

_LIST = re.compile(r"articleList[\"']?\s*:\s*(?=\[)")
_CHANNEL = re.compile(r"channelsTagSelf\s*=\s*(?=\{)")
_UNIT = re.compile(r"unitid[\"']?\s*:\s*[\"'](\d+)[\"']")
_LATER = re.compile(r"[?&]pageNum=(?!1(?:&|$))\d+")


def recognises(page: Page) -> bool:
    """Tell by the list that the script holds."""
    return "articleList" in page.text and _LIST.search(page.text) is not None


def read(page: Page) -> Rows:
    """Give the articles of the script, then the links of the page."""
    articles = value_after(page, _LIST)
    links = list(_links(page, articles if isinstance(articles, list) else []))
    around = [row.link for row in page.rows]
    return Rows(tuple(dict.fromkeys(links + around)), tuple(links), own=bool(links))


def paging(page: Page, rows: Rows) -> Paging:
    """Count on in `?uid=…&pageNum=…`, by the number of articles that the channel states."""
    linked = linked_pages(page)
    total = whole(inside(value_after(page, _CHANNEL), "articleCount"))
    if total is None or total <= len(rows.listed):
        return linked if total is None else replace(linked, rows=total)
    unit = _UNIT.search(page.text)
    if _LATER.search(page.url) or unit is None or not rows.listed:
        return Paging(rows=total, unclear=unit is None)
    pages = pages_for(total, len(rows.listed))
    ahead = later_pages(pages, lambda n: Request(with_query(page.url, uid=unit[1], pageNum=n), referer=page.url))
    return Paging(ahead=ahead, rows=total)


def _links(page: Page, articles: list[Any]) -> Iterator[Link]:
    resolve = Resolver(page.base)
    for article in articles:
        if isinstance(article, dict) and isinstance(article.get("title"), str):
            address = _address(article.get("urls"))
            url = resolve(address) if address else None
            if url:
                yield Link(url, fold(article["title"]), only_date(str(article.get("pubDate"))))


def _address(urls: Any) -> str | None:
    try:
        addresses = json.loads(urls) if isinstance(urls, str) else urls
    except ValueError:
        return None
    address = addresses.get("pc") if isinstance(addresses, dict) else None
    return address if isinstance(address, str) else None
