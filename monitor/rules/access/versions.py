"""Asks about cells in which the page and an attachment of one report differ, each read with certainty (A-03)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Between, Disagreement
from monitor.form import Table, Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "A-03"


def _versions(given: Given) -> Iterator[Outcome | Finding]:
    for table in given.edition.tables:
        yield from _of_table(table, given)


versions = of_reading(CODE, _versions)


def _of_table(table: Table, given: Given) -> Iterator[Outcome | Finding]:
    reading, pointer = given.reading, f"/tables/{table.key}"
    own = [d for d in reading.disagreements if d.pointer.startswith(f"{pointer}/")]
    found = [d for d in own if d.between is Between.TWO_DOCUMENTS]
    if found:
        cells = tuple(d.pointer for d in found)
        yield Outcome(CODE, Verdict.FAIL, cells)
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=cells,
            facts={"count": len(found), "first": found[0].first.raw or None, "second": found[0].second.raw or None},
            evidence=of_quotes(reading, *_quotes(found)),
        )
    elif table.key in reading.compared:
        cells = tuple(p for p in reading.cells if p.startswith(f"{pointer}/"))
        yield Outcome(CODE, Verdict.PASS, (pointer, *cells))
    else:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (pointer,))


def _quotes(found: list[Disagreement]) -> Iterator[Quote]:
    for d in found:
        yield from (Quote(w.raw, w.place, d.pointer) for w in (d.first, d.second))
