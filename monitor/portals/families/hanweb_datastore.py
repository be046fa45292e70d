"""Reads 大汉 Hanweb jcms: rows as CDATA in `<datastore>`, in the page's script or an answer of dataproxy.jsp."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.portals.families.contract import Rows
from monitor.portals.families.fragments import between, read_fragments
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages, with_rows

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
    """Take the number of records that the datastore states."""
    total = _TOTAL.search(page.text)
    return with_rows(linked_pages(page), int(total.group(1)) if total else None)


def _inside_cdata(record: str) -> str:
    return next(between(record, "<![CDATA[", "]]>"), record)
