"""Makes figures that hold, for tables of the form: the statements tests start from and then spoil."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from monitor.form import Edition, Table, Value, edition_for, load_edition

E2019, E2021 = load_edition("2019"), load_edition("2021")
REQUESTS = "requests"
LITIGATION = "reconsideration_and_litigation"
DISCLOSURE = "proactive_disclosure"
SUMMED = tuple((e, e.table(key)) for e in (E2019, E2021) for key in (REQUESTS, LITIGATION))
"""The tables whose figures add up, with their edition."""

Figures = dict[str, Value]
_KINDS = (0, 0, 0, 1, 2, 7, 49, 1286)

seeds = st.integers(0, 2**32)
summed = st.integers(0, len(SUMMED) - 1)
"""Which of them: a table itself would be printed whole by a failing property."""


def edition_of(year: int) -> Edition:
    edition = edition_for(year)
    assert edition is not None
    return edition


def holding(table: Table, seed: int) -> Figures:
    """Fill table 3 or 4 with random figures that satisfy every relation."""
    random = Random(seed)  # noqa: S311 - test data
    return _requests(table, random) if table.key == REQUESTS else _groups(table, random)


def zeros(table: Table) -> Figures:
    """Fill every cell with 0."""
    return {table.pointer(row.key, column): 0 for row in table.rows for column in row.columns}


def nested(figures: Figures) -> dict[str, Any]:
    """Give the tables of a report as JSON: table → row → column → figure."""
    tables: dict[str, Any] = {}
    for pointer, value in figures.items():
        _, _, table, row, column = pointer.split("/")
        tables.setdefault(table, {}).setdefault(row, {})[column] = value
    return tables


def report(edition: Edition, *figures: Figures) -> dict[str, Any]:
    """Give a report as JSON that fits the schema: every cell 0 where no figures are given."""
    whole: Figures = {p: v for table in edition.tables for p, v in zeros(table).items()}
    for more in figures:
        whole |= more
    year = edition.first_year
    return {
        "edition": edition.key,
        "year": year,
        "agency": "云川市兰溪区人民政府",
        "title": f"云川市兰溪区人民政府{year}年政府信息公开工作年度报告",
        "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"},
        "published_on": None,
        "sections": {section.key: "……" for section in edition.sections},
        "tables": nested(whole),
    }


def _groups(table: Table, random: Random) -> Figures:
    return {p: v for row in table.rows for p, v in _row(table, row.key, random).items()}


def _row(table: Table, row: str, random: Random) -> Figures:
    parts = {table.pointer(row, c.key): random.choice(_KINDS) for c in table.columns if c.key != "total"}
    return {**parts, table.pointer(row, "total"): sum(parts.values())}


def _requests(table: Table, random: Random) -> Figures:
    sums = ("received", "carried_in", "outcome_total")
    figures: Figures = {}
    for row in table.rows:
        if row.key not in sums:
            figures.update(_row(table, row.key, random))
    outcomes = [r.key for r in table.rows if r.key not in (*sums, "carried_out")]
    for column in [c.key for c in table.columns]:
        at = {row.key: table.pointer(row.key, column) for row in table.rows}
        figures[at["outcome_total"]] = _total(figures, [at[key] for key in outcomes])
        _open(figures, at, random, column)
    return figures


def _open(figures: Figures, at: dict[str, str], random: Random, column: str) -> None:
    """Split what was handled and what is left into what came in this year and what was carried in."""
    whole = _total(figures, [at["outcome_total"], at["carried_out"]])
    row = at["carried_in"].removesuffix(column)
    parts = [p for p in figures if p.startswith(row)]
    carried = _total(figures, parts) if column == "total" else random.randint(0, whole)
    figures[at["carried_in"]], figures[at["received"]] = carried, whole - carried


def _total(figures: Figures, pointers: list[str]) -> int:
    return sum(v for p in pointers if isinstance(v := figures[p], int))
