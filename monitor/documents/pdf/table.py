"""Defines a table as it stands on one or more pages, and gives it out as a Grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.documents.model import Grid, GridCell, Place
from monitor.documents.pdf.frame import Box
from monitor.documents.pdf.lines import Line
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS


@dataclass(frozen=True, slots=True)
class TableCell:
    """Holds one cell; row and column count from 0."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    box: Box
    lines: tuple[Line, ...] = ()
    confidence: float = 1.0

    @property
    def end_row(self) -> int:
        """Give the row below it."""
        return self.row + self.row_span

    @property
    def end_column(self) -> int:
        """Give the column right of it."""
        return self.column + self.column_span

    @property
    def width(self) -> float:
        """Give its width in points."""
        return self.box[2] - self.box[0]


@dataclass(frozen=True, slots=True)
class Table:
    """Holds one table; `columns` are the edges of its columns in points, left to right."""

    columns: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]
    page: int
    box: Box
    open_top: bool = False
    open_bottom: bool = False
    """True where no line closes it."""

    def row_cells(self, row: int) -> list[TableCell]:
        """Give the cells that cover a row, left to right."""
        return sorted((c for c in self.cells if c.row <= row < c.end_row), key=lambda c: c.column)


def squeezed(table: Table) -> Table:
    """Leave out the columns and rows that no cell begins in: edges that other pages' tables have."""
    columns = sorted({c.column for c in table.cells})
    rows = sorted({c.row for c in table.cells})
    if len(rows) == table.rows and len(columns) == len(table.columns) - 1:
        return table
    return replace(
        table,
        columns=(*(table.columns[i] for i in columns), table.columns[-1]),
        rows=len(rows),
        cells=tuple(_moved(c, rows, columns) for c in table.cells),
    )


def _moved(cell: TableCell, rows: Sequence[int], columns: Sequence[int]) -> TableCell:
    return replace(
        cell,
        row=rows.index(cell.row),
        column=columns.index(cell.column),
        row_span=sum(cell.row <= r < cell.end_row for r in rows),
        column_span=sum(cell.column <= c < cell.end_column for c in columns),
    )


def grid_of(table: Table, number: int) -> Grid | None:
    """Give the Grid; `number` counts the tables of the document from 1. None for one beyond all measure."""
    table = squeezed(table)
    columns = len(table.columns) - 1
    if not table.cells or columns > MAX_COLUMNS or table.rows > MAX_ROWS:
        return None
    place = Place(table=number, page=table.page, box=rounded(table.box))
    return Grid(table.rows, columns, tuple(_grid_cells(table, number)), place)


def _grid_cells(table: Table, number: int) -> Iterator[GridCell]:
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        place = Place(number, cell.row + 1, cell.column + 1, page=cell.page, box=rounded(cell.box))
        spans = (cell.row, cell.column, cell.row_span, cell.column_span)
        yield GridCell(cell.text, *spans, place, cell.confidence)


def rounded(box: Box) -> Box:
    """Give a box to a tenth of a point: what a marker on a page needs."""
    left, top, right, bottom = (round(v, 1) for v in box)
    return left, top, right, bottom
