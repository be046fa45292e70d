"""Holds a report against the sum of those below: equal where all are known (H-01), else no less (H-02)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from monitor.extraction import Number, Reading
from monitor.form import Table, Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.given import Given, of_reading, once
from monitor.rules.model import Child, Evidence, Finding, Outcome, Quote, Rule
from monitor.rules.publication.slot import of_another_year
from monitor.rules.values import known_values, number, values_of_reading
from monitor.settings import Scope

_QUOTED = 12
"""Agencies below whose cell is quoted; all are counted."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Holds what the agencies below report in one cell."""

    known: Number
    open: bool
    """Whether the figure of any of them is not known: then the sum is at least `known`."""


def sums_rule(code: str, *, whole: bool) -> Rule:
    """Make the rule for where every report below is known, or for where some are missing."""

    def rule(given: Given) -> Iterator[Outcome | Finding]:
        if not _counts_others(given) or whole is not all(_is_known(c, given) for c in given.subject.children):
            yield Outcome(code, Verdict.NOT_APPLICABLE)
            return
        for table in given.edition.tables:
            yield from _of_table(code, table, given, whole=whole)

    return of_reading(code, rule)


def _counts_others(given: Given) -> bool:
    agency = given.subject.agency
    declared = agency is not None and agency.scope is Scope.WITH_SUBORDINATES
    return declared and bool(given.subject.children) and not of_another_year(given.subject)


def _is_known(child: Child, given: Given) -> bool:
    """Tell whether the report of an agency below can be added up: of this year, and made in this edition."""
    reading = child.reading
    year = given.subject.report_year
    return reading is not None and reading.edition == given.edition.key and reading.year in {None, year}


def _of_table(code: str, table: Table, given: Given, *, whole: bool) -> Iterator[Outcome | Finding]:
    own, sums = known_values(given, table.key), sums_below(given, table.key)
    verdicts = {p: _verdict(number(value), sums[p], whole=whole) for p, value in own.items() if p in sums}
    if not verdicts:
        yield Outcome(code, Verdict.NOT_APPLICABLE, (f"/tables/{table.key}",))
        return
    yield from (Outcome(code, verdict, (pointer,)) for pointer, verdict in verdicts.items())
    differing = [p for p, verdict in verdicts.items() if verdict is Verdict.FAIL]
    if differing:
        # Totals go first: the parts of a row that differ are a consequence of one and the same agency left out.
        yield _finding(code, tuple(sorted(differing, key=lambda p: not p.endswith("/total"))), given)


@once
def sums_below(given: Given, table: str) -> Mapping[str, Sum]:
    """Add up the cells of a table over the agencies below."""
    each = [_values(child, table, given) for child in given.subject.children]
    pointers = dict.fromkeys(p for values in each for p in values)
    return {p: _sum([values.get(p) for values in each]) for p in pointers}


def _values(child: Child, table: str, given: Given) -> Mapping[str, Number | None]:
    if child.reading is None or not _is_known(child, given):
        return {}
    return {p: number(value) for p, value in values_of_reading(child.reading, table).items()}


def _sum(parts: list[Number | None]) -> Sum:
    total: Number = 0
    for part in parts:
        total += part or 0
    return Sum(total, None in parts)


def _verdict(own: Number | None, below: Sum, *, whole: bool) -> Verdict:
    if own is None:
        return Verdict.UNCERTAIN
    if below.open and own >= below.known:
        return Verdict.UNCERTAIN if whole else Verdict.PASS
    return Verdict.PASS if own == below.known else Verdict.FAIL


def _finding(code: str, differing: tuple[str, ...], given: Given) -> Finding:
    first = differing[0]
    below = sums_below(given, first.split("/")[2])[first]
    children = given.subject.children
    return Finding(
        code=code,
        severity=severity_of(code),
        pointers=differing,
        expected=below.known,
        actual=number(known_values(given, first.split("/")[2])[first]),
        facts={
            "count": len(differing),
            "agencies": len(children),
            "missing": sum(not _is_known(c, given) for c in children),
        },
        evidence=Evidence(given.reading.sha256, tuple(_quotes(first, given))),
    )


def _quotes(pointer: str, given: Given) -> Iterator[Quote]:
    own = given.reading.cells[pointer]
    yield Quote(own.raw, own.place, pointer)
    below = ((c.agency, c.reading) for c in given.subject.children if c.reading and _is_known(c, given))
    quotes = (quote for name, reading in below if (quote := _quote(pointer, name, reading)) is not None)
    yield from (quote for _, quote in zip(range(_QUOTED), quotes, strict=False))


def _quote(pointer: str, name: str, reading: Reading) -> Quote | None:
    cell = reading.cells.get(pointer)
    if cell is None:
        return None
    place = replace(cell.place, source=cell.place.source or reading.sha256) if cell.place else None
    return Quote(cell.raw, place, pointer, name)
