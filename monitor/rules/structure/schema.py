"""Holds the instance against the JSON Schema for what no other rule owns (S-08)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from monitor.form import SchemaError, Verdict, schema_errors
from monitor.rules.evidence import of_cells, severity_of
from monitor.rules.given import Given, of_reading
from monitor.rules.model import Finding, Outcome

CODE = "S-08"

_OWNED_KEYWORDS = frozenset({"x-identities", "required", "oneOf"})
"""Identities are T2's to T4's; what is missing is S-01's, S-03's and S-04's."""
_OWNED_PLACES = ("/tables/", "/year", "/period", "/published_on", "/edition")
"""Figures are T2-01's, T3-04's and T4-02's; year and edition S-05's, the period S-07's, the date D-06's."""


def _schema(given: Given) -> Iterator[Outcome | Finding]:
    errors = tuple(unowned(schema_errors(given.reading.report(), given.edition)))
    pointers = tuple(error.pointer for error in errors)
    yield Outcome(CODE, Verdict.FAIL if errors else Verdict.PASS, pointers)
    for error in errors:
        yield _finding(error, given)


schema = of_reading(CODE, _schema)


def unowned(errors: Iterator[SchemaError]) -> Iterator[SchemaError]:
    """Leave out the errors that another rule reports."""
    return (
        error
        for error in errors
        if error.keyword not in _OWNED_KEYWORDS and not error.pointer.startswith(_OWNED_PLACES)
    )


def _finding(error: SchemaError, given: Given) -> Finding:
    return Finding(
        code=CODE,
        severity=severity_of(CODE),
        pointers=(error.pointer,),
        actual=_shown(given.reading.report(), error.pointer),
        facts={"keyword": error.keyword, "detail": error.message},
        evidence=of_cells(given.reading, (error.pointer,)),
    )


def _shown(report: Mapping[str, Any], pointer: str) -> str:
    """Give what stands at the pointer (RFC 6901, without escapes: the form's keys need none)."""
    value: Any = report
    for part in pointer.split("/")[1:]:
        value = value[part]
    return str(value)
