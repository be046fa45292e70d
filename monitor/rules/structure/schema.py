"""Holds the instance against the JSON Schema for what no other rule owns (S-08).

Figures are T2-01's, T3-04's and T4-02's, identities those of T2 to T4: only the outline of the schema is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.form import SchemaError, Verdict, outline_errors
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome

CODE = "S-08"

_OWNED_KEYWORDS = frozenset({"required", "oneOf"})
"""What is missing is S-01's, S-03's and S-04's."""
_OWNED_PLACES = ("/year", "/period", "/published_on", "/edition")
"""Year and edition are S-05's, the period S-07's, the date D-06's."""


def _schema(given: Given) -> Iterator[Outcome | Finding]:
    errors = tuple(unowned(outline_errors(given.reading.report(), given.edition)))
    pointers = tuple(error.pointer for error in errors)
    yield Outcome(CODE, Verdict.FAIL if errors else Verdict.PASS, pointers)
    for error in errors:
        yield _finding(error, given)


schema = of_reading(CODE, _schema)


def unowned(errors: Iterable[SchemaError]) -> Iterator[SchemaError]:
    """Leave out the errors that another rule reports."""
    return (error for error in errors if not _owned(error))


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
