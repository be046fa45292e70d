"""Moves flat records in and out of tables whose columns are named as their fields."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_R = TypeVar("_R", bound="DataclassInstance")
_Insert = sqlite.Insert | postgresql.Insert
_INSERT: Mapping[str, Callable[[Table], _Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def values_of(record: DataclassInstance, *without: str) -> dict[str, Any]:
    """Give the fields of a record by name."""
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in without}


def record_of(kind: type[_R], row: Mapping[Any, Any], **more: Any) -> _R:
    """Make a record of the columns that it knows."""
    return kind(**{f.name: row[f.name] for f in fields(kind) if f.name not in more}, **more)


def put(tx: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert a row, or overwrite the one of the same primary key."""
    tx.execute(_overwriting(tx.dialect.name, table, tuple(values)), values)


def put_once(tx: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless its primary key is there already; tell whether it was inserted."""
    return tx.execute(_inserting(tx.dialect.name, table), values).rowcount == 1


def put_all(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]], keep: str = "") -> None:
    """Insert rows of the same columns, or overwrite those of the same primary keys, but for the column to keep."""
    if rows:
        tx.execute(_overwriting(tx.dialect.name, table, tuple(rows[0]), keep), rows)


def put_all_once(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows unless their primary keys are there already."""
    if rows:
        tx.execute(_inserting(tx.dialect.name, table), rows)


@cache
def _overwriting(dialect: str, table: Table, names: tuple[str, ...], keep: str = "") -> _Insert:
    """Build a statement once: that costs more than to run it."""
    statement = _INSERT[dialect](table)
    key = [column.name for column in table.primary_key]
    rest = {name: statement.excluded[name] for name in names if name not in {*key, keep}}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


@cache
def _inserting(dialect: str, table: Table) -> _Insert:
    return _INSERT[dialect](table).on_conflict_do_nothing()


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
