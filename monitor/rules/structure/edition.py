"""Asks whether the edition of the form fits the year of the report (S-05)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict, edition_for
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "S-05"


def _edition_fits(given: Given) -> Iterator[Outcome | Finding]:
    year = given.reading.year or given.subject.year
    governing = edition_for(year) if year else None
    if year is None or governing is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, ("/edition",))
    elif not given.reading.edition_certain:
        yield Outcome(CODE, Verdict.UNCERTAIN, ("/edition",))
    elif given.edition.governs(year):
        yield Outcome(CODE, Verdict.PASS, ("/edition",))
    else:
        yield Outcome(CODE, Verdict.FAIL, ("/edition",))
        yield _finding(year, governing.issued_as, given)


edition_fits = of_reading(CODE, _edition_fits)


def _finding(year: int, governing: str, given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=("/edition",),
        expected=governing,
        actual=given.edition.issued_as,
        facts={"year": year},
        evidence=of_quotes(given.reading, *_title(given)),
    )


def _title(given: Given) -> tuple[Quote, ...]:
    """Quote the title, which names the year, and where each table stands."""
    reading = given.reading
    title = (Quote(reading.title, reading.title_place),) if reading.title else ()
    names = {t.key: t.title for t in given.edition.tables}
    return (*title, *(Quote(names[t.key], t.place, f"/tables/{t.key}") for t in reading.tables))
