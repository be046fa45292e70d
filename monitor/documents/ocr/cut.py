"""Puts a row together again that a page break cut: half of its label on one page, half on the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.documents.model import Grid, GridCell
from monitor.documents.ocr.words import is_figure, joined, plain

_SAME_EDGE = 0.006
"""Of the table's width: the edges of a column on two pages lie no further apart."""
_NUMBERED = re.compile(r"^\s*(?:第|[（(]?[一二三四五六七八九十]{1,3}[）)、.．,，]|[（(]?\d{1,2}[）)、.．,，])")
_IN_DOUBT = 0.5
"""The most that a cell is sure of that says something on both pages and is no label."""


@dataclass(frozen=True, slots=True)
class Break:
    """Holds the last table of a page and the first of the next, nothing standing between them."""

    upper: Grid
    lower: Grid
    open: bool
    """Whether no rule closes the upper one, nor begins the lower one."""


@dataclass(frozen=True, slots=True)
class _Pair:
    above: GridCell
    below: GridCell

    @property
    def is_one_sided(self) -> bool:
        return not (self.above.raw and self.below.raw)

    @property
    def is_label(self) -> bool:
        """Tell whether what stands there, on either page, is words."""
        return any(c.raw and not _is_figure(c) for c in (self.above, self.below))

    def one(self) -> GridCell:
        """Give both as one cell at the upper one's place."""
        sure = min(self.above.confidence, self.below.confidence)
        whole = self.is_one_sided or self.is_label
        place = self.above.place if self.above.raw or not self.below.raw else self.below.place
        place = replace(place, table=self.above.place.table, row=self.above.place.row)
        raw = joined([self.above.raw, self.below.raw]) if not self.is_one_sided else self.above.raw or self.below.raw
        return replace(self.above, raw=raw, place=place, confidence=sure if whole else min(sure, _IN_DOUBT))


def mended(at: Break) -> tuple[Grid, ...]:
    """Give both tables, the row that is cut whole in the upper one; a lower one of nothing else is gone."""
    pairs = _pairs(at.upper, at.lower)
    if pairs is None or not _is_cut(pairs, at):
        return at.upper, at.lower
    ones = {(p.above.row, p.above.column): p.one() for p in pairs}
    cells = tuple(ones.get((c.row, c.column), c) for c in at.upper.cells)
    upper = replace(at.upper, cells=cells)
    return (upper, _without_first(at.lower)) if at.lower.rows > 1 else (upper,)


def _pairs(upper: Grid, lower: Grid) -> list[_Pair] | None:
    """Pair the cells on both sides of the break; None where the lower row is no part of the upper one."""
    last = [c for c in upper.cells if c.row + c.row_span == upper.rows]
    pairs = []
    for cell in (c for c in lower.cells if c.row == 0):
        above = next((c for c in last if _same_column(c, cell, upper)), None)
        if above is None:
            return None
        if cell.row_span == 1:
            pairs.append(_Pair(above, cell))
    return pairs


def _same_column(one: GridCell, other: GridCell, table: Grid) -> bool:
    if one.place.box is None or other.place.box is None or table.place.box is None:
        return False
    slack = _SAME_EDGE * (table.place.box[2] - table.place.box[0])
    return abs(one.place.box[0] - other.place.box[0]) <= slack and abs(one.place.box[2] - other.place.box[2]) <= slack


def _is_cut(pairs: Sequence[_Pair], at: Break) -> bool:
    """Tell a row that is cut from two rows: its figures stand on one page, its label does not begin on the other."""
    labels = [p for p in pairs if p.is_label]
    figures = [p for p in pairs if not p.is_label]
    if not labels or not figures or not any(p.below.raw for p in pairs):
        return False
    if any(p.above.raw for p in figures) and any(p.below.raw for p in figures):
        return False
    if any(not p.is_one_sided and _is_figure(p.above) != _is_figure(p.below) for p in labels):
        return False
    own = labels[-1]
    return at.open or not own.above.raw or _NUMBERED.match(own.below.raw) is None


def _is_figure(cell: GridCell) -> bool:
    return is_figure(plain(cell.raw))


def _without_first(grid: Grid) -> Grid:
    """Leave out the first row; a cell that reaches below it goes on there."""
    cells = []
    for cell in grid.cells:
        if cell.row:
            cells.append(replace(cell, row=cell.row - 1, place=replace(cell.place, row=cell.row)))
        elif cell.row_span > 1:
            cells.append(replace(cell, row_span=cell.row_span - 1))
    return replace(grid, rows=grid.rows - 1, cells=tuple(cells))
