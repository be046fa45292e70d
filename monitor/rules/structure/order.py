"""Notes sections out of order or with another number (S-02)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import SectionText
from monitor.form import Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote

CODE = "S-02"


def _order(given: Given) -> Iterator[Outcome | Finding]:
    keys = [s.key for s in given.edition.sections]
    standing = [keys.index(s.key) for s in given.reading.sections]
    if not standing:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
    elif standing != sorted(standing):
        yield from _fails("order", given.reading.sections, given)
    elif wrong := _misnumbered(given):
        yield from _fails("number", wrong, given)
    else:
        yield Outcome(CODE, Verdict.PASS)


order = of_reading(CODE, _order)


def _misnumbered(given: Given) -> tuple[SectionText, ...]:
    """Give the sections with another number than the form's; a missing section shifts the rest, and is S-01's."""
    if len(given.reading.sections) < len(given.edition.sections):
        return ()
    numbers = {s.key: s.number for s in given.edition.sections}
    known = set(numbers.values())
    return tuple(s for s in given.reading.sections if s.number in known - {numbers[s.key]})


def _fails(variant: str, wrong: tuple[SectionText, ...], given: Given) -> Iterator[Outcome | Finding]:
    pointers = tuple(f"/sections/{s.key}" for s in wrong)
    yield Outcome(CODE, Verdict.FAIL, pointers)
    yield Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=pointers,
        variant=variant,
        facts={"headings": tuple(s.heading for s in wrong)},
        evidence=of_quotes(given.reading, *(Quote(s.heading, s.place) for s in wrong)),
    )
