"""Lays a page out: its tables and lines of text in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.documents.model import CERTAIN_FROM
from monitor.documents.pdf.aligned import aligned_tables
from monitor.documents.pdf.figures import is_figure
from monitor.documents.pdf.frame import Box
from monitor.documents.pdf.lattice import lattices, merged
from monitor.documents.pdf.lines import Line, lines_of
from monitor.documents.pdf.ruled import fill
from monitor.documents.pdf.rules import Rule
from monitor.documents.pdf.sheet import Sheet
from monitor.documents.pdf.table import Table

Item = Line | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """Holds what stands on a page, from top to bottom."""

    sheet: Sheet
    items: list[Item]
    complete: bool
    """False when the page holds more lines than were looked at."""
    ruled: int = 0
    """Tables that lines or shades show."""
    is_loose: bool = False
    """Whether figures stand below each other without lines, and not one in every column: rows may be cut wrongly."""


def lay_out_page(sheet: Sheet) -> Layout:
    """Lay a page out."""
    found, complete = lattices(sheet.ruled.across, sheet.ruled.down)
    tables, outside = fill(found, sheet.glyphs, sheet.number)
    shaded, all_grounds = lattices(*_edges(sheet.ruled.grounds))
    more, outside = fill(shaded, outside, sheet.number, texts=2)
    lines = lines_of(glyph for glyph in outside if not glyph.turn)
    aligned, text = aligned_tables(lines, merged(sheet.ruled.across), sheet.number)
    items: list[Item] = [*tables, *more, *aligned, *text]
    looked_at = complete and all_grounds and sheet.ruled.complete
    loose = any(is_figure(c.text) and c.confidence < CERTAIN_FROM for table in aligned for c in table.cells)
    return Layout(sheet, sorted(items, key=_top), looked_at, len(tables) + len(more), loose)


def _edges(grounds: Iterable[tuple[Box, float]]) -> tuple[list[Rule], list[Rule]]:
    """Give the edges of shaded cells: they show a table as well as lines do where there are no lines."""
    across, down = [], []
    for (left, top, right, bottom), _ in grounds:
        across += [Rule(top, left, right), Rule(bottom, left, right)]
        down += [Rule(left, top, bottom), Rule(right, top, bottom)]
    return across, down


def _top(item: Item) -> tuple[float, float]:
    return item.box[1], item.box[0]
