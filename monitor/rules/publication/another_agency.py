"""Asks about a report that another agency signed, in the listing of this one (D-07)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Reading
from monitor.form import Verdict
from monitor.rules.bodies import Sameness, sameness
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Finding, Outcome, Quote, Subject
from monitor.settings import Agency

CODE = "D-07"
_POINTER = "/agency"


def another_agency(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the report is that of the agency whose listing shows it.

    Its title decides, as far as its text does not say otherwise: a slip in the title of one's own report is N-07's.
    """
    reading, agency = subject.reading, subject.agency
    if reading is None or agency is None or reading.agency is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (_POINTER,))
        return
    same = sameness(reading.agency, agency.names)
    if same is Sameness.SAME:
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    elif same is Sameness.IN_DOUBT or _speaks_of(agency, reading):
        yield Outcome(CODE, Verdict.UNCERTAIN, (_POINTER,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield _finding(subject, reading, agency)


def _speaks_of(agency: Agency, reading: Reading) -> bool:
    """Tell whether the text names the agency of the listing, and never the one in the title."""
    text = "".join(p.text for p in (*reading.preamble, *(p for s in reading.sections for p in s.passages)))
    return any(name in text for name in agency.names) and (reading.agency or "") not in text


def _finding(subject: Subject, reading: Reading, agency: Agency) -> Finding:
    title = (Quote(reading.title, reading.title_place),) if reading.title else ()
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(_POINTER,),
        expected=agency.name,
        actual=reading.agency,
        evidence=of_watching(subject, *title),
    )
