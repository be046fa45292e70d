"""Holds what a word processor's file says in its own order, and turns it into blocks: paragraphs and grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Block, Grid, GridCell, Paragraph, Place
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS
from monitor.documents.whitespace import fold, fold_lines


@dataclass(slots=True)
class Line:
    """Holds a paragraph, or the part of one up to a line break."""

    text: str
    level: int | None = None
    """Heading level, 1 the highest."""


@dataclass(slots=True)
class Cell:
    """Holds one cell where its row puts it; `continues` says that it only carries on the cell above."""

    column: int
    column_span: int = 1
    row_span: int = 1
    continues: bool = False
    may_grow: bool = False
    """Whether cells below may carry it on."""
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Holds the rows of a table."""

    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(slots=True)
class Picture:
    """Holds a picture as large as a table, by the name that its document gives it."""

    name: str


Item = Line | Table | Picture


class Budget:
    """Counts what a document holds and refuses more than the limits allow."""

    def __init__(self, limits: Limits) -> None:
        self._cells = limits.cells
        self._characters = limits.characters

    def cell(self) -> None:
        """Count a cell."""
        self._cells -= 1
        if self._cells < 0:
            raise ReadError("too_large", "cells")

    def text(self, text: str) -> str:
        """Count a text and give it back."""
        self._characters -= len(text)
        if self._characters < 0:
            raise ReadError("too_large", "characters")
        return text


def as_blocks(items: Sequence[Item]) -> tuple[Block, ...]:
    """Give the blocks in reading order; a table that holds another only arranges a page: its cells are gone through."""
    return tuple(block for block in with_pictures(items) if not isinstance(block, Picture))


def with_pictures(items: Sequence[Item]) -> tuple[Block | Picture, ...]:
    """Give the blocks with the large pictures where they stand among them."""
    blocks: list[Block | Picture] = []
    paragraphs = tables = 0
    for item in _unpacked(items):
        if isinstance(item, Table):
            tables += 1
            grid = _grid(item, tables)
            blocks.extend([grid] if grid is not None else [])
        elif isinstance(item, Picture):
            blocks.append(item)
        elif text := fold(item.text):
            paragraphs += 1
            blocks.append(Paragraph(text, Place(paragraph=paragraphs), item.level))
    return tuple(blocks)


def _unpacked(items: Sequence[Item]) -> Iterator[Item]:
    trail: list[Iterator[Item]] = [iter(items)]
    while trail:
        item = next(trail[-1], None)
        if item is None:
            trail.pop()
        elif isinstance(item, Table) and _arranges(item):
            trail.append(i for row in item.rows for cell in row if not cell.continues for i in cell.items)
        else:
            yield item


def _arranges(table: Table) -> bool:
    return any(isinstance(item, Table) for row in table.rows for cell in row for item in cell.items)


def _grid(table: Table, number: int) -> Grid | None:
    rows = table.rows[:MAX_ROWS]
    heights = _heights(rows)
    cells = tuple(
        _placed(cell, at, min(heights[id(cell)], len(rows) - at), number)
        for at, row in enumerate(rows)
        for cell in row
        if cell.column < MAX_COLUMNS and id(cell) in heights
    )
    if not cells:
        return None
    return Grid(len(rows), max(c.column + c.column_span for c in cells), cells, Place(table=number))


def _placed(cell: Cell, row: int, height: int, table: int) -> GridCell:
    width = min(cell.column_span, MAX_COLUMNS - cell.column)
    place = Place(table=table, row=row + 1, column=cell.column + 1)
    return GridCell(text_of(cell), row, cell.column, max(1, height), max(1, width), place)


def _heights(rows: Sequence[Sequence[Cell]]) -> dict[int, int]:
    """Give the rows that each cell covers, by its identity; those that carry on another have none."""
    heights: dict[int, int] = {}
    above: dict[int, Cell] = {}
    for row in rows:
        here: dict[int, Cell] = {}
        for cell in row:
            grown = above.get(cell.column) if cell.continues else None
            if grown is None:
                heights[id(cell)] = cell.row_span
                here[cell.column] = cell
            else:
                heights[id(grown)] += 1
                here[cell.column] = grown
        above = {column: cell for column, cell in here.items() if cell.may_grow or cell.continues}
    return heights


def text_of(cell: Cell) -> str:
    """Give a cell's text, a line a paragraph."""
    text = "\n".join(item.text for item in cell.items if isinstance(item, Line))
    return fold_lines(text) if text else ""
