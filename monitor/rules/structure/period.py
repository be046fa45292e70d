"""Asks whether the statistics period is the report year's, and agrees with the title (S-07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from monitor.extraction import Period, Reading
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.settings import Severity

CODE = "S-07"
_POINTER = ("/period",)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)\s*年?")


def _period(given: Given) -> Iterator[Outcome | Finding]:
    reading = given.reading
    stated = reading.period
    if stated is None:
        yield from _not_stated(given)
    elif not _whole_year(stated):
        yield from _fails("not_a_year", stated, stated.start.year, given)
    elif (year := title_year(reading.title)) not in (None, stated.start.year):
        yield from _fails("title", stated, year or stated.start.year, given)
    else:
        yield Outcome(CODE, Verdict.PASS, _POINTER)


period = of_reading(CODE, _period)


def title_year(title: str | None) -> int | None:
    """Give the one year that a title names, or None where it names none or several."""
    years = set(_YEAR.findall(title or ""))
    return int(years.pop()) if len(years) == 1 else None


def _whole_year(stated: Period) -> bool:
    year = stated.start.year
    return stated.start == date(year, 1, 1) and stated.end == date(year, 12, 31)


def _not_stated(given: Given) -> Iterator[Outcome | Finding]:
    if given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, _POINTER)
        return
    yield Outcome(CODE, Verdict.FAIL, _POINTER)
    yield Finding(
        code=CODE,
        severity=Severity.NOTE,
        pointers=_POINTER,
        variant="not_stated",
        evidence=of_quotes(given.reading, *_title(given.reading)),
    )


def _fails(variant: str, stated: Period, year: int, given: Given) -> Iterator[Outcome | Finding]:
    yield Outcome(CODE, Verdict.FAIL, _POINTER)
    yield Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=_POINTER,
        expected=f"{year}-01-01/{year}-12-31",
        actual=f"{stated.start.isoformat()}/{stated.end.isoformat()}",
        variant=variant,
        facts={"start": stated.start, "end": stated.end, "year": year},
        evidence=of_quotes(given.reading, Quote(stated.raw, stated.place), *_title(given.reading)),
    )


def _title(reading: Reading) -> tuple[Quote, ...]:
    return (Quote(reading.title, reading.title_place),) if reading.title else ()
