"""Refuses a file of the form that contradicts itself or says what nobody reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from monitor.form.model import Edition, Identity, Table

_WORDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    kind: (frozenset(required.split()), frozenset(optional.split()))
    for kind, required, optional in (
        ("edition", "edition issued_as title years sections tables", ""),
        ("years", "first", "last"),
        ("section", "key number title", "aliases words"),
        ("table", "key number title section columns rows identities", "merged_rows across"),
        ("column", "key label quantity", "aliases short group"),
        ("row", "key label", "aliases short columns groups stands_for"),
        ("identity", "code per over stated computed", "operator"),
    )
}
"""What each part must say, and what it may."""


class FormError(ValueError):
    """Says that a file of the form contradicts itself; the product is broken, not the report."""


def checked(data: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """Give the data of a part back if it says all that it must and nothing unknown. Raises FormError."""
    required, optional = _WORDS[kind]
    if lacking := required - data.keys():
        raise FormError(f"a {kind} lacks {sorted(lacking)}: {dict(data)}")
    if unknown := data.keys() - required - optional:
        raise FormError(f"a {kind} says {sorted(unknown)}, which nobody reads: {dict(data)}")
    return data


def check_edition(edition: Edition, key: str) -> None:
    """Raise FormError unless every name in the edition is known and used once."""
    if edition.key != key:
        raise FormError(f"editions/{key}.yaml calls itself {edition.key!r}")
    _once(f"{key}: sections", (s.key for s in edition.sections))
    _once(f"{key}: tables", (t.key for t in edition.tables))
    _once(f"{key}: identities", (i.code for t in edition.tables for i in t.identities))
    sections = {s.key for s in edition.sections}
    for table in edition.tables:
        if table.section not in sections:
            raise FormError(f"{key}: table {table.key} stands in an unknown section {table.section!r}")
        _check_table(table, f"{key}: table {table.key}")


def _check_table(table: Table, where: str) -> None:
    _once(f"{where}: rows", (r.key for r in table.rows + table.merged_rows))
    _once(f"{where}: columns", (c.key for c in table.columns))
    rows, columns = {r.key for r in table.rows}, {c.key for c in table.columns}
    for row in table.rows + table.merged_rows:
        if unknown := (set(row.columns) - columns) | (set(row.stands_for) - rows):
            raise FormError(f"{where}: row {row.key} names unknown keys {sorted(unknown)}")
    for identity in table.identities:
        _check_identity(identity, table, f"{where}: identity {identity.code}")


def _check_identity(identity: Identity, table: Table, where: str) -> None:
    if identity.per not in {"column", "row"}:
        raise FormError(f"{where} is repeated along {identity.per!r}: neither column nor row")
    cells = {(row.key, column) for row in table.rows for column in row.columns}
    for at in identity.over:
        for key in identity.stated + identity.computed:
            cell = (key, at) if identity.per == "column" else (at, key)
            if cell not in cells:
                raise FormError(f"{where} names a cell that the form lacks: {cell}")


def _once(where: str, keys: Iterable[str]) -> None:
    if doubled := [key for key, count in Counter(keys).items() if count > 1]:
        raise FormError(f"{where}: named more than once: {doubled}")
