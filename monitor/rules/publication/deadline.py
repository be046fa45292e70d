"""Judges whether the report was public in time, or is proved absent (D-01, D-02, D-03; 条例 art. 49)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from monitor.calendar import due_at, due_on, local_date
from monitor.extraction import DateFound
from monitor.form import Verdict
from monitor.rules.evidence import of_watching
from monitor.rules.model import Finding, Outcome, Presence, Quote, Rule, Subject, Watch
from monitor.rules.publication.slot import of_another_year
from monitor.settings import Kind, Severity

_POINTER = "/published_on"


@dataclass(frozen=True, slots=True)
class _Due:
    """Holds what is due: for which year, until when, and whether it binds."""

    code: str
    year: int
    last_day: date
    at: datetime
    severity: Severity


def deadline_rule(code: str) -> Rule:
    """Make the deadline rule of one code; the book says to which kinds it applies."""

    def rule(subject: Subject) -> Iterator[Outcome | Finding]:
        if subject.kind is None or subject.report_year is None or subject.predates_form:
            yield Outcome(code, Verdict.NOT_APPLICABLE)
            return
        due = _due(code, subject.kind, subject.report_year, subject)
        published = _published(subject)
        if of_another_year(subject):
            # Another year's report says nothing of when this year's was published: D-08 asks.
            yield Outcome(code, Verdict.UNCERTAIN, (_POINTER,))
        elif published is not None:
            yield from _by_date(published, due, subject)
        elif _seen(subject):
            yield from _by_first_sight(due, subject)
        else:
            yield from _by_absence(due, subject)

    return rule


def _due(code: str, kind: Kind, year: int, subject: Subject) -> _Due:
    binding = subject.deadlines.by_kind[kind].binding
    return _Due(
        code=code,
        year=year,
        last_day=due_on(kind, year, subject.deadlines),
        at=due_at(kind, year, subject.deadlines),
        severity=Severity.VIOLATION if binding else Severity.QUERY,
    )


def _published(subject: Subject) -> date | None:
    return subject.published or (subject.reading.published_on if subject.reading else None)


def _seen(subject: Subject) -> bool:
    watched = subject.watch is not None and subject.watch.presence is Presence.PUBLISHED
    return subject.reading is not None or subject.unreadable is not None or watched


def _by_date(published: date, due: _Due, subject: Subject) -> Iterator[Outcome | Finding]:
    if published <= due.last_day or _seen_in_time(due, subject.watch):
        yield Outcome(due.code, Verdict.PASS, (_POINTER,))
    elif _disputed(due, subject):
        yield Outcome(due.code, Verdict.UNCERTAIN, (_POINTER,))
        yield _late("late_disputed", Severity.QUERY, published, due, subject)
    elif subject.watch is not None and subject.watch.undated and not _absent_until_seen(due, subject.watch):
        yield Outcome(due.code, Verdict.UNCERTAIN, (_POINTER,))
        yield _late("late_version", Severity.QUERY, published, due, subject)
    else:
        yield Outcome(due.code, Verdict.FAIL, (_POINTER,))
        yield _late("late", due.severity, published, due, subject)


def _seen_in_time(due: _Due, watch: Watch | None) -> bool:
    """Tell whether we saw a report before the deadline ended: a later date is that of its correction."""
    return watch is not None and watch.first_seen is not None and watch.first_seen < due.at


def _absent_until_seen(due: _Due, watch: Watch) -> bool:
    """Tell whether the listing was proved to lack the report after the deadline, before it was first seen."""
    if watch.absent_at is None or watch.first_seen is None:
        return False
    return due.at <= watch.absent_at <= watch.first_seen


def _disputed(due: _Due, subject: Subject) -> bool:
    """Tell whether the document also bears a publication date in time; a signature (落款) is none."""
    stated = _dates(subject)
    return any(d.source != "signature" and due.year < d.on.year and d.on <= due.last_day for d in stated)


def _dates(subject: Subject) -> tuple[DateFound, ...]:
    """Give the dates that the document states; where the caller states one, they are not asked."""
    found = subject.reading.dates if subject.reading and not subject.published else ()
    return tuple(d for d in found if d.is_statement)


def _by_first_sight(due: _Due, subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge a report without any date by when it was first seen.

    Seen late is not yet published late: the lateness is proved only if the listing was proved to lack the report
    after the deadline. Else the agency is asked.
    """
    watch = subject.watch
    if watch is None or watch.first_seen is None:
        yield Outcome(due.code, Verdict.NOT_APPLICABLE, (_POINTER,))
    elif _seen_in_time(due, watch):
        yield Outcome(due.code, Verdict.PASS, (_POINTER,))
    elif _absent_until_seen(due, watch):
        yield Outcome(due.code, Verdict.FAIL, (_POINTER,))
        yield _late("seen_late", due.severity, local_date(watch.first_seen), due, subject)
    else:
        yield Outcome(due.code, Verdict.UNCERTAIN, (_POINTER,))
        yield _late("seen_late_unproved", Severity.QUERY, local_date(watch.first_seen), due, subject)


def _by_absence(due: _Due, subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge a report that was not seen: due only after the deadline, and missing only if proved absent then."""
    watch = subject.watch
    if watch is None or subject.now < due.at:
        yield Outcome(due.code, Verdict.NOT_APPLICABLE)
    elif not _proved_absent(watch, due):
        yield Outcome(due.code, Verdict.UNCERTAIN)
    else:
        yield Outcome(due.code, Verdict.FAIL)
        yield _absent(watch, due, subject)


def _proved_absent(watch: Watch, due: _Due) -> bool:
    fresh = watch.absent_at is None or watch.absent_at >= due.at
    return watch.presence is Presence.PROVED_ABSENT and fresh


def _late(variant: str, severity: Severity, published: date, due: _Due, subject: Subject) -> Finding:
    stated = tuple(Quote(d.raw, d.place) for d in _dates(subject))
    return Finding(
        code=due.code,
        severity=severity,
        pointers=(_POINTER,),
        expected=due.last_day.isoformat(),
        actual=published.isoformat(),
        variant=variant,
        facts={
            "year": due.year,
            "due": due.last_day,
            "published": published,
            "days": (published - due.last_day).days,
        },
        evidence=of_watching(subject, *stated, proofs=_proofs(due, subject.watch)),
    )


def _proofs(due: _Due, watch: Watch | None) -> tuple[str, ...]:
    """Give the captures that show the listing without the report, after the deadline and before it came."""
    return watch.absent_captures if watch is not None and _absent_until_seen(due, watch) else ()


def _absent(watch: Watch, due: _Due, subject: Subject) -> Finding:
    return Finding(
        code=due.code,
        severity=due.severity,
        expected=due.last_day.isoformat(),
        variant="absent",
        facts={
            "year": due.year,
            "due": due.last_day,
            "proved": local_date(watch.absent_at or subject.now),
            "listing": watch.listing or "",
        },
        evidence=of_watching(subject),
    )
