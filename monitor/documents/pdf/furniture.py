"""Leaves out what belongs to the pages and not to the text: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.documents.pdf.layout import Item, Layout
from monitor.documents.pdf.lines import Line

_MARGIN = 0.13
"""Share of a page's height, at its top and bottom, in which its furniture stands."""
_EDGE_LINES = 2
"""Lines at each edge that may be furniture."""
_NUMBER = re.compile(
    r"^(?:第?\s*\d{1,3}\s*页?(?:\s*[/，,]?\s*共?\s*\d{1,3}\s*页?)?|[-—–―－~·•]+\s*\d{1,3}\s*[-—–―－~·•]+|page\s*\d{1,3}.{0,12})$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SAME_HEIGHT = 6.0
_MOST_PAGES = 0.5
"""Share of the pages that a running line must stand on."""

Slot = tuple[bool, str, int]


def without_furniture(layouts: Sequence[Layout]) -> list[Layout]:
    """Give the pages without their furniture."""
    seen = Counter(slot for layout in layouts for slot in {_slot(layout, line) for line in _edge_lines(layout)})
    least = max(2, len(layouts) * _MOST_PAGES)
    running = {slot for slot, pages in seen.items() if pages >= least}
    return [_cleared(layout, running) for layout in layouts]


def _cleared(layout: Layout, running: set[Slot]) -> Layout:
    gone = {id(line) for line in _edge_lines(layout) if _NUMBER.match(line.text) or _slot(layout, line) in running}
    return replace(layout, items=[item for item in layout.items if id(item) not in gone])


def _slot(layout: Layout, line: Line) -> Slot:
    """Give what a running line has in common on all pages: its edge, its words and its distance from the edge."""
    at_top = _is_at_top(layout, line)
    distance = line.base if at_top else layout.sheet.frame.height - line.base
    return at_top, _DIGITS.sub("0", line.text), round(distance / _SAME_HEIGHT)


def _is_at_top(layout: Layout, line: Line) -> bool:
    return line.base < layout.sheet.frame.height / 2


def _edge_lines(layout: Layout) -> Iterator[Line]:
    yield from _first_lines(layout, layout.items)
    yield from _first_lines(layout, layout.items[::-1])


def _first_lines(layout: Layout, items: Sequence[Item]) -> Iterator[Line]:
    height = layout.sheet.frame.height
    for item in items[:_EDGE_LINES]:
        if not isinstance(item, Line) or _MARGIN * height < item.base < (1 - _MARGIN) * height:
            return
        yield item
