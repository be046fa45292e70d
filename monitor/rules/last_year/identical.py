"""Asks about a whole table that is last year's (Y-05)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Table, Value, Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.last_year.pair import Pair, compared, last_values, of_pair
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import known_values, number

CODE = "Y-05"
_FEWEST = 5
"""Cells that are not zero, from which on it is no chance that all are the same."""


def _identical(pair: Pair) -> Iterator[Outcome | Finding]:
    for table in pair.given.edition.tables:
        yield from _of_table(pair, table)


identical = of_pair(CODE, _identical)


def is_identical(pair: Pair, table: str) -> bool:
    """Tell whether Y-05 asks about a table: what else does not follow from last year is a consequence of that."""
    return _verdict(pair, table) is Verdict.FAIL


def _of_table(pair: Pair, table: Table) -> Iterator[Outcome | Finding]:
    pointer, verdict = f"/tables/{table.key}", _verdict(pair, table.key)
    yield Outcome(CODE, verdict, (pointer,))
    if verdict is Verdict.FAIL:
        cells = tuple(p for p, value in known_values(pair.given, table.key).items() if value)
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=(pointer,),
            actual=len(cells),
            facts={"last": pair.last.year, "count": len(cells)},
            evidence=pair.evidence(cells, cells),
        )


def _verdict(pair: Pair, table: str) -> Verdict:
    now, then = known_values(pair.given, table), last_values(pair.given, table)
    if not pair.same_edition or not now or now.keys() != then.keys():
        return Verdict.NOT_APPLICABLE
    if any(_one(now[p], then[p]) is Verdict.FAIL for p in now):
        return Verdict.PASS
    if sum(bool(number(value)) for value in now.values()) < _FEWEST:
        return Verdict.PASS
    return Verdict.UNCERTAIN if any(_one(now[p], then[p]) is Verdict.UNCERTAIN for p in now) else Verdict.FAIL


def _one(now: Value, then: Value) -> Verdict:
    """Answer whether one cell is last year's; two blanks are alike, a blank and a figure leave it open."""
    return Verdict.PASS if now is None and then is None else compared(now, then)
