"""Tells the operator of documents that could not be read, or only in part (E-04)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.documents import Unreadable
from monitor.extraction import Reading
from monitor.form import Verdict
from monitor.rules.coded import Coded, Codes
from monitor.rules.evidence import severity_of
from monitor.rules.model import Evidence, Finding, Outcome, Subject

CODE = "E-04"
_GARBLED = "mojibake"
"""With this doubt, that nothing of a report was found says nothing."""


def unreadable(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the document was read, and read whole."""
    if subject.unreadable is not None:
        yield Outcome(CODE, Verdict.UNCERTAIN)
        yield _not_at_all(subject.unreadable)
    elif subject.reading is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
    elif (variant := _kind_of_trouble(subject, subject.reading)) is not None:
        yield Outcome(CODE, Verdict.UNCERTAIN)
        yield _in_part(subject.reading, variant)
    else:
        yield Outcome(CODE, Verdict.PASS)


def _kind_of_trouble(subject: Subject, reading: Reading) -> str | None:
    """Name what keeps the document from being judged as a report; None where nothing does."""
    if subject.predates_form:
        return "before_unified_form"
    if not reading.sections and not reading.tables and reading.title is None and _GARBLED not in reading.doubts:
        return "no_annual_report"
    return "partial" if _doubts(reading) else None


def _doubts(reading: Reading) -> tuple[str, ...]:
    return reading.doubts if reading.sections else (*reading.doubts, "no_sections")


def _not_at_all(broken: Unreadable) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        variant="unreadable",
        facts={
            "format": Coded(Codes.FORMATS, broken.format),
            "reason": Coded(Codes.REASONS, broken.reason, broken.detail),
            "detail": broken.detail,
        },
        evidence=Evidence(broken.sha256),
    )


def _in_part(reading: Reading, variant: str) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        variant=variant,
        facts={"doubts": tuple(Coded(Codes.DOUBTS, d) for d in _doubts(reading)), "year": reading.year or ""},
        evidence=Evidence(reading.sha256),
    )
