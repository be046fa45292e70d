"""Sets a report beside last year's of the same agency, and figures of the one beside those of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from monitor.extraction import Reading
from monitor.form import UNREAD, Value, Verdict
from monitor.rules.bodies import Sameness, sameness
from monitor.rules.given import Given, of_reading, once
from monitor.rules.model import Evidence, Finding, Outcome, Quote, Rule
from monitor.rules.publication.slot import of_another_year
from monitor.rules.values import known_values, values_of_reading


@dataclass(frozen=True, slots=True)
class Pair:
    """Holds a report and last year's."""

    given: Given
    last: Reading

    @property
    def same_edition(self) -> bool:
        """Tell whether both are made in one edition, so that table 2 is one form."""
        return self.given.edition.key == self.last.edition

    def now(self, pointer: str) -> Value:
        """Give this year's figure: None where blanks leave it open or there is no such cell, UNREAD where in doubt."""
        return known_values(self.given, _table(pointer)).get(pointer)

    def then(self, pointer: str) -> Value:
        """Give last year's figure in the same way."""
        return last_values(self.given, _table(pointer)).get(pointer)

    def has(self, now: str, then: str) -> bool:
        """Tell whether both reports have these cells."""
        return now in known_values(self.given, _table(now)) and then in last_values(self.given, _table(then))

    def evidence(self, now: tuple[str, ...], then: tuple[str, ...]) -> Evidence:
        """Quote cells of both reports."""
        own = (Quote(c.raw, c.place, p) for p in now if (c := self.given.reading.cells.get(p)))
        last = (of_last(self.last, p) for p in then)
        return Evidence(self.given.reading.sha256, (*own, *(q for q in last if q)))


PairRule = Callable[[Pair], Iterator[Outcome | Finding]]


def of_pair(code: str, rule: PairRule) -> Rule:
    """Make a Rule of one that needs last year's report: without one that can be compared it is not applicable."""

    def judged(given: Given) -> Iterator[Outcome | Finding]:
        last = given.subject.last_year
        if last is None or not is_comparable(given, last):
            yield Outcome(code, Verdict.NOT_APPLICABLE)
        else:
            yield from rule(Pair(given, last))

    return of_reading(code, judged)


def is_comparable(given: Given, last: Reading) -> bool:
    """Tell whether a report is last year's of the same agency, and this one the report of this year.

    The same file again is no report of last year. An agency that was renamed is known by its aliases or by its
    predecessor in the configuration; one that bears another name is another agency.
    """
    agency = given.subject.agency
    names = (*(agency.names if agency else ()), *((given.reading.agency,) if given.reading.agency else ()))
    renamed = agency is not None and agency.predecessor is not None
    same = renamed or last.agency is None or sameness(last.agency, names) is not Sameness.OTHER
    return same and last.sha256 != given.reading.sha256 and not of_another_year(given.subject)


def took_over(given: Given) -> bool:
    """Tell whether last year's report is that of a predecessor: others may have been merged into the agency too."""
    agency, year = given.subject.agency, given.subject.report_year
    if agency is None or agency.predecessor is None or agency.valid_from is None or year is None:
        return False
    return agency.valid_from.year >= year


@once
def last_values(given: Given, table: str) -> Mapping[str, Value]:
    """Give the values of a table of last year's report in the same way; empty where there is none."""
    last = given.subject.last_year
    return values_of_reading(last, table) if last else {}


def compared(now: Value, then: Value) -> Verdict:
    """Answer whether two figures are one; a blank that is open, or a cell in doubt, leaves it uncertain."""
    if now is UNREAD or then is UNREAD or now is None or then is None:
        return Verdict.UNCERTAIN
    return Verdict.PASS if now == then else Verdict.FAIL


def of_last(last: Reading, pointer: str) -> Quote | None:
    """Quote a cell of last year's report, with the digest of that report in its place."""
    cell = last.cells.get(pointer)
    if cell is None:
        return None
    place = replace(cell.place, source=cell.place.source or last.sha256) if cell.place else None
    return Quote(cell.raw, place, pointer, str(last.year))


def _table(pointer: str) -> str:
    return pointer.split("/")[2]
