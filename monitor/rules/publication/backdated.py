"""Asks about a displayed date that lies before a capture which proved the report absent (D-04)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from monitor.calendar import local_date
from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Finding, Outcome, Subject
from monitor.rules.publication.slot import of_another_year
from monitor.rules.publication.stated import quoted_dates, stated_dates

CODE = "D-04"
_POINTER = "/published_on"


def backdated(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether the report, by its latest date, would have been on the listing when that was proved without it.

    Where one date lies before the proof and another behind it, the dates disagree: D-05 asks.
    """
    absent, shown = _proved_absent(subject), _latest(subject)
    if absent is None or shown is None:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (_POINTER,))
    elif shown >= local_date(absent):
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        yield _finding(subject, shown, absent)


def _proved_absent(subject: Subject) -> datetime | None:
    """Give when the listing was proved to lack a report that came afterwards; one seen before then had gone."""
    watch = subject.watch
    if watch is None or watch.absent_at is None or subject.reading is None or of_another_year(subject):
        return None
    seen_before = watch.first_seen is not None and watch.first_seen < watch.absent_at
    return None if seen_before else watch.absent_at


def _latest(subject: Subject) -> date | None:
    dates = [on for found in stated_dates(subject).values() for on in found]
    return max([*dates, *([subject.published] if subject.published else ())], default=None)


def _finding(subject: Subject, shown: date, absent: datetime) -> Finding:
    watch = subject.watch
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(_POINTER,),
        actual=shown.isoformat(),
        facts={"shown": shown, "proved": absent, "listing": (watch.listing if watch else None) or ""},
        evidence=of_watching(subject, *quoted_dates(subject), proofs=watch.absent_captures if watch else ()),
    )
