"""Turns the cells of a worksheet into blocks: lines of text above and below, and the grid between.

Rows that hold nothing are dropped, and what lies outside the used area; a cell keeps its address (A1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from monitor.documents.model import Block, Grid, GridCell, Paragraph, Place
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS
from monitor.documents.whitespace import fold, fold_lines

Position = tuple[int, int]
"""Row and column of a worksheet, from 0."""
_ITEM = re.compile(r"^\s*第.{1,6}条")
"""A row of one cell that names an article of the regulations heads a part of table two: it is no line above it."""
_COVERED = 5 * MAX_ROWS * MAX_COLUMNS
"""Positions under merged cells that are followed: areas that lie over one another again and again are no form."""
_SENTENCE = re.compile(r"[。；]\s*$|^\s*(?:注|备注|填报|单位)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Holds the cells of a worksheet that are shown and not empty, and the areas that are merged."""

    name: str
    texts: Mapping[Position, str]
    spans: Mapping[Position, Position] = field(default_factory=dict)
    """Rows and columns that a merged cell covers, by its first position."""


def address(row: int, column: int) -> str:
    """Give a cell's address as spreadsheets print it; both count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def sheets_blocks(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """Give the blocks of all sheets in their order."""
    return tuple(block for number, sheet in enumerate(sheets, start=1) for block in _Area(sheet).blocks(number))


class _Area:
    """Holds the used part of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._left = min((column for _, column in sheet.texts), default=0)
        self._right = max((c + sheet.spans.get((r, c), (1, 1))[1] for r, c in sheet.texts), default=0)
        self._by_row: dict[int, list[int]] = {}
        for row, column in sorted(sheet.texts):
            self._by_row.setdefault(row, []).append(column)

    def blocks(self, number: int) -> Iterator[Block]:
        """Give the lines above the table, the table, and the lines below."""
        rows = self._used_rows()
        first, last = self._table(rows)
        yield from (p for row in rows[:first] for p in self._lines(row))
        if first < last:
            yield self._grid(rows[first:last], number)
        yield from (p for row in rows[last:] for p in self._lines(row))

    def _used_rows(self) -> list[int]:
        """Give the rows with text, and those that a cell with text reaches down into."""
        rows = set(self._by_row)
        texts = self._sheet.texts
        for (row, column), (high, _) in self._sheet.spans.items():
            if (row, column) in texts and high <= MAX_ROWS:
                rows.update(range(row, row + high))
        return sorted(rows)

    def _table(self, rows: Sequence[int]) -> tuple[int, int]:
        """Find the first and the last row of the table: rows with several cells, and what belongs to them."""
        several = [i for i, row in enumerate(rows) if len(self._by_row.get(row, ())) != 1]
        if not several:
            return len(rows), len(rows)
        first, last = several[0], several[-1] + 1
        while first and _ITEM.match(self._only(rows[first - 1])):
            first -= 1
        while last < len(rows) and not self._is_below(rows[last]):
            last += 1
        return first, last

    def _only(self, row: int) -> str:
        return self._sheet.texts[row, self._by_row[row][0]]

    def _is_below(self, row: int) -> bool:
        """Tell a line below the table from its last row with blank cells: it is wide, or reads like a sentence."""
        column = self._by_row[row][0]
        wide = self._sheet.spans.get((row, column), (1, 1))[1]
        return wide >= self._right - self._left or _SENTENCE.search(self._only(row)) is not None

    def _lines(self, row: int) -> Iterator[Paragraph]:
        for column in self._by_row.get(row, ()):
            place = Place(row=row + 1, column=column + 1, sheet=self._sheet.name, address=address(row, column))
            for line in fold_lines(self._sheet.texts[row, column]).split("\n"):
                if text := fold(line):
                    yield Paragraph(text, place)

    def _grid(self, rows: Sequence[int], number: int) -> Grid:
        rows = rows[:MAX_ROWS]
        at = {row: i for i, row in enumerate(rows)}
        columns = min(self._right - self._left, MAX_COLUMNS)
        cells = (self._cell((row, column), at, columns, number) for row, column in self._positions(at, columns))
        return Grid(len(rows), columns, tuple(cells), Place(table=number, sheet=self._sheet.name))

    def _positions(self, at: Mapping[int, int], columns: int) -> Iterator[Position]:
        """Give every position of the area that no merged cell covers, blank ones too."""
        merged = (p for start in self._sheet.spans if start[0] in at for p in self._covered(start, at, columns))
        covered = set(islice(merged, _COVERED))
        for row in at:
            for column in range(self._left, self._left + columns):
                if (row, column) not in covered:
                    yield row, column

    def _covered(self, start: Position, at: Mapping[int, int], columns: int) -> Iterator[Position]:
        high, wide = self._sheet.spans[start]
        for row in range(start[0], min(start[0] + high, start[0] + MAX_ROWS)):
            if row in at:
                stop = min(start[1] + wide, self._left + columns)
                yield from ((row, column) for column in range(start[1], stop) if (row, column) != start)

    def _cell(self, position: Position, at: Mapping[int, int], columns: int, number: int) -> GridCell:
        row, column = position
        high, wide = self._sheet.spans.get(position, (1, 1))
        reached = sum(r in at for r in range(row, row + min(high, MAX_ROWS)))
        return GridCell(
            raw=fold_lines(self._sheet.texts.get(position, "")),
            row=at[row],
            column=column - self._left,
            row_span=max(1, reached),
            column_span=max(1, min(wide, self._left + columns - column)),
            place=Place(
                table=number, row=row + 1, column=column + 1, sheet=self._sheet.name, address=address(row, column)
            ),
        )
