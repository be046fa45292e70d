"""Reads rows that a page keeps as text (in CDATA or comments) for a script to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from monitor.portals.anchors import read_anchors
from monitor.portals.families.contract import Rows
from monitor.portals.nesting import is_explosive
from monitor.portals.page import Page
from monitor.portals.rows import longest_list, read_rows


def between(text: str, start: str, end: str) -> Iterator[str]:
    """Give what stands between each start and the next end; linear, whatever the text."""
    position = text.find(start)
    while position >= 0:
        stop = text.find(end, position + len(start))
        if stop < 0:
            return
        yield text[position + len(start) : stop]
        position = text.find(start, stop + len(end))


def read_fragments(page: Page, fragments: Iterable[str]) -> Rows:
    """Read rows kept as text, then the links of the page around them."""
    markup = "\n".join(fragments)
    wrapped = f"<table>{markup}</table>" if "<tr" in markup[:200].lower() else f"<ul>{markup}</ul>"
    tree = LexborHTMLParser("" if is_explosive(wrapped) else wrapped)
    kept = read_rows(read_anchors(tree, page.base))
    around = [row.link for row in page.rows]
    links = tuple(dict.fromkeys([row.link for row in kept] + around))
    return Rows(links, longest_list(kept), own=bool(kept))
