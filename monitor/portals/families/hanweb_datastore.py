"""Reads 大汉 Hanweb jcms: rows as CDATA in `<datastore>`, in the page's script or an answer of dataproxy.jsp."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from monitor.fetch import Request
from monitor.portals.addresses import is_same_host
from monitor.portals.anchors import Resolver
from monitor.portals.families.contract import Rows
from monitor.portals.families.fragments import between, read_fragments
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages

_ADDRESS = re.compile(r"href\s*=\s*[\"']([^\"']+)[\"']")
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})\s*</totalrecord>", re.IGNORECASE)


def recognises(page: Page) -> bool:
    """Tell by the element that holds the records."""
    return "<datastore" in page.text and "<record>" in page.text


def read(page: Page) -> Rows:
    """Give the records of the datastore, then the links of the page."""
    records = [_inside_cdata(record) for record in between(page.text, "<record>", "</record>")]
    rows = read_fragments(page, records)
    return replace(rows, listed=rows.links[: len(records)])


def paging(page: Page, _rows: Rows) -> Paging:
    """Go on by the address of the next group; a datastore states its records, or ends with a group without any.

    Some portals answer every number with the first group: such a walk repeats itself, and proves nothing.
    """
    linked = linked_pages(page)
    total = _TOTAL.search(page.text)
    stated = int(total.group(1)) if total else linked.rows
    following = _following(page)
    if following is None:
        return replace(linked, rows=stated, unclear=linked.unclear or stated is None)
    ahead = (Request(following, referer=page.url),)
    return replace(linked, ahead=ahead, rows=stated, counted=total is not None, unclear=False)


def _following(page: Page) -> str | None:
    """Give the address that `<nextgroup>` names."""
    group = next(between(page.text, "<nextgroup>", "</nextgroup>"), "")
    named = _ADDRESS.search(group)
    url = Resolver(page.base)(unescape(named[1])) if named else None
    return url if url and is_same_host(url, page.url) else None


def _inside_cdata(record: str) -> str:
    return next(between(record, "<![CDATA[", "]]>"), record)
