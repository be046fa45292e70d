"""Reads workbooks in one XML file, the form of Excel 2003: what many a web system exports as .xls."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from monitor.documents.limits import Limits
from monitor.documents.model import Document
from monitor.documents.office.figures import shown
from monitor.documents.office.flow import Budget
from monitor.documents.office.sheet import Position, Sheet, sheets_blocks
from monitor.documents.office.xml import Element, local, number, parse

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_SHEETS = 50
_MOST = 1 << 20


def read_sheetxml(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a workbook: its visible sheets in order."""
    found = list(islice(parse(body).iterchildren(f"{_SS}Worksheet"), _SHEETS))
    seen = [sheet for sheet in found if not _is_hidden(sheet)] or found
    budget = Budget(limits)
    readers = [_TableReader(sheet, budget) for sheet in seen]
    sheets = [reader.read() for reader in readers]
    doubts = ("hidden_cells",) if any(reader.hidden for reader in readers) else ()
    return Document("xls", sha256, sheets_blocks(sheets), doubts=doubts)


def _is_hidden(sheet: Element) -> bool:
    return any(local(e) == "Visible" and (e.text or "").startswith("SheetHidden") for e in sheet.iter())


class _TableReader:
    """Reads one sheet."""

    def __init__(self, sheet: Element, budget: Budget) -> None:
        self._sheet = sheet
        self._budget = budget
        self._texts: dict[Position, str] = {}
        self._spans: dict[Position, Position] = {}
        self.hidden = False

    def read(self) -> Sheet:
        row = -1
        for element in self._sheet.iter(f"{_SS}Row"):
            row = _index(element, row)
            shut = element.get(f"{_SS}Hidden") == "1"
            for column, cell in _cells(element):
                self._take(cell, (row, column), shut=shut)
            row += min(_MOST, max(0, number(element.get(f"{_SS}Span"), 0)))
        return Sheet(self._sheet.get(f"{_SS}Name") or "", self._texts, self._spans)

    def _take(self, cell: Element, at: Position, *, shut: bool) -> None:
        high, wide = _more(cell, "MergeDown"), _more(cell, "MergeAcross")
        if high or wide:
            self._spans[at] = (high + 1, wide + 1)
        text = self._budget.text(_text(cell))
        if text.strip() and shut:
            self.hidden = True
        elif text.strip():
            self._budget.cell()
            self._texts[at] = text


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    column = -1
    for cell in row.iterchildren(f"{_SS}Cell"):
        column = _index(cell, column)
        yield column, cell
        column += _more(cell, "MergeAcross")


def _index(element: Element, before: int) -> int:
    """Give where an element stands, from 0: behind the one before, if it does not say so itself."""
    return max(before + 1, min(_MOST, number(element.get(f"{_SS}Index"), 0) - 1))


def _more(cell: Element, name: str) -> int:
    return max(0, min(_MOST, number(cell.get(_SS + name), 0)))


def _text(cell: Element) -> str:
    data = next(cell.iterchildren(f"{_SS}Data"), None)
    if data is None:
        return ""
    text = "".join(str(part) for part in data.itertext())
    kind = data.get(f"{_SS}Type")
    return shown(text) if kind == "Number" else text.partition("T")[0] if kind == "DateTime" else text
