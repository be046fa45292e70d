"""Reads the new 大汉 Hanweb pages (江西): articles as JSON in a script, their addresses as JSON inside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from monitor.portals.anchors import Resolver
from monitor.portals.families.contract import Rows
from monitor.portals.model import Link, Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages, with_rows
from monitor.portals.rows import read_rows
from monitor.portals.text import fold, only_date

_LIST = re.compile(r"articleList[\"']?\s*:\s*(?=\[)")
_CHANNEL = re.compile(r"channelsTagSelf\s*=\s*(?=\{)")
_DECODER = json.JSONDecoder()


def recognises(page: Page) -> bool:
    """Tell by the list that the script holds."""
    return "articleList" in page.text and _LIST.search(page.text) is not None


def read(page: Page) -> Rows:
    """Give the articles of the script, then the links of the page."""
    articles = _value(page, _LIST)
    links = list(_links(page, articles if isinstance(articles, list) else []))
    around = [row.link for row in read_rows(page.anchors)]
    return Rows(tuple(dict.fromkeys(links + around)), tuple(links), own=bool(links))


def paging(page: Page, _rows: Rows) -> Paging:
    """Take the number of articles that the channel states."""
    channel = _value(page, _CHANNEL)
    stated = channel.get("articleCount") if isinstance(channel, dict) else None
    return with_rows(linked_pages(page), stated if isinstance(stated, int) else None)


def _value(page: Page, before: re.Pattern[str]) -> Any:
    match = before.search(page.text)
    try:
        return _DECODER.raw_decode(page.text, match.end())[0] if match else None
    except (ValueError, RecursionError):
        return None


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
