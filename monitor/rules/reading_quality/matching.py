"""Tells the operator of rows, columns and cells that were matched with less than certainty (E-03).

Cells in which two readings disagree are E-02's.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Table, Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import table_cells

CODE = "E-03"


def _matching(given: Given) -> Iterator[Outcome | Finding]:
    for table in given.edition.tables:
        yield from _of_table(table, given)


matching = of_reading(CODE, _matching)


def _of_table(table: Table, given: Given) -> Iterator[Outcome | Finding]:
    pointer, found = f"/tables/{table.key}", given.reading.table(table.key)
    told = {d.pointer for d in given.reading.disagreements}
    doubtful = tuple(c.pointer for c in table_cells(given, table.key) if not c.certain and c.pointer not in told)
    if found is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (pointer,))
    elif found.certain and not doubtful:
        yield Outcome(CODE, Verdict.PASS, (pointer,))
    else:
        yield Outcome(CODE, Verdict.UNCERTAIN, (pointer, *doubtful))
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=(pointer, *doubtful),
            variant="cells" if doubtful else "grid",
            facts={"count": len(doubtful)},
            evidence=of_cells(given.reading, doubtful),
        )
