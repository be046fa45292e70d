"""Holds the grid of each table against the edition's (S-04)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Departure, Oddity, TableFound
from monitor.form import Table, Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.structure.fragments import pieces_stand_in_text
from monitor.settings import Severity

CODE = "S-04"
_LACKING = frozenset({Oddity.ROW_MISSING, Oddity.ROW_MERGED, Oddity.COLUMN_MISSING})
_MISSING = frozenset({Oddity.ROW_MISSING, Oddity.COLUMN_MISSING})
_COLUMNS = frozenset({Oddity.COLUMN_MISSING, Oddity.COLUMN_RENAMED, Oddity.COLUMN_ADDED})


def _grid(given: Given) -> Iterator[Outcome | Finding]:
    for table in given.edition.tables:
        found = given.reading.table(table.key)
        departures = tuple(d for d in given.reading.departures if d.table == table.key)
        verdict = _judge(found, departures, given)
        yield Outcome(CODE, verdict, (f"/tables/{table.key}",))
        if verdict is Verdict.FAIL:
            yield from _findings(table, departures, given)


grid = of_reading(CODE, _grid)


def _judge(found: TableFound | None, departures: tuple[Departure, ...], given: Given) -> Verdict:
    """Judge one grid; one that was matched in doubt accuses nobody (E-03 tells the operator)."""
    if found is None:
        return Verdict.NOT_APPLICABLE
    if not found.certain or given.reading.doubts or _labels_lost(found, departures, given):
        return Verdict.UNCERTAIN
    return Verdict.FAIL if departures else Verdict.PASS


def _labels_lost(found: TableFound, departures: tuple[Departure, ...], given: Given) -> bool:
    """Tell whether pieces of a missing row's label stand beside the table: it was there, and fell apart."""
    section = given.reading.section(given.edition.table(found.key).section)
    return pieces_stand_in_text((d.label for d in departures if d.oddity in _MISSING), section)


def _findings(table: Table, departures: tuple[Departure, ...], given: Given) -> Iterator[Finding]:
    lacking = tuple(d for d in departures if d.oddity in _LACKING)
    differing = tuple(d for d in departures if d.oddity not in _LACKING)
    if lacking:
        yield _finding("lacking", severity_of(CODE), table, lacking, given)
    if differing:
        yield _finding("differing", Severity.NOTE, table, differing, given)


def _finding(
    variant: str, severity: Severity, table: Table, departures: tuple[Departure, ...], given: Given
) -> Finding:
    return Finding(
        code=CODE,
        severity=severity,
        pointers=tuple(dict.fromkeys(_pointer(d, table) for d in departures)),
        variant=variant,
        facts={
            "form": given.edition.issued_as,
            "labels": tuple(d.label for d in departures),
            "oddities": tuple(str(d.oddity) for d in departures),
        },
        evidence=of_quotes(given.reading, *(Quote(d.label, d.place) for d in departures)),
    )


def _pointer(departure: Departure, table: Table) -> str:
    """Give the row, the first cell of the column, or the table where the form has no key for it."""
    if departure.key is None:
        return f"/tables/{table.key}"
    if departure.oddity in _COLUMNS:
        row = next(r for r in table.rows if departure.key in r.columns)
        return table.pointer(row.key, departure.key)
    if departure.oddity is Oddity.LABEL_SHORT and departure.key in {c.key for c in table.columns}:
        return f"/tables/{table.key}"
    return f"/tables/{table.key}/{departure.key}"
