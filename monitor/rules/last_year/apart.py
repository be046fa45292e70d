"""Notes figures that are far from last year's (Y-04): a slip of a digit or of a unit looks like that."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Number
from monitor.form import Quantity, Table, Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.last_year.pair import Pair, of_pair, took_over
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import number

CODE = "Y-04"
_TIMES = 5
_LEAST = 30


def _apart(pair: Pair) -> Iterator[Outcome | Finding]:
    for table in pair.given.edition.tables:
        # Table 2 of the one edition and of the other are different forms, though some rows bear one name.
        comparable = not took_over(pair.given) and (pair.same_edition or table.key != "proactive_disclosure")
        yield from _of_table(pair, table) if comparable else (Outcome(CODE, Verdict.NOT_APPLICABLE),)


apart = of_pair(CODE, _apart)


def _of_table(pair: Pair, table: Table) -> Iterator[Outcome | Finding]:
    both = [p for p in _counted(table) if pair.has(p, p)]
    known = [
        (p, n, t) for p in both if (n := number(pair.now(p))) is not None and (t := number(pair.then(p))) is not None
    ]
    far = tuple(p for p, now, then in known if _is_far(now, then))
    if far:
        yield Outcome(CODE, Verdict.FAIL, far)
        yield _finding(pair, far)
    elif not both:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (f"/tables/{table.key}",))
    else:
        yield Outcome(CODE, Verdict.PASS if len(known) == len(both) else Verdict.UNCERTAIN, (f"/tables/{table.key}",))


def _counted(table: Table) -> Iterator[str]:
    """Give the cells of a table that hold a quantity, not the change of one."""
    for row in table.rows:
        columns = (c for c in row.columns if table.column(c).quantity is not Quantity.CHANGE)
        yield from (table.pointer(row.key, column) for column in columns)


def _is_far(now: Number, then: Number) -> bool:
    return not -_LEAST < now - then < _LEAST and (now > _TIMES * then or now * _TIMES < then)


def _finding(pair: Pair, far: tuple[str, ...]) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=far,
        expected=number(pair.then(far[0])),
        actual=number(pair.now(far[0])),
        facts={"last": pair.last.year, "count": len(far)},
        evidence=pair.evidence(far, far),
    )
