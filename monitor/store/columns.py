"""Stores instants, enumerations and JSON so that what comes out is what went in, on every database."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import simplejson
from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_E = TypeVar("_E", bound=StrEnum)
_R = TypeVar("_R", bound="DataclassInstance")


class Instant(TypeDecorator[datetime]):
    """Stores an instant in UTC. Refuses a naive one with ValueError: nobody can know what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC; SQLite, which knows no zones, gets it without one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Choice(TypeDecorator[_E], Generic[_E]):
    """Stores a member of an enumeration by its value. Raises ValueError for a value it does not know."""

    impl = String(32)
    cache_ok = True

    def __init__(self, choices: type[_E]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: _E | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the value of the member."""
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> _E | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the member of this value."""
        return None if value is None else self.choices(value)


class Json(TypeDecorator[Any]):
    """Stores JSON as text, so that Decimals come back digit for digit (a database's own JSON may round)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write JSON text; mappings of any kind are objects, tuples are arrays."""
        if value is None:
            return None
        return simplejson.dumps(
            value, use_decimal=True, ensure_ascii=False, allow_nan=False, sort_keys=True, default=dict
        )

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """Read JSON text; numbers with a point are Decimals."""
        return None if value is None else simplejson.loads(value, use_decimal=True)


class Strings(Json):
    """Stores a tuple of strings as a JSON array."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Give the tuple back."""
        found = super().process_result_value(value, dialect)
        return None if found is None else tuple(found)


class Records(TypeDecorator[tuple[_R, ...]], Generic[_R]):
    """Stores a tuple of records as a JSON array: their fields are text, numbers, instants, tuples of text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[_R]) -> None:
        super().__init__()
        self.kind = kind
        self._instants = frozenset(f.name for f in fields(kind) if f.type == "datetime")
        self._tuples = frozenset(f.name for f in fields(kind) if str(f.type).startswith("tuple"))

    def process_bind_param(self, value: tuple[_R, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write JSON text, instants as ISO 8601 in UTC."""
        if not value:
            return None if value is None else "[]"
        return simplejson.dumps([asdict(record) for record in value], ensure_ascii=False, default=_iso)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[_R, ...] | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the records back."""
        if value is None or value == "[]":
            return None if value is None else ()
        return tuple(self.kind(**{k: self._of(k, v) for k, v in each.items()}) for each in simplejson.loads(value))

    def _of(self, name: str, value: Any) -> Any:
        if name in self._instants:
            return datetime.fromisoformat(value)
        return tuple(value) if name in self._tuples else value


def _iso(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()
