"""Derives the JSON Schema of an edition, and validates a report against it with the identities in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from monitor.form.evaluate import Value, evaluate
from monitor.form.model import UNREAD, Column, Edition, Identity, Operator, Quantity, Row, Table, Verdict

KEYWORD = "x-identities"
"""The extension keyword; validators that do not know it ignore it, as JSON Schema asks (2020-12 core, 6.5)."""

_CELL: Mapping[Quantity, Mapping[str, Any]] = {
    Quantity.COUNT: {"type": ["integer", "null"], "minimum": 0},
    Quantity.CHANGE: {"type": ["integer", "null"]},
    Quantity.AMOUNT: {"type": ["number", "null"], "minimum": 0},
}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


@dataclass(frozen=True, slots=True)
class SchemaError:
    """Says where a report does not fit the schema; `cells` are those of a broken identity, the stated ones first."""

    pointer: str
    keyword: str
    message: str
    cells: tuple[str, ...] = ()


def derive_schema(edition: Edition) -> dict[str, Any]:
    """Derive the JSON Schema (draft 2020-12) of a report in this edition, as committed in `schemas/`."""
    year: dict[str, Any] = {"type": ["integer", "null"], "minimum": edition.first_year}
    if edition.last_year is not None:
        year["maximum"] = edition.last_year
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:nianbao:report:{edition.key}",
        "title": f"{edition.title}（{edition.issued_as}）",
        "type": "object",
        "required": ["edition", "year", "agency", "title", "period", "published_on", "sections", "tables"],
        "additionalProperties": False,
        "properties": {
            "edition": {"const": edition.key},
            "year": year,
            "agency": {"type": ["string", "null"]},
            "title": {"type": ["string", "null"]},
            "period": {
                "type": ["object", "null"],
                "required": ["start", "end"],
                "additionalProperties": False,
                "properties": {"start": _DATE, "end": _DATE},
            },
            "published_on": {**_DATE, "type": ["string", "null"]},
            "sections": _object({s.key: {"title": s.title, "type": "string"} for s in edition.sections}),
            "tables": _object({t.key: _table_schema(t) for t in edition.tables}),
        },
    }


def schema_errors(report: Mapping[str, Any], edition: Edition) -> Iterator[SchemaError]:
    """Validate a report as JSON and give every error with the pointer of its place."""
    for error in validator_for(edition).iter_errors(report):
        cells = tuple(map(_pointer, error.context or ())) if error.validator == KEYWORD else ()
        yield SchemaError(cells[0] if cells else _pointer(error), str(error.validator), error.message, cells)


def _pointer(error: ValidationError) -> str:
    return "".join(f"/{part}" for part in error.absolute_path)


@cache
def validator_for(edition: Edition) -> Validator:
    """Give the kept validator of an edition; it knows the keyword of the identities."""
    validator: Validator = identity_validator()(derive_schema(edition))
    return validator


@cache
def identity_validator() -> Any:
    """Give the draft 2020-12 validator class of the `jsonschema` library, extended by the keyword `x-identities`."""
    return extend(Draft202012Validator, {KEYWORD: _identities})  # type: ignore[no-untyped-call]  # the library carries no types here


def _identities(
    _: Validator, keyword: Mapping[str, Any], instance: Any, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Adapt the evaluator to the library: one error a broken relation, at the table, its cells as its context."""
    if not isinstance(instance, dict):
        return
    table = _table_of(keyword, schema)
    values = {
        table.pointer(row, column): _value(value)
        for row, cells in instance.items()
        if isinstance(cells, dict)
        for column, value in cells.items()
    }
    for answer in evaluate(table, values):
        if answer.verdict is Verdict.FAIL:
            relation = answer.relation
            stated = f"{' + '.join(relation.stated) or 0} is {answer.actual}"
            yield ValidationError(
                f"{relation.code} at {relation.at}: {stated}, {relation.operator} {answer.expected} asked",
                context=[ValidationError("enters the identity", path=p.split("/")[3:]) for p in relation.cells],
            )


def _value(value: Any) -> Value:
    """Give a JSON value to the evaluator; what is no number there is an error of its own, and no figure to add up."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float):
        value = Decimal(repr(value))
    return value if isinstance(value, Decimal) and value.is_finite() else UNREAD


def _table_of(keyword: Mapping[str, Any], schema: Mapping[str, Any]) -> Table:
    """Rebuild from the schema alone what the evaluator needs of a table."""
    rows = {key: tuple(row["properties"]) for key, row in schema["properties"].items()}
    merged: Mapping[str, list[str]] = keyword["merged_rows"]
    columns = dict.fromkeys(column for row in rows.values() for column in row)
    return Table(
        key=keyword["table"],
        number=0,
        title="",
        section="",
        rows=tuple(_bare_row(key, own) for key, own in rows.items() if key not in merged),
        columns=tuple(Column(key, "", (), (), Quantity.COUNT) for key in columns),
        identities=tuple(_identity_of(i) for i in keyword["identities"]),
        merged_rows=tuple(_bare_row(key, rows[key], tuple(of)) for key, of in merged.items()),
    )


def _bare_row(key: str, columns: tuple[str, ...], stands_for: tuple[str, ...] = ()) -> Row:
    return Row(key, "", (), (), columns, stands_for=stands_for)


def _identity_of(data: Mapping[str, Any]) -> Identity:
    return Identity(
        code=data["code"],
        per=data["per"],
        over=tuple(data["over"]),
        stated=tuple(data["stated"]),
        computed=tuple(data["computed"]),
        operator=Operator(data["operator"]),
    )


def _table_schema(table: Table) -> dict[str, Any]:
    schema = _object({r.key: _row_schema(r, table) for r in table.rows})
    schema["title"] = table.title
    for merged in table.merged_rows:
        schema["properties"][merged.key] = _row_schema(merged, table)
        schema["required"] = [k for k in schema["required"] if k not in merged.stands_for]
        schema["oneOf"] = [{"required": list(merged.stands_for)}, {"required": [merged.key]}]
    schema[KEYWORD] = {
        "table": table.key,
        "identities": [_identity_schema(i) for i in table.identities],
        "merged_rows": {m.key: list(m.stands_for) for m in table.merged_rows},
    }
    return schema


def _identity_schema(identity: Identity) -> dict[str, Any]:
    return {
        "code": identity.code,
        "per": identity.per,
        "over": list(identity.over),
        "stated": list(identity.stated),
        "operator": str(identity.operator),
        "computed": list(identity.computed),
    }


def _row_schema(row: Row, table: Table) -> dict[str, Any]:
    columns = {key: table.column(key) for key in row.columns}
    schema = _object({key: {"title": c.label, **_CELL[c.quantity]} for key, c in columns.items()})
    return {"title": row.label, **schema}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }
