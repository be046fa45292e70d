"""Asks about a report, or tables of it, published as pictures or scans without text (A-02; art. 49)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Reading, SectionText, TableFound
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "A-02"
_UNREAD = "embedded_document"
"""Doubt of a report whose embedded documents, pictures among them, were not all read."""


def _pictures(given: Given) -> Iterator[Outcome | Finding]:
    reading = given.reading
    tables = tuple(f"/tables/{t.key}" for t in reading.tables if t.pictured)
    whole = all(part.pictured for part in _parts(reading))
    if not reading.shows_report:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
    elif tables or whole:
        yield Outcome(CODE, Verdict.FAIL, tables)
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=tables,
            variant="report" if whole else "tables",
            facts={"format": reading.format},
            evidence=of_quotes(reading, *_title(reading)),
        )
    else:
        yield Outcome(CODE, Verdict.UNCERTAIN if _UNREAD in reading.doubts else Verdict.PASS)


pictures = of_reading(CODE, _pictures)


def _title(reading: Reading) -> Iterator[Quote]:
    if reading.title:
        yield Quote(reading.title, reading.title_place)


def _parts(reading: Reading) -> Iterator[SectionText | TableFound]:
    yield from reading.tables
    yield from reading.sections
