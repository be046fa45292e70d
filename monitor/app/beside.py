"""Brings together the reports that stand beside the one judged: earlier years', those below, the page as it was first.

What they are is asked of the store once; they are read only where a judgement is made, so what is unchanged costs
nothing. A report of an earlier year does not change any more: nobody visits its listing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from monitor.app.attached import read_attached
from monitor.app.examine import Question
from monitor.app.house import House
from monitor.app.in_force import InForce, Standing, report_in_force, standing
from monitor.app.obligations import Obligation, owed_by
from monitor.extraction import Reading
from monitor.rules import Child, Version
from monitor.settings import Agency, Scope
from monitor.store import Tx, sightings

_YEARS = (1, 2)
"""Years before the report's whose reports a rule may ask for (Y; T4-03)."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Names the other reports: two that are equal stand for the same bytes."""

    earlier: tuple[tuple[int, Standing], ...] = ()
    """With the year of each."""
    first: Standing | None = None
    """The page of the report as it was captured first, where it was another."""
    children: tuple[tuple[str, Standing | None], ...] = ()
    """By name of the agency; None where its report is not known."""

    @property
    def compared(self) -> tuple[str, ...]:
        """Give the digests of the reports of other years and agencies."""
        return tuple(digest for _, s in (*self.earlier, *self.children) if s is not None for digest in s.digests)


def beside(house: House, tx: Tx, obligation: Obligation, report: InForce | None, digests: tuple[str, ...]) -> Beside:
    """Name the reports that stand beside the one in force, which was read from `digests`; none where there is none."""
    owner = (obligation.agency.id, obligation.year)
    house.in_force[owner] = standing(report.capture, digests) if report else None
    if report is None:
        return Beside()
    earlier = house.earlier.get(owner)
    if earlier is None:
        earlier = house.earlier[owner] = tuple(_earlier(house, tx, obligation))
    first = standing(report.first) if report.first else None
    return Beside(earlier, first, tuple(_children(house, tx, obligation)))


def with_others(house: House, tx: Tx, question: Question, others: Beside) -> Question:
    """Put the readings of the other reports into a question; what cannot be read is as good as not there."""
    year = question.year or 0
    earlier = (_reading(house, tx, s, y) for y, s in others.earlier)
    return replace(
        question,
        earlier=tuple(r for r in earlier if r is not None),
        before=_version(house, tx, others.first, year) if others.first else None,
        children=tuple(Child(name, _reading(house, tx, s, year) if s else None) for name, s in others.children),
    )


def _reading(house: House, tx: Tx, report: Standing, year: int) -> Reading | None:
    source, _ = read_attached(house, tx, report.capture, year)
    return source if isinstance(source, Reading) and source.shows_report else None


def _version(house: House, tx: Tx, first: Standing, year: int) -> Version | None:
    reading = _reading(house, tx, first, year)
    return Version(reading, first.capture.fetched_at, first.capture.id) if reading else None


def _earlier(house: House, tx: Tx, obligation: Obligation) -> Iterator[tuple[int, Standing]]:
    ids = tuple(_predecessors(house.settings.agencies, obligation.agency))
    for year in (obligation.year - back for back in _YEARS):
        found = (report_in_force(tx, sightings.load(tx, each, year)) for each in ids)
        report = next((r for r in found if r is not None), None)
        if report is not None:
            yield year, standing(report.capture)


def _predecessors(agencies: Iterable[Agency], agency: Agency) -> Iterator[str]:
    """Give the ids under which the agency reported, its own first; a cycle ends where it began."""
    known = {each.id: each for each in agencies}
    seen: dict[str, None] = {}
    following: str | None = agency.id
    while following is not None and following not in seen:
        seen[following] = None
        following = known[following].predecessor if following in known else None
    yield from seen


def _children(house: House, tx: Tx, obligation: Obligation) -> Iterator[tuple[str, Standing | None]]:
    """Give the agencies below that the report declares to count, and their reports in force."""
    if obligation.agency.scope is not Scope.WITH_SUBORDINATES:
        return
    below: dict[str, list[Agency]] = {}
    for agency in house.settings.agencies:
        if agency.parent is not None and owed_by(agency, obligation.year, house.settings) is not None:
            below.setdefault(agency.parent, []).append(agency)
    for child in _counted(obligation.agency, below):
        # One that does not say whom it counts, and has agencies below, may count them or not: it is not known.
        known = child.scope is not None or child.id not in below
        yield child.name, _in_force(house, tx, child, obligation.year) if known else None


def _counted(parent: Agency, below: Mapping[str, list[Agency]]) -> Iterator[Agency]:
    for child in below.get(parent.id, ()):
        yield child
        if child.scope is Scope.OWN:
            yield from _counted(child, below)


def _in_force(house: House, tx: Tx, agency: Agency, year: int) -> Standing | None:
    """Give the report of an agency below as it was seen when that agency was observed last."""
    owner = (agency.id, year)
    if owner not in house.in_force:
        report = report_in_force(tx, sightings.load(tx, *owner))
        house.in_force[owner] = standing(report.capture) if report else None
    return house.in_force[owner]
