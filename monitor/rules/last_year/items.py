"""Holds the items of last year, as the form of 2019 asks for them, against last year's report (Y-03)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Number
from monitor.form import Quantity, Verdict
from monitor.rules.evidence import severity_of
from monitor.rules.last_year.identical import is_identical
from monitor.rules.last_year.pair import Pair, compared, of_pair, took_over
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import number

CODE = "Y-03"
_TABLE = "proactive_disclosure"


def _items(pair: Pair) -> Iterator[Outcome | Finding]:
    if not pair.same_edition:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    table = pair.given.edition.table(_TABLE)
    changes = [c.key for c in table.columns if c.quantity is Quantity.CHANGE]
    for row in (r for r in table.rows if set(changes) & set(r.columns)):
        yield from _of_row(pair, row.key)


items = of_pair(CODE, _items)


def _of_row(pair: Pair, row: str) -> Iterator[Outcome | Finding]:
    stated, change = f"/tables/{_TABLE}/{row}/items_last_year", f"/tables/{_TABLE}/{row}/change"
    before, moved = number(pair.then(stated)), number(pair.then(change))
    expected = None if before is None or moved is None else before + moved
    verdict = _verdict(pair, stated, change, expected)
    yield Outcome(CODE, verdict, (stated,))
    if verdict is Verdict.FAIL and not is_identical(pair, _TABLE):
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=(stated,),
            expected=expected,
            actual=number(pair.now(stated)),
            facts={"last": pair.last.year, "before": before, "change": moved},
            evidence=pair.evidence((stated,), (stated, change)),
        )


def _verdict(pair: Pair, stated: str, change: str, expected: Number | None) -> Verdict:
    if not (pair.has(stated, stated) and pair.has(stated, change)):
        return Verdict.NOT_APPLICABLE
    if expected is None:
        return Verdict.UNCERTAIN
    verdict = compared(pair.now(stated), expected)
    return Verdict.UNCERTAIN if verdict is Verdict.FAIL and took_over(pair.given) else verdict
