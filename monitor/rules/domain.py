"""Makes the rules on what a figure may be: whole, not negative (T2-01, T3-04, T4-02)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Cell, Number, Status
from monitor.form import Quantity, Table, Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome, Rule
from monitor.rules.values import table_cells
from monitor.settings import Severity


def domain_rule(code: str, table_key: str) -> Rule:
    """Make the rule on the figures of one table.

    Words where a figure belongs are asked about, not condemned: a slip of the reader looks the same.
    """

    def rule(given: Given) -> Iterator[Outcome | Finding]:
        table = given.edition.table(table_key)
        cells = table_cells(given, table_key)
        faults = {cell.pointer: fault for cell in cells if (fault := _fault(cell, table))}
        yield _outcome(code, cells, tuple(faults))
        for pointer, fault in faults.items():
            yield _finding(code, given, pointer, fault)

    return of_reading(code, rule)


def _outcome(code: str, cells: tuple[Cell, ...], faults: tuple[str, ...]) -> Outcome:
    doubtful = tuple(c.pointer for c in cells if not c.certain)
    if faults:
        return Outcome(code, Verdict.FAIL, faults)
    if doubtful:
        return Outcome(code, Verdict.UNCERTAIN, doubtful)
    return Outcome(code, Verdict.PASS if cells else Verdict.NOT_APPLICABLE)


def _fault(cell: Cell, table: Table) -> str | None:
    """Give the variant of what is wrong with a cell, or None; a cell in doubt accuses nobody."""
    if not cell.certain:
        return None
    if cell.status is Status.TEXT:
        return "words"
    if cell.value is None or (isinstance(cell.value, int) and cell.value >= 0):
        return None
    quantity = table.column(cell.pointer.rpartition("/")[2]).quantity
    if cell.value < 0 and quantity is not Quantity.CHANGE:
        return "negative"
    return "fraction" if quantity is not Quantity.AMOUNT and not _whole(cell.value) else None


def _whole(value: Number) -> bool:
    return value == int(value)


def _finding(code: str, given: Given, pointer: str, fault: str) -> Finding:
    cell = given.reading.cells[pointer]
    return Finding(
        code=code,
        severity=Severity.QUERY if fault == "words" else severity_of(code),
        pointers=(pointer,),
        actual=cell.raw if cell.value is None else cell.value,
        variant=fault,
        facts={"raw": cell.raw},
        evidence=of_cells(given.reading, (pointer,)),
    )
