"""Lays out a table in lines of neighbours, as it is printed; a cell that was not read as a figure breaks a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from monitor.form import Row, Table
from monitor.rules.fault_finder.sheet import Sheet

Unit = tuple[str, ...]
"""Pointers of the cells that stand together in one place of a line: one, or a whole row or column."""
Line = Sequence[Unit]


def lines_of(sheet: Sheet) -> Iterator[Line]:
    """Give the lines of single cells, along rows and, in a table of several rows, along columns."""
    yield from ([(p,) for p in run] for run in runs_along_rows(sheet))
    if not sheet.table.across:
        grid = _grid(sheet)
        for column in zip(*grid, strict=True):
            yield from ([(p,) for p in run] for run in _runs(column, sheet))


def runs_along_rows(sheet: Sheet) -> Iterator[Sequence[str]]:
    """Give the cells that stand side by side: of a row, or of all rows where they are printed in one line."""
    grid = _grid(sheet)
    for row in [[p for cells in grid for p in cells]] if sheet.table.across else grid:
        yield from _runs(row, sheet)


def rows_of(sheet: Sheet) -> Iterator[Line]:
    """Give the whole rows that stand one below the other."""
    if not sheet.table.across:
        yield from _whole(_grid(sheet), sheet)


def columns_of(sheet: Sheet) -> Iterator[Line]:
    """Give the whole columns that stand side by side."""
    if not sheet.table.across:
        yield from _whole(list(zip(*_grid(sheet), strict=True)), sheet)


def _grid(sheet: Sheet) -> list[Unit]:
    table = sheet.table
    return [tuple(table.pointer(row.key, column) for column in row.columns) for row in _rows(table, sheet)]


def _rows(table: Table, sheet: Sheet) -> Iterator[Row]:
    """Give the rows that the document has; a merged one stands where those stood that it stands for."""
    merged = {m.stands_for[0]: m for m in table.merged_rows if _has(sheet, table, m)}
    for row in table.rows:
        if row.key in merged:
            yield merged[row.key]
        if _has(sheet, table, row):
            yield row


def _has(sheet: Sheet, table: Table, row: Row) -> bool:
    return any(table.pointer(row.key, column) in sheet.figures for column in row.columns)


def _runs(pointers: Iterable[str], sheet: Sheet) -> Iterator[Sequence[str]]:
    run: list[str] = []
    for pointer in pointers:
        if pointer in sheet.figures:
            run.append(pointer)
            continue
        yield run
        run = []
    yield run


def _whole(units: Sequence[Unit], sheet: Sheet) -> Iterator[Line]:
    run: list[Unit] = []
    for unit in units:
        if all(p in sheet.figures for p in unit):
            run.append(unit)
            continue
        yield run
        run = []
    yield run


def is_hopeless(sheet: Sheet, line: Line) -> bool:
    """Tell whether no change of places in a line can mend all: a relation that lies within one unit moves with it."""
    unit_of = {p: i for i, unit in enumerate(line) for p in unit} if any(len(unit) > 1 for unit in line) else {}
    within = (frozenset(unit_of.get(p) for p in sheet.evaluations[i].relation.cells) for i in sheet.failing)
    return any(len(units) == 1 and None not in units for units in within)


def frees(sheet: Sheet, line: Line) -> Sequence[bool]:
    """Tell of each unit whether its figures may change: not where that alone would break a relation that holds."""
    if any(len(unit) > 1 for unit in line):
        return [True] * len(line)
    of_cell = [[e.relation for e in sheet.entries.get(p, ())] for (p,) in line]
    times = Counter(relation for relations in of_cell for relation in relations)
    return [all(times[r] > 1 or r in sheet.failing or r not in sheet.excess for r in own) for own in of_cell]
