"""Makes findings, examinations and cases of one invented agency, for tests of what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.cases import Case, CaseEvent, Seen, apply
from monitor.form import Verdict
from monitor.rules import Evidence, Finding, Outcome, Presence, Quote
from monitor.settings import Severity

AGENCY, YEAR = "lanxi-edu", 2025
MORNING = datetime(2026, 2, 2, 1, tzinfo=UTC)
CELL = "/tables/requests/received/total"
FIRST, SECOND, THIRD = "a" * 64, "b" * 64, "c" * 64


def day(days: int) -> datetime:
    """Give the instant so many days after the first morning."""
    return MORNING + timedelta(days=days)


def wrong_sum(actual: int = 7, severity: Severity = Severity.VIOLATION) -> Finding:
    """Find that a sum is wrong in one cell."""
    return Finding("T3-01", severity, (CELL,), expected=8, actual=actual)


def wrong_sentence(text: str, code: str = "X-01") -> Finding:
    """Find that a sentence disagrees with a cell."""
    quotes = (Quote("8", pointer=CELL), Quote(text))
    return Finding(code, Severity.QUERY, (CELL,), 8, 9, evidence=Evidence(FIRST, quotes))


def absent(code: str = "D-01") -> Finding:
    """Find that no report was published."""
    return Finding(code, Severity.VIOLATION, expected="2026-01-31", variant="absent")


def late(code: str = "D-01", on: str = "2026-02-09") -> Finding:
    """Find that the report was published after its deadline."""
    return Finding(code, Severity.VIOLATION, ("/published_on",), "2026-01-31", on, variant="late")


def passed(code: str = "T3-01", *pointers: str) -> Outcome:
    """Say that a condition holds."""
    return Outcome(code, Verdict.PASS, pointers or (CELL,))


def as_json(finding: Finding) -> Mapping[str, Any]:
    """Give the JSON of a finding without its words."""
    return {
        "code": finding.code,
        "variant": finding.variant,
        "severity": finding.severity.value,
        "expected": finding.expected,
        "actual": finding.actual,
    }


ALL_CODES = frozenset({"D-01", "D-02", "D-09", "D-12", "T3-01", "X-01", "X-02", "E-03", "Y-01", "N-02"})


def seen(sha256: str | None = FIRST, **changes: Any) -> Seen:
    """Say that a report was examined (or, without digest, its absence proved)."""
    presence = Presence.PROVED_ABSENT if sha256 is None else Presence.PUBLISHED
    known: dict[str, Any] = {
        "agency": AGENCY,
        "year": YEAR,
        "at": MORNING,
        "presence": presence,
        "checked": ALL_CODES,
        "worded": as_json,
        "sha256": sha256,
    }
    return Seen(**(known | changes))


def after(cases: tuple[Case, ...], events: tuple[CaseEvent, ...]) -> tuple[Case, ...]:
    """Give the cases as they stand after these events."""
    standing = {case.key: case for case in cases}
    for event in events:
        standing[event.key] = apply(standing.get(event.key), event)
    return tuple(standing.values())
