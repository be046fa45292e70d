"""Lays cells with row and column spans out on a grid (HTML Living Standard, 4.9.12, "forming a table")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import product
from typing import Any

from monitor.documents.model import Grid, GridCell, Place

MAX_COLUMNS = 100
"""No table of the form has more than 15 columns; a span of a million must cost nothing."""
MAX_ROWS = 2000


@dataclass(frozen=True, slots=True)
class RawCell:
    """Holds a cell as its row gives it; a row span of 0 reaches to the last row."""

    text: str
    row_span: int = 1
    column_span: int = 1


def lay_out(rows: list[list[RawCell]], place: Place) -> Grid | None:
    """Place every cell, first slot that is free; give None for a table without cells.

    Cells beyond the limits are left out. `place` names the table; each cell gets it with its row and column.
    """
    rows = rows[:MAX_ROWS]
    where = {f.name: value for f in fields(place) if (value := getattr(place, f.name)) is not None}
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row, raw_cells in enumerate(rows):
        column = 0
        for raw in raw_cells:
            while (row, column) in taken:
                column += 1
            if column >= MAX_COLUMNS:
                break
            cell = _placed(raw, (row, column), len(rows), where)
            if cell.row_span > 1:
                below, beside = range(row + 1, row + cell.row_span), range(column, column + cell.column_span)
                taken.update(product(below, beside))
            cells.append(cell)
            column += cell.column_span
    if not cells:
        return None
    columns = max(c.column + c.column_span for c in cells)
    return Grid(len(rows), columns, tuple(cells), place)


def _placed(raw: RawCell, at: tuple[int, int], rows: int, where: Mapping[str, Any]) -> GridCell:
    row, column = at
    row_span = rows - row if raw.row_span == 0 else min(raw.row_span, rows - row)
    return GridCell(
        raw=raw.text,
        row=row,
        column=column,
        row_span=row_span,
        column_span=max(1, min(raw.column_span, MAX_COLUMNS - column)),
        place=Place(**where, row=row + 1, column=column + 1),
    )
