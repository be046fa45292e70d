"""Reads the table of agencies, CSV or workbook, into rows of text cells with their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from monitor.settings.headers import column_of
from monitor.settings.problems import Problem
from monitor.settings.source import Source, decode

_SEPARATORS = ",;\t"
_REMARK = ("#", "sep=")
"""First cells of rows that are no agencies: comments, and the line by which Excel is told the separator."""


@dataclass(frozen=True, slots=True)
class Row:
    """Holds the cells of one row, stripped, and its line (the row of a workbook), counted from 1."""

    line: int
    cells: tuple[str, ...]


def read_table(source: Source) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Read the rows that say something, the header first; empty rows and comments are left out."""
    read = _READERS[PurePath(source.name).suffix.lower()]
    rows, problems = read(source)
    return tuple(row for row in rows if any(row.cells) and not row.cells[0].startswith(_REMARK)), problems


def _csv(source: Source) -> tuple[list[Row], tuple[Problem, ...]]:
    text = decode(source)
    if isinstance(text, Problem):
        return [], (text,)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    start = 1
    try:
        for cells in reader:
            rows.append(Row(start, tuple(_stripped(cells))))
            start = reader.line_num + 1
    except csv.Error:
        return rows, (source.error("csv_quotes", start),)
    return rows, ()


def _separator(text: str) -> str:
    """Choose the separator under which most cells of the first line that is no comment name a column."""
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(_REMARK))
    header = next(lines, "")
    return max(_SEPARATORS, key=lambda s: sum(1 for cell in header.split(s) if column_of(cell.strip(' "'))))


def _stripped(cells: list[str]) -> Iterator[str]:
    return (cell.strip() for cell in cells)


def _workbook(source: Source) -> tuple[list[Row], tuple[Problem, ...]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(source.data)).get_sheet_by_index(0)
        grid = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError):
        return [], (source.error("bad_workbook"),)
    return [Row(number, tuple(map(_text, cells))) for number, cells in enumerate(grid, 1)], ()


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    # a workbook holds every number as a float: the id 101 comes as 101.0
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


_READERS: Mapping[str, Callable[[Source], tuple[list[Row], tuple[Problem, ...]]]] = {
    ".csv": _csv,
    ".xlsx": _workbook,
}
