"""Asks for the six sections (S-01; 条例 art. 50)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.structure.lost import heading_lost

CODE = "S-01"


def _sections(given: Given) -> Iterator[Outcome | Finding]:
    reading = given.reading
    for section in given.edition.sections:
        pointer = f"/sections/{section.key}"
        if reading.section(section.key) is not None:
            yield Outcome(CODE, Verdict.PASS, (pointer,))
        elif reading.doubts or heading_lost(section, reading, given.edition):
            yield Outcome(CODE, Verdict.UNCERTAIN, (pointer,))
        else:
            yield Outcome(CODE, Verdict.FAIL, (pointer,))
            yield _finding(pointer, section.title, given)


sections = of_reading(CODE, _sections)


def _finding(pointer: str, title: str, given: Given) -> Finding:
    """Say what is missing, and quote the headings that are there: they are the proof."""
    headings = tuple(Quote(s.heading, s.place) for s in given.reading.sections)
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(pointer,),
        expected=title,
        facts={"section": title, "headings": tuple(quote.text for quote in headings)},
        evidence=of_quotes(given.reading, *headings),
    )
