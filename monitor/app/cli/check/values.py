"""Reads the values of a JSON context: each knows what it should be, and what does not fit is refused with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_A_YEAR = 2023
"""One without 29 February: a deadline comes every year."""


class WrongError(Exception):
    """Says what does not fit, as the key of a message with its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Value:
    """Reads one value, and names what it should be."""

    expected: str
    read: Callable[[Any], Any]

    def or_null(self) -> Value:
        """Allow null too."""
        return Value(f"{self.expected}|null", lambda value: None if value is None else self.read(value))


def object_of(data: Any, where: str, known: frozenset[str]) -> dict[str, Any]:
    """Take an object that has known keys only. Raises WrongError."""
    names = ", ".join(sorted(known))
    if not isinstance(data, dict):
        raise WrongError("context.not_an_object", where=where or "/", known=names)
    if unknown := sorted(set(data) - known):
        raise WrongError("context.unknown", where=where or "/", name=unknown[0], known=names)
    return data


def fields_of(data: Any, where: str, values: Mapping[str, Value], *needed: str) -> dict[str, Any]:
    """Read an object by its table of values; a needed key must be there. Raises WrongError."""
    given = object_of(data, where, frozenset(values))
    for name in needed:
        if name not in given:
            raise WrongError("context.missing", where=where, name=name)
    return {name: value_of(value, f"{where}/{name}", values[name]) for name, value in given.items()}


def list_of(data: Any, where: str, read: Callable[[Any, str], Any]) -> tuple[Any, ...]:
    """Read a list, each item with its place. Raises WrongError."""
    if not isinstance(data, list):
        raise WrongError("context.bad", where=where, value=_shown(data), expected="[…]")
    return tuple(read(item, f"{where}/{number}") for number, item in enumerate(data))


def value_of(value: Any, where: str, reader: Value) -> Any:
    """Read one value. Raises WrongError."""
    try:
        return reader.read(value)
    except (TypeError, ValueError, AttributeError) as error:
        raise WrongError("context.bad", where=where, value=_shown(value), expected=reader.expected) from error


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("no time zone")
    return at.astimezone(UTC)


def _month_day(value: Any) -> date:
    found = _MONTH_DAY.fullmatch(value)
    if found is None:
        raise ValueError(value)
    return date(_A_YEAR, int(found[1]), int(found[2]))


def _instance(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        # true is a whole number to Python alone
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise TypeError
        return value

    return read


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(STRING.read(each) for each in value)


STRING = Value('"…"', _instance(str))
STRINGS = Value('["…"]', _strings)
TRUTH = Value("true|false", _instance(bool))
WHOLE = Value("123", _instance(int))
INSTANT = Value("2026-02-01T00:00:00+08:00", _instant)
DAY = Value("YYYY-MM-DD", date.fromisoformat)
MONTH_DAY = Value("MM-DD", _month_day)


def one_of(words: type[StrEnum]) -> Value:
    """Read a word of a closed list."""
    return Value("|".join(words), words)
