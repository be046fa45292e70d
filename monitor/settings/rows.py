"""Turns the rows of the table of agencies into checked objects that remember where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.settings.headers import column_of, known_headers, preferred_header
from monitor.settings.problems import Problem
from monitor.settings.schema import agency_columns, agency_faults, config_schema, guess, shown
from monitor.settings.source import Source
from monitor.settings.table import Row

_LIST = re.compile(r"[;；\n]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Holds one row as an object of `$defs/agency`, its line, and the headers as they stand in the table."""

    line: int
    data: Mapping[str, Any]
    headers: Mapping[str, str]
    sound: bool = True
    """Whether the row by itself fits the schema; an unsound one can still be referred to."""

    @property
    def id(self) -> str:
        """Give the id, empty where the row has none."""
        return str(self.data.get("id", ""))

    def where(self, key: str) -> str:
        """Name a cell as the operator finds it: `lx-water.联系邮箱`."""
        header = self.headers.get(key, key)
        return f"{self.id}.{header}" if self.id else header


def read_entries(source: Source, rows: tuple[Row, ...]) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read header and rows. The entries hold what could be understood, the problems what could not."""
    if not rows:
        return (), (source.error("no_agencies"),)
    header, *body = rows
    problems = list(_header_problems(source, header))
    keys = [column_of(name) for name in header.cells]
    headers = {key: name for key, name in zip(keys, header.cells, strict=True) if key}
    entries = []
    for row in body:
        found, entry = _entry(source, row, keys, headers)
        problems += found
        entries.append(entry)
    if not body:
        problems.append(source.error("no_agencies", header.line))
    return tuple(entries), tuple(problems)


def _header_problems(source: Source, header: Row) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in filter(None, header.cells):
        key = column_of(name)
        if key is None:
            similar = guess(name.lower(), known_headers())
            yield source.error("unknown_column", header.line, name=shown(name), guess=similar)
        elif key in seen:
            yield source.error("duplicate_column", header.line, name=name)
        else:
            seen.add(key)
    for key in config_schema()["$defs"]["agency"]["required"]:
        if key not in seen:
            yield source.error("missing_column", header.line, name=preferred_header(key))


def _entry(source: Source, row: Row, keys: list[str | None], headers: Mapping[str, str]) -> tuple[list[Problem], Entry]:
    values = {key: cell for key, cell in zip(keys, row.cells, strict=False) if key and cell}
    data = {key: _value(cell, agency_columns()[key]) for key, cell in values.items()}
    entry = Entry(row.line, data, headers)
    problems = [*_extra_cells(source, row, len(keys)), *_cell_problems(source, entry)]
    return problems, Entry(row.line, data, headers, sound=not problems)


def _value(cell: str, schema: Mapping[str, Any]) -> str | list[str]:
    if schema.get("x-list"):
        return [part.strip() for part in _LIST.split(cell) if part.strip()]
    return str(schema.get("x-values", {}).get(cell, cell))


def _extra_cells(source: Source, row: Row, width: int) -> Iterator[Problem]:
    extra = [cell for cell in row.cells[width:] if cell]
    if extra:
        yield source.error("extra_cells", row.line, count=len(extra))


def _cell_problems(source: Source, entry: Entry) -> Iterator[Problem]:
    for fault in agency_faults(entry.data):
        key = str(fault.path[0]) if fault.path else ""
        # a column that the header lacks is said once, not for every row
        if fault.key == "missing_key":
            if fault.facts["name"] not in entry.headers:
                continue
            key = fault.facts["name"]
            yield Problem(source.name, fault.key, entry.line, entry.where(key), {"name": entry.headers[key]})
        else:
            yield Problem(source.name, fault.key, entry.line, entry.where(key), fault.facts, fault.hint)
