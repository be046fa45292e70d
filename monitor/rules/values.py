"""Turns the cells of a reading into values that the evaluator takes; each table once a subject (given.once)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from monitor.extraction import Cell, Number, Reading, Status
from monitor.form import UNREAD, Evaluation, Value, determined, evaluate, load_edition
from monitor.rules.given import Given, once

BLANKS = frozenset({Status.BLANK, Status.NOT_APPLICABLE})
"""Statuses that count as blank: an empty cell, and `/`, `-` or 无 (T3-05)."""
_NUMBERS = frozenset({Status.NUMBER, Status.REMARK})


@once
def table_cells(given: Given, table: str) -> tuple[Cell, ...]:
    """Give the cells of a table that the document has, in the order of the reading."""
    prefix = f"/tables/{table}/"
    return tuple(c for p, c in given.reading.cells.items() if p.startswith(prefix) and c.status is not Status.ABSENT)


@once
def table_values(given: Given, table: str) -> Mapping[str, Value]:
    """Give the values of a table by pointer; a cell that the document lacks is missing."""
    return MappingProxyType({cell.pointer: value_of(cell) for cell in table_cells(given, table)})


def value_of(cell: Cell) -> Value:
    """Give the number of a cell, None for a blank, UNREAD for what was not read as a number with certainty."""
    if not cell.certain:
        return UNREAD
    if cell.status in BLANKS:
        return None
    return cell.value if cell.status in _NUMBERS and cell.value is not None else UNREAD


@once
def evaluations(given: Given, table: str) -> tuple[Evaluation, ...]:
    """Answer every relation of a table, each of whose rules asks for its own part."""
    return evaluate(given.edition.table(table), table_values(given, table), settled_blanks(given, table))


def number(value: Value) -> Number | None:
    """Give a value that is a number."""
    return value if isinstance(value, Number) else None


@once
def known_values(given: Given, table: str) -> Mapping[str, Value]:
    """Give the values of a table, blanks filled where its relations leave them only one value."""
    own = table_values(given, table)
    return MappingProxyType({**own, **settled_blanks(given, table)}) if None in own.values() else own


def values_of_reading(reading: Reading, table: str) -> Mapping[str, Value]:
    """Give the same of a report that is not the one judged; rules that ask again keep the answer."""
    prefix = f"/tables/{table}/"
    cells = (c for p, c in reading.cells.items() if p.startswith(prefix) and c.status is not Status.ABSENT)
    own = {cell.pointer: value_of(cell) for cell in cells}
    filled = determined(load_edition(reading.edition).table(table), own) if None in own.values() else {}
    return MappingProxyType({**own, **filled})


@once
def settled_blanks(given: Given, table: str) -> Mapping[str, int]:
    """Give the blanks of a table that its relations leave only one filling."""
    return MappingProxyType(dict(determined(given.edition.table(table), table_values(given, table))))
