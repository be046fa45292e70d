"""Notes blanks, `/` and `-` where table 2 wants a number, in one finding (T2-02)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import table_values

CODE = "T2-02"
_TABLE = "proactive_disclosure"


def _blanks(given: Given) -> Iterator[Outcome | Finding]:
    values = table_values(given, _TABLE)
    empty = tuple(pointer for pointer, value in values.items() if value is None)
    if not empty:
        yield Outcome(CODE, Verdict.PASS if values else Verdict.NOT_APPLICABLE)
        return
    yield Outcome(CODE, Verdict.FAIL, empty)
    yield Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=empty,
        facts={"count": len(empty)},
        evidence=of_cells(given.reading, empty),
    )


blanks = of_reading(CODE, _blanks)
