"""Notes figures that are far from last year's (Y-04): a slip of a digit or of a unit looks like that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from monitor.extraction import Number
from monitor.form import Quantity, Table, Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.last_year.pair import Pair, last_values, of_pair, took_over
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import known_values, number

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
    now, then = known_values(pair.given, table.key), last_values(pair.given, table.key)
    both = [(p, number(now[p]), number(then[p])) for p in _counted(table) if p in now and p in then]
    known = [(p, own, last) for p, own, last in both if own is not None and last is not None]
    far = tuple(p for p, own, last in known if _is_far(own, last))
    if far:
        yield Outcome(CODE, Verdict.FAIL, far)
        yield _finding(pair, far)
    elif not both:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE, (f"/tables/{table.key}",))
    else:
        yield Outcome(CODE, Verdict.PASS if len(known) == len(both) else Verdict.UNCERTAIN, (f"/tables/{table.key}",))


@lru_cache(maxsize=64)
def _counted(table: Table) -> tuple[str, ...]:
    """Give the cells of a table that hold a quantity, not the change of one."""
    changes = {c.key for c in table.columns if c.quantity is Quantity.CHANGE}
    return tuple(
        table.pointer(row.key, column) for row in table.rows for column in row.columns if column not in changes
    )


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
