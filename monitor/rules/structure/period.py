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
_FIRST_TO_LAST = re.compile(r"1月1日.{0,6}12月31日")
_STATISTICS = ("统计", "数据", "期限")


def _period(given: Given) -> Iterator[Outcome | Finding]:
    reading = given.reading
    stated = reading.period
    if stated is None:
        yield from _not_stated(given)
    elif _whole_year(stated) and _agrees(reading, stated):
        yield Outcome(CODE, Verdict.PASS, _POINTER)
    elif not _of_statistics(reading, stated):
        yield Outcome(CODE, Verdict.UNCERTAIN, _POINTER)
    else:
        variant = "title" if _whole_year(stated) else "not_a_year"
        yield from _fails(variant, stated, reading.year or stated.start.year, given)


period = of_reading(CODE, _period)


def _agrees(reading: Reading, stated: Period) -> bool:
    """Tell whether the title names the period's year; one that names several leaves open which is meant."""
    year = stated.start.year
    return reading.year in (None, year) or str(year) in (reading.title or "")


def _of_statistics(reading: Reading, stated: Period) -> bool:
    """Tell whether the sentence speaks of figures: a campaign has a first and a last day too."""
    prose = (*reading.preamble, *(p for s in reading.sections for p in s.passages))
    texts = (p.text for p in prose if p.place == stated.place)
    return any(word in text for text in texts for word in _STATISTICS)


def _whole_year(stated: Period) -> bool:
    year = stated.start.year
    return stated.start == date(year, 1, 1) and stated.end == date(year, 12, 31)


def _seems_stated(reading: Reading) -> bool:
    """Tell whether first and last day of a year stand in the text, though no period was read from it."""
    prose = (*reading.preamble, *(p for s in reading.sections for p in s.passages))
    return _FIRST_TO_LAST.search(re.sub(r"\s+", "", "".join(p.text for p in prose))) is not None


def _not_stated(given: Given) -> Iterator[Outcome | Finding]:
    if given.reading.doubts or not given.reading.shows_report or _seems_stated(given.reading):
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
