"""Makes the hint of a table (T3-08) of what the finder found, once for all findings of that table."""

from __future__ import annotations

from monitor.rules.fault_finder.acts import Act
from monitor.rules.fault_finder.finder import find
from monitor.rules.fault_finder.sheet import Sheet, sheet_of
from monitor.rules.given import Given, once
from monitor.rules.model import Hint
from monitor.rules.values import evaluations, table_values


@once
def hint_of(given: Given, table: str) -> Hint | None:
    """Give the one smallest act that would mend all failing relations of a table; None where none is the only one."""
    sheet = sheet_of(given.edition.table(table), table_values(given, table), evaluations(given, table))
    act = find(sheet) if sheet else None
    return _hint(sheet, act) if sheet and act else None


def _hint(sheet: Sheet, act: Act) -> Hint:
    pointers = tuple(act.change)
    return Hint(
        variant=str(act.kind),
        pointers=pointers,
        facts={
            "count": len(pointers),
            "figures": tuple(sheet.figures[p] for p in pointers),
            "values": tuple(act.change.values()),
            "whole": max(act.change.values()),
        },
    )
