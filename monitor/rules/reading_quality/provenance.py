"""Tells the operator of values without raw text, place or digest (E-01)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.extraction import Cell
from monitor.form import Verdict
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome

CODE = "E-01"


def _provenance(given: Given) -> Iterator[Outcome | Finding]:
    reading = given.reading
    bare = tuple(c.pointer for c in reading.cells.values() if _lacks_proof(c, reading.sha256))
    yield Outcome(CODE, Verdict.UNCERTAIN if bare else Verdict.PASS, bare)
    if bare:
        yield Finding(
            code=CODE,
            severity=severity_of(CODE),
            pointers=bare,
            facts={"count": len(bare)},
            evidence=of_cells(reading, bare),
        )


provenance = of_reading(CODE, _provenance)


def _lacks_proof(cell: Cell, sha256: str) -> bool:
    return cell.value is not None and not (cell.raw.strip() and cell.place and sha256)
