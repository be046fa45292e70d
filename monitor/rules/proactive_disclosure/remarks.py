"""Notes units and remarks in the cells of table 2; asks where 元 and 万元 may be confused (T2-03)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Cell, Status, in_wan
from monitor.form import Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import table_cells
from monitor.settings import Severity

CODE = "T2-03"
_TABLE = "proactive_disclosure"
_ODD = frozenset({Status.REMARK, Status.FOREIGN_UNIT})


def _remarks(given: Given) -> Iterator[Outcome | Finding]:
    cells = table_cells(given, _TABLE)
    odd = tuple(cell for cell in cells if cell.certain and cell.status in _ODD)
    if not odd:
        yield Outcome(CODE, Verdict.PASS if cells else Verdict.NOT_APPLICABLE)
        return
    yield Outcome(CODE, Verdict.FAIL, tuple(cell.pointer for cell in odd))
    for cell in odd:
        yield _finding(cell, given)


remarks = of_reading(CODE, _remarks)


def _finding(cell: Cell, given: Given) -> Finding:
    foreign = cell.status is Status.FOREIGN_UNIT
    wan = in_wan(cell.raw) if foreign and cell.pointer.endswith("/amount_wan") else None
    return Finding(
        code=CODE,
        severity=Severity.QUERY if foreign else severity_of(CODE),
        pointers=(cell.pointer,),
        expected=wan,
        actual=cell.raw,
        variant=_variant(foreign=foreign, converted=wan is not None),
        facts={"raw": cell.raw, "value": cell.value},
        evidence=of_cells(given.reading, (cell.pointer,)),
    )


def _variant(*, foreign: bool, converted: bool) -> str:
    if not foreign:
        return "remark"
    return "foreign_unit" if converted else "unit"
