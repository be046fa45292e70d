"""Asks about a report of another year in the slot of this one (D-08); the report decides, not the link."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Finding, Outcome, Quote, Subject

CODE = "D-08"
_POINTER = "/year"


def slot(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the report is of the year that the obligation names."""
    reading = subject.reading
    if reading is None or reading.year is None or subject.year is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (_POINTER,))
    elif not of_another_year(subject):
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    else:
        title = (Quote(reading.title, reading.title_place),) if reading.title else ()
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=(_POINTER,),
            expected=subject.year,
            actual=reading.year,
            evidence=of_watching(subject, *title),
        )


def of_another_year(subject: Subject) -> bool:
    """Tell whether neither title nor period names the year asked for; that they contradict each other is S-07's."""
    reading = subject.reading
    if reading is None or reading.year is None:
        return False
    counted = reading.period.start.year if reading.period else reading.year
    return subject.report_year not in (reading.year, counted)
