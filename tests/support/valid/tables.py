"""Fills the three tables with figures that hold: small offices, busy cities, and years in which nothing came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from monitor.form import Edition, Table
from tests.support.figures import DISCLOSURE, LITIGATION, REQUESTS

Figures = dict[str, dict[str, int]]
"""By row and column."""
FLOW = ("received", "carried_in", "outcome_total", "carried_out")
SIZES = (1, 3, 9, 40, 400)
"""About how many applications of a kind come in a year."""
_ROWS_USED = 0.35


def tables(edition: Edition, random: Random) -> dict[str, Figures]:
    """Give the figures of every table by its key."""
    size = random.choice(SIZES)
    return {table.key: _MAKERS[table.key](table, size, random) for table in edition.tables}


def columns(table: Table) -> list[str]:
    """Give the columns that add up to the total."""
    return [column.key for column in table.columns if column.key != "total"]


def outcomes(table: Table) -> list[str]:
    """Give the rows that add up to the total of outcomes."""
    return [row.key for row in table.rows if row.key not in FLOW]


def _requests(table: Table, size: int, random: Random) -> Figures:
    figures: Figures = {row.key: {} for row in table.rows}
    for at, column in enumerate(columns(table)):
        own = 0 if at > 1 and random.random() < 0.8 else size
        for row in (*outcomes(table), "carried_out"):
            figures[row][column] = random.randint(0, own) if random.random() < _ROWS_USED else 0
        whole = sum(figures[row][column] for row in outcomes(table))
        figures["outcome_total"][column] = whole
        came = whole + figures["carried_out"][column]
        figures["carried_in"][column] = random.randint(0, came // 4)
        figures["received"][column] = came - figures["carried_in"][column]
    for values in figures.values():
        values["total"] = sum(values.values())
    return figures


def _cases(table: Table, size: int, random: Random) -> Figures:
    figures: Figures = {}
    for row in table.rows:
        busy = random.random() < 0.5
        figures[row.key] = {c: random.randint(0, size // 3 + 1) if busy else 0 for c in columns(table)}
        figures[row.key]["total"] = sum(figures[row.key].values())
    if figures["litigation_after_reconsideration"]["total"] and not figures["reconsideration"]["total"]:
        figures["reconsideration"] |= {"upheld": 1, "total": 1}
    return figures


def _disclosure(table: Table, size: int, random: Random) -> Figures:
    figures: Figures = {row.key: {} for row in table.rows}
    for row in table.rows:
        if row.key != "regulations":
            figures[row.key] = _published(row.columns, size, random)
        else:
            figures[row.key] = dict.fromkeys(row.columns, 0)
    return figures


def _published(own: tuple[str, ...], size: int, random: Random) -> dict[str, int]:
    made = random.randint(0, size)
    gone = random.randint(0, size // 2)
    values: Mapping[str, int] = {
        "issued": made,
        "repealed": gone,
        "in_force": made + random.randint(0, 60),
        "newly_made": made,
        "newly_disclosed": random.randint(0, made),
        "total_disclosed": made + random.randint(0, 60),
        "items_last_year": gone + random.randint(0, 300),
        "change": random.randint(-gone, 30),
        "decisions": random.randint(0, 90 * size),
        "projects": random.randint(0, 50),
        "amount_wan": random.randint(0, 9000),
    }
    return {column: values[column] for column in own}


_MAKERS: Mapping[str, Callable[[Table, int, Random], Figures]] = {
    DISCLOSURE: _disclosure,
    REQUESTS: _requests,
    LITIGATION: _cases,
}
