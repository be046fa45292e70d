"""Asks about suits after a reconsideration where three years of reports count none (T4-03)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Reading
from monitor.form import UNREAD, Value, Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Evidence, Finding, Outcome, Quote
from monitor.rules.values import value_of

CODE = "T4-03"
_SUITS = "/tables/reconsideration_and_litigation/litigation_after_reconsideration/total"
_BEFORE_THEM = "/tables/reconsideration_and_litigation/reconsideration/total"
_POINTERS = (_SUITS, _BEFORE_THEM)
_YEARS_BACK = 2
"""A suit follows its reconsideration within weeks, and may pend: two years are ample."""


def _after_reconsideration(given: Given) -> Iterator[Outcome | Finding]:
    earlier = _earlier(given)
    verdict = _judge(given.reading, earlier)
    yield Outcome(CODE, verdict, _POINTERS)
    if verdict is Verdict.FAIL:
        yield _finding(given.reading, earlier)


after_reconsideration = of_reading(CODE, _after_reconsideration)


def _earlier(given: Given) -> tuple[Reading, ...]:
    """Give the reports of the two years before, as far as they are known, the latest first."""
    year = given.subject.report_year
    wanted = {year - back for back in range(1, _YEARS_BACK + 1)} if year else set()
    found = {r.year: r for r in given.subject.earlier if r.year is not None and r.year in wanted}
    return tuple(found[y] for y in sorted(found, reverse=True))


def _judge(own: Reading, earlier: tuple[Reading, ...]) -> Verdict:
    suits, before = _value(own, _SUITS), [_value(r, _BEFORE_THEM) for r in (own, *earlier)]
    if any(value for value in before if value is not UNREAD) or suits == 0:
        return Verdict.PASS
    if suits is None or len(earlier) < _YEARS_BACK:
        return Verdict.NOT_APPLICABLE
    return Verdict.UNCERTAIN if suits is UNREAD or any(value != 0 for value in before) else Verdict.FAIL


def _value(reading: Reading, pointer: str) -> Value:
    """Give the figure at a pointer; a report that does not print it leaves it blank."""
    cell = reading.cells.get(pointer)
    return value_of(cell) if cell else None


def _finding(own: Reading, earlier: tuple[Reading, ...]) -> Finding:
    cells = [own.cells[_SUITS], own.cells[_BEFORE_THEM], *(r.cells[_BEFORE_THEM] for r in earlier)]
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=_POINTERS,
        actual=own.cells[_SUITS].value,
        facts={"years": tuple(str(r.year) for r in (own, *earlier))},
        evidence=Evidence(own.sha256, tuple(Quote(c.raw, c.place, c.pointer) for c in cells)),
    )
