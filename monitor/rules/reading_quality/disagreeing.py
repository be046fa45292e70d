"""Tells the operator of cells that two independent readings of one document found different (E-02).

Where page and attachment differ, both were read with certainty: A-03 asks the agency.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extraction import Between, Disagreement
from monitor.form import Table, Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "E-02"


def _disagreeing(given: Given) -> Iterator[Outcome | Finding]:
    for table in given.edition.tables:
        yield from _of_table(table, given)


disagreeing = of_reading(CODE, _disagreeing)


def _of_table(table: Table, given: Given) -> Iterator[Outcome | Finding]:
    pointer, reading = f"/tables/{table.key}", given.reading
    own = (d for d in reading.disagreements if d.between is Between.ONE_DOCUMENT)
    found = [d for d in own if d.pointer.startswith(f"{pointer}/")]
    cells = tuple(d.pointer for d in found)
    if found:
        yield Outcome(CODE, Verdict.UNCERTAIN, (pointer, *cells))
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=cells,
            facts={"count": len(found), "first": found[0].first.raw, "second": found[0].second.raw},
            evidence=of_quotes(reading, *_quotes(found)),
        )
    else:
        there = reading.table(table.key) is not None
        yield Outcome(CODE, Verdict.PASS if there else Verdict.NOT_APPLICABLE, (pointer,))


def _quotes(found: Sequence[Disagreement]) -> Iterator[Quote]:
    for d in found:
        yield from (Quote(w.raw, w.place, d.pointer) for w in (d.first, d.second))
