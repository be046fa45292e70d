"""Expands the identities of a table to its relations: the statements about cells that are checked one by one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from monitor.form.model import Identity, Relation, Table


@lru_cache(maxsize=64)
def relations(table: Table) -> tuple[Relation, ...]:
    """Give every relation of the table in the order of the form: 7 + 7 + 23 for table 3 of edition 2019."""
    return tuple(r for identity in table.identities for r in _expand(identity, table))


def with_merged_rows(relation: Relation, table: Table, present: frozenset[str]) -> Relation:
    """Give the relation with the rows that the document merged replaced by the row that stands for them.

    `present` holds the pointers that the document has: `other_handling` of a 2021 report stands in
    T3-02 for the three rows of （六）.
    """
    for merged in table.merged_rows:
        there = table.pointer(merged.key, relation.at)
        parts = {table.pointer(key, relation.at) for key in merged.stands_for}
        if there in present and parts <= set(relation.computed) and not parts & present:
            computed = (*(p for p in relation.computed if p not in parts), there)
            return Relation(relation.code, relation.table, relation.at, relation.stated, computed, relation.operator)
    return relation


def merged_row_relations(table: Table, present: frozenset[str]) -> Iterator[Relation]:
    """Give the relations along merged rows that the document has (T3-03 holds for （六） printed as one row too)."""
    along_rows = [i for i in table.identities if i.per == "row" and len(i.over) == len(table.rows)]
    for merged in table.merged_rows:
        if any(table.pointer(merged.key, column) in present for column in merged.columns):
            for identity in along_rows:
                yield _relation(identity, table, merged.key)


def _expand(identity: Identity, table: Table) -> Iterator[Relation]:
    return (_relation(identity, table, at) for at in identity.over)


def _relation(identity: Identity, table: Table, at: str) -> Relation:
    def pointer(key: str) -> str:
        return table.pointer(key, at) if identity.per == "column" else table.pointer(at, key)

    return Relation(
        code=identity.code,
        table=table.key,
        at=at,
        stated=tuple(pointer(k) for k in identity.stated),
        computed=tuple(pointer(k) for k in identity.computed),
        operator=identity.operator,
    )
