"""Makes whole tables of the few figures that a case names, so that every relation of the form holds.

Table 3, for every column by itself: a row that is not named is 0; `granted` takes up what is left of `outcome_total`,
or of what came in and was not carried out; then `carried_out`, then `received` are what is still wanting. Totals are
sums. A row's figure is that of `natural_person`, unless it says its columns. Table 4: a group's figure is `upheld`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.form import Table

REQUESTS = "requests"
_FLOW = ("received", "carried_in", "outcome_total", "carried_out")
Raws = dict[str, str]
"""Raw text by `row/column`."""


def raws_of(table: Table, figures: Mapping[str, Any]) -> Raws:
    """Give the raw text of every cell. Raises ValueError for figures that no filling makes whole."""
    unknown = set(figures) - {row.key for row in table.rows}
    if unknown:
        raise ValueError(f"{table.key} has no rows {sorted(unknown)}")
    if table.key == REQUESTS:
        return _requests(table, figures)
    rows = {row.key: _group(table, figures.get(row.key, {})) for row in table.rows}
    return {f"{row.key}/{c}": str(rows[row.key].get(c, 0)) for row in table.rows for c in row.columns}


def _group(table: Table, named: Any) -> dict[str, Any]:
    own = dict(named) if isinstance(named, Mapping) else {"upheld": named}
    if "total" in {column.key for column in table.columns}:
        own.setdefault("total", sum(own.values()))
    return own


def _requests(table: Table, figures: Mapping[str, Any]) -> Raws:
    named = {row: value if isinstance(value, Mapping) else {"natural_person": value} for row, value in figures.items()}
    parts = [column.key for column in table.columns if column.key != "total"]
    raws: Raws = {}
    sums = dict.fromkeys((row.key for row in table.rows), 0)
    for part in parts:
        column = _column(table, {row: values.get(part, 0) for row, values in named.items()})
        raws |= {f"{row}/{part}": str(value) for row, value in column.items()}
        sums = {row: value + column[row] for row, value in sums.items()}
    return raws | {f"{row}/total": str(value) for row, value in sums.items()}


def _column(table: Table, named: Mapping[str, int]) -> dict[str, int]:
    own = {row.key: named.get(row.key, 0) for row in table.rows}
    outcomes = [row.key for row in table.rows if row.key not in _FLOW]
    handled = sum(own[row] for row in outcomes)
    if "outcome_total" in named:
        own["granted"] += named["outcome_total"] - handled
    elif "received" in named and "granted" not in named:
        own["granted"] += own["received"] + own["carried_in"] - own["carried_out"] - handled
    own["outcome_total"] = sum(own[row] for row in outcomes)
    if "received" not in named:
        own["received"] = own["outcome_total"] + own["carried_out"] - own["carried_in"]
    elif "carried_out" not in named:
        own["carried_out"] = own["received"] + own["carried_in"] - own["outcome_total"]
    if own["received"] + own["carried_in"] != own["outcome_total"] + own["carried_out"] or min(own.values()) < 0:
        raise ValueError(f"no filling makes these figures whole: {dict(named)}")
    return own
