"""Asks about reports that were there once and are not found any more: this year's (D-09), earlier years' (D-11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Finding, Missing, Outcome, Presence, Subject

GONE, LOST = "D-09", "D-11"
_ROUNDS = 3
_SPAN = timedelta(hours=48)


def gone(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the report, once seen, is still found at some address (D-09)."""
    watch = subject.watch
    missing = watch.missing if watch else None
    if missing is None:
        seen = watch is not None and watch.presence is Presence.PUBLISHED
        yield Outcome(GONE, Verdict.PASS if seen else Verdict.NOT_APPLICABLE)
    elif not _for_good(missing):
        yield Outcome(GONE, Verdict.UNCERTAIN)
    else:
        yield Outcome(GONE, Verdict.FAIL)
        facts = {"since": missing.since, "until": missing.until, "rounds": missing.rounds, "year": subject.year or ""}
        yield Finding(GONE, severity_of(GONE), facts=facts, evidence=of_watching(subject, proofs=missing.captures))


def lost(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the reports of earlier years that the listing showed can still be reached (D-11)."""
    watch = subject.watch
    found = sorted(watch.lost, key=lambda report: report.year) if watch else []
    away = [report for report in found if _for_good(report.missing)]
    if watch is None:
        yield Outcome(LOST, Verdict.NOT_APPLICABLE)
    elif not away:
        yield Outcome(LOST, Verdict.UNCERTAIN if found else Verdict.PASS)
    else:
        years = tuple(report.year for report in away)
        yield Outcome(LOST, Verdict.FAIL)
        yield Finding(
            code=LOST,
            severity=severity_of(LOST),
            actual=", ".join(map(str, years)),
            facts={"years": years, "urls": tuple(r.url for r in away), "since": min(r.missing.since for r in away)},
            evidence=of_watching(subject, proofs=(c for report in away for c in report.missing.captures)),
        )


def _for_good(missing: Missing) -> bool:
    """Tell whether a report was looked for often and long enough: a portal may fail for a day."""
    return missing.rounds >= _ROUNDS and missing.until - missing.since >= _SPAN
