"""Reads the sheets of an OpenDocument spreadsheet: values, spans, and rows and cells that repeat (9.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from monitor.documents.office.figures import shown
from monitor.documents.office.flow import Budget
from monitor.documents.office.odfstyles import TABLE, TEXT, OdfStyles
from monitor.documents.office.sheet import Position, Sheet
from monitor.documents.office.xml import Element, number
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_KINDS = {"float": "number", "currency": "number", "percentage": "percent"}
_SHEETS = 50
_NOT_SHOWN = frozenset([f"{TEXT}note", f"{TEXT}ruby-text", f"{_OFFICE}annotation"])


def read_sheets(content: Element, styles: OdfStyles, budget: Budget) -> tuple[Sequence[Sheet], tuple[str, ...]]:
    """Read the sheets that are shown (all, where none is), and the doubts."""
    tables = list(islice(content.iterchildren(f"{TABLE}table"), _SHEETS))
    seen = [t for t in tables if not styles.is_hidden(t.get(f"{TABLE}style-name"))] or tables
    readers = [_TableReader(table, budget) for table in seen]
    sheets = [reader.read() for reader in readers]
    return sheets, ("hidden_cells",) if any(r.hidden for r in readers) else ()


class _TableReader:
    """Reads one sheet; what repeats beyond the bounds of a grid is counted, not copied."""

    def __init__(self, table: Element, budget: Budget) -> None:
        self._table = table
        self._budget = budget
        self._texts: dict[Position, str] = {}
        self._spans: dict[Position, Position] = {}
        self._shut = frozenset(_hidden_columns(table))
        self.hidden = False

    def read(self) -> Sheet:
        top = 0
        for row in self._table.iter(f"{TABLE}table-row"):
            repeats = _count(row, "number-rows-repeated")
            shut = row.get(f"{TABLE}visibility", "visible") != "visible"
            for cell, column in _cells(row):
                for down in range(min(repeats, MAX_ROWS)):
                    self._take(cell, (top + down, column), shut=shut)
            top += repeats
        return Sheet(self._table.get(f"{TABLE}name") or "", self._texts, self._spans)

    def _take(self, cell: Element, at: Position, *, shut: bool) -> None:
        wide, high = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        for right in range(min(_count(cell, "number-columns-repeated"), MAX_COLUMNS)):
            column = at[1] + right
            if wide > 1 or high > 1:
                self._spans[at[0], column] = (high, wide)
            text = _text(cell)
            if text.strip() and (shut or column in self._shut):
                self.hidden = True
            elif text.strip():
                self._budget.cell()
                self._texts[at[0], column] = self._budget.text(text)


def _cells(row: Element) -> Iterator[tuple[Element, int]]:
    """Give the cells of a row that hold or span something, with their columns."""
    column = 0
    for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        if cell.tag == f"{TABLE}table-cell" and (len(cell) or cell.get(f"{TABLE}number-columns-spanned")):
            yield cell, column
        column += _count(cell, "number-columns-repeated")


def _hidden_columns(table: Element) -> Iterator[int]:
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        repeats = _count(column, "number-columns-repeated")
        if column.get(f"{TABLE}visibility", "visible") != "visible":
            yield from range(at, at + min(repeats, MAX_ROWS))
        at += repeats


def _text(cell: Element) -> str:
    """Give the stored figure of a number, and the shown text of everything else."""
    kind = _KINDS.get(cell.get(f"{_OFFICE}value-type") or "")
    stored = cell.get(f"{_OFFICE}value")
    if kind is not None and stored is not None:
        return shown(stored, kind)
    return "\n".join("".join(_pieces(p)) for p in cell.iterchildren(f"{TEXT}p"))


def _pieces(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{TEXT}line-break":
            yield "\n"
        elif element.tag in {f"{TEXT}s", f"{TEXT}tab"}:
            yield " "
        elif element.text and not _is_aside(element, paragraph):
            yield element.text.replace("\n", " ")
        if element is not paragraph and element.tail:
            yield element.tail.replace("\n", " ")


def _is_aside(element: Element, paragraph: Element) -> bool:
    return any(e.tag in _NOT_SHOWN for e in (element, *element.iterancestors()) if e is not paragraph)


def _count(element: Element, name: str) -> int:
    return max(1, min(number(element.get(TABLE + name), 1), 2**24))
