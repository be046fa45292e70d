"""Asks about another agency's name, or another year, where this report's own belongs (N-07)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.narrative.other_agency import other_agencies
from monitor.rules.narrative.other_year import other_years
from monitor.rules.narrative.slip import Slip
from monitor.rules.text import home_of, sentences_of

CODE = "N-07"
_POINTERS = {"agency": "/agency", "year": "/year"}


def _elsewhere(given: Given) -> Iterator[Outcome | Finding]:
    names = home_of(given).names
    slips = tuple(other_agencies(sentences_of(given), names))
    yield from _answers("agency", slips, given) if names else (_nothing("agency"),)
    if _year_is_certain(given):
        yield from _answers("year", tuple(other_years(sentences_of(given), home_of(given))), given)
    else:
        yield _nothing("year")


elsewhere = of_reading(CODE, _elsewhere)


def _nothing(what: str) -> Outcome:
    return Outcome(CODE, Verdict.NOT_APPLICABLE, (_POINTERS[what],))


def _year_is_certain(given: Given) -> bool:
    """Tell whether obligation, title and period name one year; that they do not is S-07's or D-08's fault."""
    reading, year = given.reading, given.subject.report_year
    counted = reading.period.start.year if reading.period else year
    return year is not None and reading.year in {None, year} and counted == year


def _answers(what: str, slips: tuple[Slip, ...], given: Given) -> Iterator[Outcome | Finding]:
    pointers = (_POINTERS[what],)
    if not slips:
        yield Outcome(CODE, Verdict.PASS, pointers)
    elif given.reading.doubts:
        yield Outcome(CODE, Verdict.UNCERTAIN, pointers)
    else:
        yield Outcome(CODE, Verdict.FAIL, pointers)
        yield from (_finding(slip, pointers, given) for slip in slips)


def _finding(slip: Slip, pointers: tuple[str, ...], given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=pointers,
        expected=slip.expected,
        actual=slip.actual,
        variant=slip.variant,
        facts={"phrase": slip.phrase, "sentence": slip.sentence.text},
        evidence=of_quotes(given.reading, Quote(slip.sentence.text, slip.sentence.place)),
    )
