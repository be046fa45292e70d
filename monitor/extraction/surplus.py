"""Cuts off the blank cells behind the figures of a row, where the other rows tell that they are none of its own.

A conversion that loses spans fills the row up at its end; a row that has blanks at both ends does not tell by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.documents import GridCell
from monitor.extraction.columns import ordinal
from monitor.extraction.lines import Candidate
from monitor.form import Table

_WITNESSES = 2
"""So many rows must tell where the figures of their table stand, and none otherwise."""


def without_surplus(rows: Sequence[Candidate], table: Table) -> tuple[Candidate, ...]:
    """Give the rows with their own cells alone, where every row that tells has its figures right behind its label."""
    offsets: dict[int, list[int]] = {}
    for row in rows:
        if row.line is not None and (offset := _offset(row.values, _count(row, table))) is not None:
            offsets.setdefault(id(row.line.grid), []).append(offset)
    plain = {grid for grid, told in offsets.items() if len(told) >= _WITNESSES and not any(told)}
    return tuple(_cut(row, _count(row, table)) if row.line and id(row.line.grid) in plain else row for row in rows)


def _count(row: Candidate, table: Table) -> int:
    return len(table.row(row.match.key).columns)


def _offset(values: Sequence[GridCell], count: int) -> int | None:
    """Tell how many cells stand between a label and its figures, where there are more cells than figures."""
    own = ordinal(values, count) if len(values) > count and any(c.raw for c in values) else None
    return None if own is None else own[0].column - values[0].column


def _cut(row: Candidate, count: int) -> Candidate:
    blank = not any(c.raw for c in row.values[count:])
    return replace(row, values=row.values[:count]) if blank and len(row.values) > count else row
