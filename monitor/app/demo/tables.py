"""Sets the statutory tables of a published report: heads, labels and figures with the spans that portals use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from monitor.form import Row, Table

Raw = Mapping[tuple[str, str], str]
"""Raw text by (row, column)."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """Holds one cell as printed."""

    text: str
    rows: int = 1
    columns: int = 1


PrintedRow = list[PrintedCell]


def set_table(table: Table, raw: Raw) -> list[PrintedRow]:
    """Set a table with its raw figures in the layout of the form."""
    if table.across:
        return _across(table, raw)
    if table.column_groups:
        return [*_heads(table), *_outcomes(table, raw)]
    return list(_blocks(table, raw))


def _blocks(table: Table, raw: Raw) -> Iterator[PrintedRow]:
    """Set table two: a block for every item of art. 20, with heads of its own."""
    width = 1 + max(len(r.columns) for r in table.rows)
    for group, members in groupby(table.rows, key=lambda r: r.groups[0]):
        rows = list(members)
        yield [PrintedCell(group, columns=width)]
        yield [PrintedCell("信息内容"), *_stretched([table.column(c).label for c in rows[0].columns], width - 1)]
        for row in rows:
            yield [PrintedCell(row.label), *_stretched([raw[row.key, c] for c in row.columns], width - 1)]


def _stretched(texts: Sequence[str], width: int) -> Iterator[PrintedCell]:
    """Let the last cell take up the columns that are left."""
    for i, text in enumerate(texts, start=1):
        yield PrintedCell(text, columns=1 if i < len(texts) else width - len(texts) + 1)


def _heads(table: Table) -> Iterator[PrintedRow]:
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    yield [PrintedCell(note, rows=3, columns=3), PrintedCell("申请人情况", columns=len(table.columns))]
    top: PrintedRow = []
    for group, members in groupby(table.columns, key=lambda c: c.group):
        columns = list(members)
        top += [PrintedCell(group, columns=len(columns))] if group else [PrintedCell(c.label, rows=2) for c in columns]
    yield top
    yield [PrintedCell(c.label) for c in table.columns if c.group]


def _outcomes(table: Table, raw: Raw) -> Iterator[PrintedRow]:
    """Set the rows of table three, the labels that span them printed once."""
    open_groups: tuple[str, ...] = ()
    for i, row in enumerate(table.rows):
        labels = [
            PrintedCell(group, rows=_span(table.rows[i:], depth, group))
            for depth, group in enumerate(row.groups)
            if row.groups[: depth + 1] != open_groups[: depth + 1]
        ]
        open_groups = row.groups
        figures = (PrintedCell(raw[row.key, c]) for c in row.columns)
        yield [*labels, PrintedCell(row.label, columns=3 - len(row.groups)), *figures]


def _span(rows: Sequence[Row], depth: int, group: str) -> int:
    count = 0
    for row in rows:
        if len(row.groups) <= depth or row.groups[depth] != group:
            break
        count += 1
    return count


def _across(table: Table, raw: Raw) -> list[PrintedRow]:
    width = len(table.columns)
    top: PrintedRow = []
    second: PrintedRow = []
    for groups, members in groupby(table.rows, key=lambda r: r.groups):
        rows = list(members)
        if groups:
            top.append(PrintedCell(groups[0], columns=width * len(rows)))
            second += [PrintedCell(r.label, columns=width) for r in rows]
        else:
            top += [PrintedCell(r.label, columns=width) for r in rows]
            second += [PrintedCell(c.label, rows=2) for c in table.columns]
    third = [PrintedCell(c.label) for r in table.rows if r.groups for c in table.columns]
    return [top, second, third, [PrintedCell(raw[r.key, c.key]) for r in table.rows for c in table.columns]]
