"""Notes a page on which no publication date can be found (D-06)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Reading
from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Finding, Outcome, Quote, Subject

CODE = "D-06"
_POINTER = "/published_on"


def date_stated(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the document, the listing or the caller names a date of publication."""
    reading = subject.reading
    if reading is None or not reading.shows_report:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
    elif subject.published or reading.published_on or _is_stated(subject, reading):
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    else:
        title = (Quote(reading.title, reading.title_place),) if reading.title else ()
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield Finding(CODE, severity_of(CODE), (_POINTER,), evidence=of_watching(subject, *title))


def _is_stated(subject: Subject, reading: Reading) -> bool:
    return any(d.is_statement for d in reading.dates) or bool(subject.watch and subject.watch.listed_on)
