"""Reads 大汉 Hanweb jcms: rows as CDATA in `<datastore>`, in the page's script or an answer of dataproxy.jsp."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.portals.families.contract import Rows
from monitor.portals.families.fragments import between, read_fragments
from monitor.portals.page import Page

_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})\s*</totalrecord>", re.IGNORECASE)


def recognises(page: Page) -> bool:
    """Tell by the element that holds the records."""
    return "<datastore" in page.text and "<record>" in page.text


def read(page: Page) -> Rows:
    """Give the records of the datastore, then the links of the page."""
    records = [_inside_cdata(record) for record in between(page.text, "<record>", "</record>")]
    total = _TOTAL.search(page.text)
    rows = read_fragments(page, records)
    return replace(rows, in_list=len(records), stated=int(total.group(1)) if total else None)


def _inside_cdata(record: str) -> str:
    return next(between(record, "<![CDATA[", "]]>"), record)
