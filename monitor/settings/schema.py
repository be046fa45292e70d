"""Holds values against `schemas/config.schema.json` and says each fault as a value."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from monitor.settings.formats import FORMATS
from monitor.settings.yaml_tree import Path
from schemas import load_text

_SHOWN = 40
"""Characters of a refused value that a message shows."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Says what is wrong with the value at a path; `hint` by language where the schema has one."""

    path: Path
    key: str
    facts: Mapping[str, Any]
    hint: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def office_faults(data: Any) -> Iterator[Fault]:
    """Yield the faults of the parsed `office.yaml`."""
    return _faults(_validator(""), data)


def agency_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the faults of one row of the table of agencies, as an object."""
    return _faults(_validator("agency"), data)


def agency_columns() -> Mapping[str, Mapping[str, Any]]:
    """Give the columns of the table of agencies: key to its schema, in order."""
    columns: Mapping[str, Mapping[str, Any]] = config_schema()["$defs"]["agency"]["properties"]
    return columns


@cache
def config_schema() -> Mapping[str, Any]:
    """Load the schema of the configuration (draft 2020-12)."""
    schema: Mapping[str, Any] = json.loads(load_text("config.schema.json"))
    return schema


@cache
def _validator(part: str) -> Draft202012Validator:
    whole = config_schema()
    schema = {"$ref": f"#/$defs/{part}", "$defs": whole["$defs"]} if part else whole
    return Draft202012Validator(schema, format_checker=FORMATS)


def _faults(validator: Draft202012Validator, data: Any) -> Iterator[Fault]:
    for error in validator.iter_errors(data):
        yield from _KEYWORDS.get(str(error.validator), _bad_value)(error)


def shown(value: Any) -> str:
    """Give a value as a message may show it: short, on one line, without what looks like a login."""
    if isinstance(value, dict | list):
        return "…"
    text = " ".join((value if isinstance(value, str) else json.dumps(value)).split())
    # user:password@host, with or without a scheme before it
    if ":" in text and "@" in text:
        return "…"
    return (text or '""') if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def guess(name: str, known: list[str]) -> str | None:
    """Give the known name that this one most resembles, or None."""
    return next(iter(get_close_matches(name, known, n=1)), None)


def _fault(error: ValidationError, key: str, **facts: Any) -> Fault:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    hidden = schema.get("x-secret") or schema.get("type") in {"object", "array"}
    value = "…" if hidden else shown(_found(error))
    return Fault(
        path=tuple(error.absolute_path),
        key=schema.get("x-problem", key),
        facts={"value": value, **facts},
        hint=schema.get("x-hint", {}),
    )


def _said(error: ValidationError) -> Any:
    """Give what the keyword of the schema asks for."""
    return error.validator_value


def _found(error: ValidationError) -> Any:
    """Give the refused value."""
    return error.instance


def _unknown_keys(error: ValidationError) -> Iterator[Fault]:
    schema: Any = error.schema
    known = list(schema.get("properties", ()))
    patterns = list(schema.get("patternProperties", ()))
    for name in _found(error):
        if name in known or any(re.search(p, name) for p in patterns):
            continue
        fault = _fault(error, "unknown_key", name=shown(name), guess=guess(name, known))
        yield Fault((*fault.path, name), fault.key, fault.facts, fault.hint)


def _missing_keys(error: ValidationError) -> Iterator[Fault]:
    # the library raises one error a missing key and names it only in its sentence
    name = next(n for n in _said(error) if error.message.startswith(repr(n)))
    yield Fault(tuple(error.absolute_path), "missing_key", {"name": name})


def _type(error: ValidationError) -> Iterator[Fault]:
    yield _fault(error, "wrong_type", expected=_said(error))


def _enum(error: ValidationError) -> Iterator[Fault]:
    yield _fault(error, "not_one_of", allowed=", ".join(_said(error)))


def _range(error: ValidationError) -> Iterator[Fault]:
    yield _fault(error, "out_of_range", limit=f"{_SIGNS[str(error.validator)]} {_said(error)}")


def _list(error: ValidationError) -> Iterator[Fault]:
    yield _fault(error, "bad_list")


def _format(error: ValidationError) -> Iterator[Fault]:
    yield _fault(error, _FORMAT_PROBLEMS[_said(error)])


def _secret(error: ValidationError) -> Iterator[Fault]:
    name = error.absolute_path[-1]
    yield _fault(error, "plain_secret", instead=_INSTEAD[str(name)])


def _bad_value(error: ValidationError) -> Iterator[Fault]:
    yield _fault(error, "bad_value")


_SIGNS = {"minimum": "≥", "maximum": "≤", "exclusiveMinimum": ">"}

_INSTEAD = {"password": "password_env / password_file", "dsn": "dsn_env"}

_FORMAT_PROBLEMS = {
    "email": "bad_email",
    "uri": "bad_address",
    "date": "bad_date",
    "month-day": "bad_month_day",
    "clock": "bad_clock",
    "database": "bad_database",
}

_KEYWORDS: Mapping[str, Callable[[ValidationError], Iterator[Fault]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _type,
    "enum": _enum,
    "minimum": _range,
    "maximum": _range,
    "exclusiveMinimum": _range,
    "uniqueItems": _list,
    "maxItems": _list,
    "format": _format,
    "not": _secret,
}
