"""Knows the pages of 帝国 EmpireCMS: `index_2.html` is page 2, and the pager counts the records."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.portals.families.contract import Rows
from monitor.portals.model import Paging
from monitor.portals.page import Page
from monitor.portals.pager import linked_pages

_TOTAL = re.compile(r"title\s*=\s*[\"']?Total record[\"']?\s*>(?:\s|&nbsp;)*<b>\s*(\d{1,6})\s*</b>", re.IGNORECASE)
_SIGNS = ("/e/public/viewclick", "/e/search/index.php", 'title="total record"')


def recognises(page: Page) -> bool:
    """Tell by the addresses of its own pages, or by the title of its record count."""
    return any(sign in page.lower for sign in _SIGNS)


def paging(page: Page, _rows: Rows) -> Paging:
    """Follow the numbered links, and take the number of records."""
    linked, total = linked_pages(page), _TOTAL.search(page.text)
    return replace(linked, rows=int(total[1])) if total else linked
