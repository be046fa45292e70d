"""Draws the statutory tables of a reading: every figure as published, the doubtful ones marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from alerts.compose.drawing import Block, Drawing, Figure, Label, Line, Mark
from alerts.compose.scrub import scrub
from monitor.extraction import Cell, Reading, Status, masked
from monitor.form import Column, Edition, Row, Table

Marks = Mapping[str, Sequence[Mark]]


def draw(edition: Edition, reading: Reading, marks: Marks) -> tuple[Drawing, ...]:
    """Draw every table of the edition in which a cell is marked (by JSON pointer), in the order of the form."""
    cells = {p: c for p, c in reading.cells.items() if c.status is not Status.ABSENT}
    touched = {pointer.split("/")[2] for pointer in marks if pointer.startswith("/tables/")}
    return tuple(_draw(_Pen(t, cells, marks)) for t in edition.tables if t.key in touched)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Holds one table with the cells of the document and the marks."""

    table: Table
    cells: Mapping[str, Cell]
    marks: Marks

    def figure(self, row: Row, column: Column, columns: int) -> Figure:
        pointer = self.table.pointer(row.key, column.key)
        cell = self.cells.get(pointer)
        return Figure(
            pointer,
            scrub(masked(cell.raw)) if cell else "",
            missing=cell is None,
            columns=columns,
            marks=tuple(self.marks.get(pointer, ())),
        )

    def rows(self) -> tuple[Row, ...]:
        """Give the rows as the document prints them: a merged row takes the place of those it stands for."""
        rows = list(self.table.rows)
        for merged in self.table.merged_rows:
            if any(self.table.pointer(merged.key, c) in self.cells for c in merged.columns):
                first = min(i for i, r in enumerate(rows) if r.key in merged.stands_for)
                rows = [r for r in rows if r.key not in merged.stands_for]
                rows.insert(first, merged)
        return tuple(rows)


def _draw(pen: _Pen) -> Drawing:
    rows = pen.rows()
    depth = 1 + max(len(r.groups) for r in rows)
    width = max(len(r.columns) for r in rows)
    blocks = tuple(_block(pen, tuple(run), depth, width) for _, run in groupby(rows, key=lambda row: row.columns))
    return Drawing(pen.table.key, pen.table.number, pen.table.title, depth, blocks)


def _block(pen: _Pen, rows: tuple[Row, ...], depth: int, width: int) -> Block:
    columns = tuple(pen.table.column(key) for key in rows[0].columns)
    spans = (*(1 for _ in columns[1:]), width - len(columns) + 1)
    lines = tuple(_line(pen, rows, index, depth, spans) for index in range(len(rows)))
    return Block(_head(columns, spans), tuple(c.label for c in columns), lines)


def _line(pen: _Pen, rows: tuple[Row, ...], index: int, depth: int, spans: tuple[int, ...]) -> Line:
    row = rows[index]
    columns = tuple(pen.table.column(key) for key in row.columns)
    return Line(
        name="".join((*row.groups[-1:], row.label)),
        labels=(*_begun(rows, index), Label(row.label, columns=depth - len(row.groups))),
        figures=tuple(pen.figure(row, c, span) for c, span in zip(columns, spans, strict=True)),
    )


def _head(columns: tuple[Column, ...], spans: tuple[int, ...]) -> tuple[tuple[Label, ...], ...]:
    """Give one head row, or two where a label spans several columns (法人或其他组织)."""
    spanned = dict(zip(columns, spans, strict=True))
    if not any(c.group for c in columns):
        return (tuple(Label(c.label, columns=spanned[c]) for c in columns),)
    upper: list[Label] = []
    for group, run in groupby(columns, key=lambda column: column.group):
        under = tuple(run)
        upper += [Label(group, columns=len(under))] if group else [Label(c.label, rows=2) for c in under]
    return tuple(upper), tuple(Label(c.label) for c in columns if c.group)


def _begun(rows: tuple[Row, ...], index: int) -> tuple[Label, ...]:
    """Give the group labels that begin at this row, each with the rows it spans."""
    groups = rows[index].groups
    prefixes = [groups[: level + 1] for level in range(len(groups))]
    return tuple(
        Label(prefix[-1], rows=_run(rows, index, prefix))
        for prefix in prefixes
        if index == 0 or rows[index - 1].groups[: len(prefix)] != prefix
    )


def _run(rows: tuple[Row, ...], index: int, prefix: tuple[str, ...]) -> int:
    end = index
    while end < len(rows) and rows[end].groups[: len(prefix)] == prefix:
        end += 1
    return end - index
