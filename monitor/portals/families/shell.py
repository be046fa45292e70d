"""Sees through shells: pages that only send on (by script or by `meta refresh`), or show the list in a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from monitor.fetch import Request
from monitor.portals.addresses import is_same_host, same_page
from monitor.portals.anchors import Resolver
from monitor.portals.families import generic
from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page

_SCRIPT = re.compile(
    r"(?:location\.(?:replace|assign)\s*\(\s*|location(?:\.href)?\s*=\s*)[\"']([^\"'\s]+)[\"']", re.IGNORECASE
)
_REFRESH = re.compile(
    r"<meta[^>]{0,80}http-equiv\s*=\s*[\"']?refresh[^>]{0,80}url\s*=\s*[\"']?([^\"'>\s]+)", re.IGNORECASE
)
_SMALL = 1500
"""Characters: what is longer is a page of its own, even if a script in it may send on."""
_FEW_ROWS = 2


def recognises(page: Page) -> bool:
    """Tell by being without rows, and by the one place to which it leads."""
    return len(generic.read(page).listed) < _FEW_ROWS and _target(page) is not None


def read(_page: Page) -> Rows:
    """Give no rows: what it leads to has them."""
    return Rows((), ())


def paging(page: Page, _rows: Rows) -> Paging:
    """Lead on."""
    target = _target(page)
    return Paging(ahead=(Request(target, referer=page.url),) if target else (), unclear=target is None, instead=True)


def _target(page: Page) -> str | None:
    """Give the one address to which the page leads, on its own host; a page that leads to itself is a challenge."""
    found = {url for url in _targets(page) if not same_page(url, page.url)}
    url = found.pop() if len(found) == 1 else None
    return url if url and is_same_host(url, page.url) else None


def _targets(page: Page) -> Iterator[str]:
    resolve = Resolver(page.base)
    patterns = (_REFRESH, _SCRIPT) if len(page.text) < _SMALL else (_REFRESH,)
    sent = [m[1] for pattern in patterns for m in pattern.finditer(page.text)]
    framed = [node.attributes.get("src") or "" for node in page.tree.css("iframe, frame")] if not sent else []
    yield from (url for address in (*sent, *framed) if (url := resolve(unescape(address.strip()))))
