"""Says which relations of tables 3 and 4 some figures break, by sums of its own: what must be found, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from monitor.form import Table
from tests.support.figures import REQUESTS
from tests.support.valid.tables import columns, outcomes

Figures = Mapping[str, int]
"""By `table/row/column`."""
Broken = tuple[str, tuple[str, ...]]
"""The code of a relation, and its cells."""


def broken(table: Table, figures: Figures) -> list[Broken]:
    """Give every relation of a table that does not hold."""
    if table.key == REQUESTS:
        found = [*_flows(table), *_sums(table), *_rows(table, "T3-03")]
    else:
        found = list(_rows(table, "T4-01"))
    return [(code, (*left, *right)) for code, left, right in found if _total(figures, left) != _total(figures, right)]


def _total(figures: Figures, cells: Sequence[str]) -> int:
    return sum(figures[cell] for cell in cells)


Relation = tuple[str, list[str], list[str]]


def _flows(table: Table) -> Iterator[Relation]:
    for column in table.columns:
        came = [f"{REQUESTS}/{row}/{column.key}" for row in ("received", "carried_in")]
        went = [f"{REQUESTS}/{row}/{column.key}" for row in ("outcome_total", "carried_out")]
        yield "T3-01", came, went


def _sums(table: Table) -> Iterator[Relation]:
    for column in table.columns:
        parts = [f"{REQUESTS}/{row}/{column.key}" for row in outcomes(table)]
        yield "T3-02", [f"{REQUESTS}/outcome_total/{column.key}"], parts


def _rows(table: Table, code: str) -> Iterator[Relation]:
    for row in table.rows:
        parts = [f"{table.key}/{row.key}/{column}" for column in columns(table)]
        yield code, [f"{table.key}/{row.key}/total"], parts
