"""Lays a page out: its tables and lines of text in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.documents.pdf.aligned import aligned_tables
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


def lay_out_page(sheet: Sheet) -> Layout:
    """Lay a page out."""
    found, complete = lattices(sheet.ruled.across, sheet.ruled.down)
    tables, outside = fill(found, sheet.glyphs, sheet.number)
    shaded, all_grounds = lattices(*_edges(sheet.ruled.grounds))
    more, outside = fill(shaded, outside, sheet.number, texts=2)
    lines = lines_of(glyph for glyph in outside if not glyph.turn)
    aligned, text = aligned_tables(lines, merged(sheet.ruled.across), sheet.number)
    items: list[Item] = [*tables, *more, *aligned, *text]
    return Layout(sheet, sorted(items, key=_top), complete and all_grounds and sheet.ruled.complete)


def _edges(grounds: Iterable[tuple[Box, float]]) -> tuple[list[Rule], list[Rule]]:
    """Give the edges of shaded cells: they show a table as well as lines do where there are no lines."""
    across, down = [], []
    for (left, top, right, bottom), _ in grounds:
        across += [Rule(top, left, right), Rule(bottom, left, right)]
        down += [Rule(left, top, bottom), Rule(right, top, bottom)]
    return across, down


def _top(item: Item) -> tuple[float, float]:
    return item.box[1], item.box[0]
