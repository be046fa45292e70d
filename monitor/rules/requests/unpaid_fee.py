"""Asks about requests closed for an unpaid fee where section six says nothing of fees (T3-07)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import UNREAD, Verdict
from monitor.rules.evidence import of_quotes, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Quote
from monitor.rules.values import value_of

CODE = "T3-07"
_POINTER = "/tables/requests/other_unpaid_fee/total"
_FEES = ("费", "收取")


def _unpaid_fee(given: Given) -> Iterator[Outcome | Finding]:
    verdict = _judge(given)
    yield Outcome(CODE, verdict, (_POINTER,))
    if verdict is Verdict.FAIL:
        yield _finding(given)


unpaid_fee = of_reading(CODE, _unpaid_fee)


def _judge(given: Given) -> Verdict:
    cell, section = given.reading.cells.get(_POINTER), given.reading.section("other_matters")
    if cell is None or section is None:
        return Verdict.NOT_APPLICABLE
    value = value_of(cell)
    if not value:
        return Verdict.PASS
    if value is UNREAD or given.reading.doubts:
        return Verdict.UNCERTAIN
    return Verdict.PASS if any(word in section.text for word in _FEES) else Verdict.FAIL


def _finding(given: Given) -> Finding:
    cell, section = given.reading.cells[_POINTER], given.reading.section("other_matters")
    passages = section.passages if section else ()
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(_POINTER,),
        actual=cell.value,
        evidence=of_quotes(
            given.reading, Quote(cell.raw, cell.place, _POINTER), *(Quote(p.text, p.place) for p in passages)
        ),
    )
