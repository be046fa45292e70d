"""Reports the blanks of tables 3 and 4, once a table (T3-05)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import settled_blanks, table_values

CODE = "T3-05"
_TABLES = ("requests", "reconsideration_and_litigation")


def _blanks(given: Given) -> Iterator[Outcome | Finding]:
    for key in _TABLES:
        yield from _of_table(key, given)


blanks = of_reading(CODE, _blanks)


def _of_table(table: str, given: Given) -> Iterator[Outcome | Finding]:
    values = table_values(given, table)
    empty = tuple(pointer for pointer, value in values.items() if value is None)
    if not values:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (f"/tables/{table}",))
    elif not empty:
        yield Outcome(CODE, Verdict.PASS, (f"/tables/{table}",))
    else:
        yield Outcome(CODE, Verdict.FAIL, empty)
        filled = settled_blanks(given, table)
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=(f"/tables/{table}",),
            actual=len(empty),
            variant="determined" if set(empty) <= set(filled) else "open",
            facts={"count": len(empty), "open": len(set(empty) - set(filled))},
            evidence=of_cells(given.reading, empty),
        )
