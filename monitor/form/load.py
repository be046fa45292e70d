"""Loads an edition of the form from its file; a broken file is refused at start-up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from ruamel.yaml import YAML

from monitor.form.model import Column, Edition, Identity, Operator, Quantity, Row, Section, Table
from schemas import EDITIONS, load_text

Data = Mapping[str, Any]


class FormError(ValueError):
    """Says that a file of the form contradicts itself; the product is broken, not the report."""


@cache
def load_edition(key: str) -> Edition:
    """Load one edition by its key, e.g. `2019`. Raises FormError or FileNotFoundError."""
    data = YAML(typ="safe").load(load_text(f"editions/{key}.yaml"))
    edition = Edition(
        key=data["edition"],
        issued_as=data["issued_as"],
        title=data["title"],
        first_year=data["years"]["first"],
        last_year=data["years"].get("last"),
        sections=tuple(_section(s) for s in data["sections"]),
        tables=tuple(_table(t) for t in data["tables"]),
    )
    _check(edition, key)
    return edition


def editions() -> tuple[Edition, ...]:
    """Load every edition, oldest first."""
    return tuple(load_edition(key) for key in EDITIONS)


def edition_for(year: int) -> Edition | None:
    """Give the edition that governs the reports of this year, or None (before 2019 there was no unified form)."""
    return next((e for e in editions() if e.governs(year)), None)


def _section(data: Data) -> Section:
    return Section(data["key"], data["number"], data["title"], tuple(data.get("aliases", ())))


def _table(data: Data) -> Table:
    columns = tuple(_column(c) for c in data["columns"])
    keys = tuple(c.key for c in columns)
    rows = tuple(_row(r, keys) for r in data["rows"])
    return Table(
        key=data["key"],
        number=data["number"],
        title=data["title"],
        section=data["section"],
        rows=rows,
        columns=columns,
        identities=tuple(_identity(i, tuple(r.key for r in rows), keys) for i in data["identities"]),
        merged_rows=tuple(_row(r, keys) for r in data.get("merged_rows", ())),
        across=data.get("across", False),
    )


def _column(data: Data) -> Column:
    return Column(
        key=data["key"],
        label=data["label"],
        aliases=tuple(data.get("aliases", ())),
        short=tuple(data.get("short", ())),
        quantity=Quantity(data["quantity"]),
        group=data.get("group"),
    )


def _row(data: Data, columns: tuple[str, ...]) -> Row:
    return Row(
        key=data["key"],
        label=data["label"],
        aliases=tuple(data.get("aliases", ())),
        short=tuple(data.get("short", ())),
        columns=tuple(data.get("columns", columns)),
        groups=tuple(data.get("groups", ())),
        stands_for=tuple(data.get("stands_for", ())),
    )


def _identity(data: Data, rows: tuple[str, ...], columns: tuple[str, ...]) -> Identity:
    along = columns if data["per"] == "column" else rows
    return Identity(
        code=data["code"],
        per=data["per"],
        over=along if data["over"] == "all" else tuple(data["over"]),
        stated=tuple(data["stated"]),
        computed=tuple(data["computed"]),
        operator=Operator(data.get("operator", "=")),
    )


def _check(edition: Edition, key: str) -> None:
    if edition.key != key:
        raise FormError(f"editions/{key}.yaml calls itself {edition.key!r}")
    sections = {s.key for s in edition.sections}
    for table in edition.tables:
        if table.section not in sections:
            raise FormError(f"{key}: table {table.key} stands in an unknown section {table.section!r}")
        _check_table(table, f"{key}: table {table.key}")


def _check_table(table: Table, where: str) -> None:
    rows, columns = {r.key for r in table.rows}, {c.key for c in table.columns}
    for row in table.rows + table.merged_rows:
        if unknown := (set(row.columns) - columns) | (set(row.stands_for) - rows):
            raise FormError(f"{where}: row {row.key} names unknown keys {sorted(unknown)}")
    for identity in table.identities:
        along, across = (columns, rows) if identity.per == "column" else (rows, columns)
        if unknown := (set(identity.over) - along) | (set(identity.stated + identity.computed) - across):
            raise FormError(f"{where}: identity {identity.code} names unknown keys {sorted(unknown)}")
