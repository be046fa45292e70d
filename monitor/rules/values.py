"""Turns the cells of a reading into values that the evaluator takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from monitor.extraction import Cell, Reading, Status
from monitor.form import UNREAD, Evaluation, Table, Value, determined, evaluate

BLANKS = frozenset({Status.BLANK, Status.NOT_APPLICABLE})
"""Statuses that count as blank: an empty cell, and `/`, `-` or 无 (RULES.md, T3-05)."""
_NUMBERS = frozenset({Status.NUMBER, Status.REMARK})


def table_cells(table: Table, reading: Reading) -> Iterator[Cell]:
    """Give the cells of a table that the document has, in the order of the reading."""
    prefix = f"/tables/{table.key}/"
    return (c for p, c in reading.cells.items() if p.startswith(prefix) and c.status is not Status.ABSENT)


def table_values(table: Table, reading: Reading) -> dict[str, Value]:
    """Give the values of a table by pointer; a cell that the document lacks is missing."""
    return {cell.pointer: value_of(cell) for cell in table_cells(table, reading)}


def value_of(cell: Cell) -> Value:
    """Give the number of a cell, None for a blank, UNREAD for what was not read as a number with certainty."""
    if not cell.certain:
        return UNREAD
    if cell.status in BLANKS:
        return None
    return cell.value if cell.status in _NUMBERS and cell.value is not None else UNREAD


def evaluations(table: Table, reading: Reading) -> tuple[Evaluation, ...]:
    """Answer every relation of a table; kept, since each of its rules asks for its own part."""
    return _evaluate(table, tuple(table_values(table, reading).items()))


def settled_blanks(table: Table, reading: Reading) -> Mapping[str, int]:
    """Give the blanks of a table that its relations leave only one filling."""
    return _settle(table, tuple(table_values(table, reading).items()))


@lru_cache(maxsize=16)
def _evaluate(table: Table, values: tuple[tuple[str, Value], ...]) -> tuple[Evaluation, ...]:
    return evaluate(table, dict(values))


@lru_cache(maxsize=16)
def _settle(table: Table, values: tuple[tuple[str, Value], ...]) -> Mapping[str, int]:
    return MappingProxyType(dict(determined(table, dict(values))))
