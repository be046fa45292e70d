"""Asks about 规章 reported by an agency without the power to make them (T2-07)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.form import Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome
from monitor.rules.values import table_cells
from monitor.settings import Agency, Kind, Level

CODE = "T2-07"
_ROW = "/tables/proactive_disclosure/regulations/"
_BELOW_CITIES = frozenset({Level.COUNTY, Level.TOWNSHIP})


def _regulations(given: Given) -> Iterator[Outcome | Finding]:
    agency = given.subject.agency
    cells = tuple(c for c in table_cells(given, "proactive_disclosure") if c.pointer.startswith(_ROW))
    if agency is None or agency.level is None or not cells:
        yield Outcome(CODE, Verdict.NOT_APPLICABLE)
        return
    above_zero = tuple(c.pointer for c in cells if c.certain and c.value)
    if may_make_regulations(agency) or not above_zero:
        doubtful = not may_make_regulations(agency) and any(not c.certain for c in cells)
        yield Outcome(CODE, Verdict.UNCERTAIN if doubtful else Verdict.PASS)
        return
    yield Outcome(CODE, Verdict.FAIL, above_zero)
    yield Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=above_zero,
        facts={"agency": agency.name, "figures": tuple(given.reading.cells[p].raw for p in above_zero)},
        evidence=of_cells(given.reading, above_zero),
    )


regulations = of_reading(CODE, _regulations)


def may_make_regulations(agency: Agency) -> bool:
    """Tell whether an agency of known level may report 规章: its own, or those of the government it represents."""
    if agency.level in _BELOW_CITIES:
        return False
    for_a_government = agency.kind is Kind.GOVERNMENT or agency.represents is not None
    return agency.level is Level.PROVINCE or for_a_government
