"""Holds the instance against the JSON Schema for what no other rule owns (S-08).

Figures are T2-01's, T3-04's and T4-02's, identities those of T2 to T4: what is left to ask depends on the names of
sections, rows and columns alone, and nearly all reports of an edition have the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from monitor.extraction import Status
from monitor.form import Edition, SchemaError, Verdict, schema_errors
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome

CODE = "S-08"

_OWNED_KEYWORDS = frozenset({"required", "oneOf"})
"""What is missing is S-01's, S-03's and S-04's."""
_OWNED_PLACES = ("/year", "/period", "/published_on", "/edition")
"""Year and edition are S-05's, the period S-07's, the date D-06's."""
_UNSAID = dict.fromkeys(("year", "agency", "title", "period", "published_on"))


def _schema(given: Given) -> Iterator[Outcome | Finding]:
    cells = tuple(c.pointer for c in given.reading.cells.values() if c.status is not Status.ABSENT)
    errors = _unowned(given.edition, tuple(s.key for s in given.reading.sections), cells)
    pointers = tuple(error.pointer for error in errors)
    yield Outcome(CODE, Verdict.FAIL if errors else Verdict.PASS, pointers)
    for error in errors:
        yield _finding(error, given)


schema = of_reading(CODE, _schema)


@lru_cache(maxsize=64)
def _unowned(edition: Edition, sections: tuple[str, ...], cells: tuple[str, ...]) -> tuple[SchemaError, ...]:
    """Give the errors that no other rule reports in a report of these sections and cells, all blank."""
    tables: dict[str, dict[str, dict[str, None]]] = {}
    for pointer in cells:
        _, _, table, row, column = pointer.split("/")
        tables.setdefault(table, {}).setdefault(row, {})[column] = None
    blank = {**_UNSAID, "edition": edition.key, "sections": dict.fromkeys(sections, ""), "tables": tables}
    return tuple(error for error in schema_errors(blank, edition) if not _owned(error))


def _owned(error: SchemaError) -> bool:
    return error.keyword in _OWNED_KEYWORDS or error.pointer.startswith(_OWNED_PLACES)


def _finding(error: SchemaError, given: Given) -> Finding:
    cells = (p for p in given.reading.cells if p.startswith(f"{error.pointer}/"))
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(error.pointer,),
        facts={"keyword": error.keyword, "detail": error.message},
        evidence=of_cells(given.reading, cells),
    )
