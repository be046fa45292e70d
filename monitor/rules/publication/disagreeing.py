"""Asks about dates of publication that disagree by more than a day (D-05)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from monitor.form import Verdict
from monitor.rules.evidence import of_watching, severity_of
from monitor.rules.model import Finding, Outcome, Subject
from monitor.rules.publication.stated import quoted_dates, stated_dates

CODE = "D-05"
_POINTER = "/published_on"
_DAYS = 1
"""Days that may lie between them: publishing may take the night."""


def disagreeing(subject: Subject) -> Iterator[Outcome | Finding]:
    """Judge whether page, metadata and listing state one date; where one of them states several, any may agree."""
    stated = stated_dates(subject)
    apart = [pair for pair in combinations(stated, 2) if _days_between(stated[pair[0]], stated[pair[1]]) > _DAYS]
    if subject.reading is None or len(stated) < len(("one", "another")):
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (_POINTER,))
    elif not apart:
        yield Outcome(CODE, Verdict.PASS, (_POINTER,))
    else:
        yield Outcome(CODE, Verdict.FAIL, (_POINTER,))
        first, second = apart[0]
        yield _finding(subject, (first, stated[first][0]), (second, stated[second][0]))


def _days_between(some: Sequence[date], others: Sequence[date]) -> int:
    return min(abs((one - other).days) for one in some for other in others)


def _finding(subject: Subject, first: tuple[str, date], second: tuple[str, date]) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(_POINTER,),
        expected=second[1].isoformat(),
        actual=first[1].isoformat(),
        variant=f"{first[0]}_{second[0]}",
        facts={"first": first[1], "second": second[1], "days": abs((first[1] - second[1]).days)},
        evidence=of_watching(subject, *quoted_dates(subject)),
    )
