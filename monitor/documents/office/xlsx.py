"""Reads .xlsx and .xlsm workbooks (ECMA-376 part 1, clause 18) from their XML.

Own, and not by a library: number formats (shares, dates), hidden rows and the stored digits are needed, and a sheet
whose one cell is XFD1048576 must cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.office.figures import kind_of, shown
from monitor.documents.office.flow import Budget
from monitor.documents.office.opc import ZipParts, core_properties, optional, related
from monitor.documents.office.package import Package, resolve
from monitor.documents.office.sheet import Position, Sheet, sheets_blocks
from monitor.documents.office.xml import Element, local, namespace, number

_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SHEETS = 50
_MERGED = 5000
"""Merged cells of a sheet: the form has about sixty."""


@dataclass(frozen=True, slots=True)
class Book:
    """Holds what the sheets of a workbook share."""

    strings: tuple[str, ...]
    kinds: tuple[str, ...]
    """What each cell style shows: number, percent or date."""
    from_1904: bool


def read_xlsx(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a workbook: its visible sheets in order."""
    parts = ZipParts(Package(body, limits))
    name = related(parts, "").get("officeDocument", "xl/workbook.xml")
    root = parts.xml(name)
    if root is None:
        raise ReadError("damaged", f"no part {name}")
    book = _book(parts, name, root)
    reader = _SheetReader(book, Budget(limits))
    sheets = [reader.read(title, part) for title, part in _sheets(parts, name, root)]
    return Document("xlsx", sha256, sheets_blocks(sheets), core_properties(parts), doubts=tuple(sorted(reader.doubts)))


def _book(parts: ZipParts, name: str, root: Element) -> Book:
    near = related(parts, name)
    shared = parts.xml(near.get("sharedStrings", ""))
    styles = optional(parts, near.get("styles"))
    settings = next((e for e in root if local(e) == "workbookPr"), None)
    return Book(
        strings=tuple(_rich(e) for e in shared if local(e) == "si") if shared is not None else (),
        kinds=tuple(_kinds(styles)) if styles is not None else (),
        from_1904=settings is not None and settings.get("date1904") in {"1", "true"},
    )


def _sheets(parts: ZipParts, name: str, root: Element) -> Iterator[tuple[str, Element]]:
    """Give the sheets that are shown; where all are hidden, all."""
    folder, _, file = name.rpartition("/")
    relations = parts.xml(f"{folder}/_rels/{file}.rels")
    targets = {r.get("Id"): r.get("Target") or "" for r in relations} if relations is not None else {}
    listed = [e for group in root if local(group) == "sheets" for e in group][:_SHEETS]
    for entry in [e for e in listed if e.get("state", "visible") == "visible"] or listed:
        wanted = next((v for k, v in entry.attrib.items() if str(k).endswith("}id")), None)
        part = parts.xml(resolve(name, targets[wanted])) if wanted in targets else None
        if part is None:
            raise ReadError("damaged", f"no sheet {entry.get('name')}")
        if local(part) == "worksheet":
            yield entry.get("name") or "", part


def _kinds(styles: Element) -> Iterator[str]:
    s = f"{{{namespace(styles)}}}"
    codes = {number(e.get("numFmtId"), 0): e.get("formatCode") or "" for e in styles.iter(f"{s}numFmt")}
    group = styles.find(f"{s}cellXfs")
    for style in group if group is not None else ():
        number_format = number(style.get("numFmtId"), 0)
        yield kind_of(number_format, codes.get(number_format, ""))


def _rich(element: Element) -> str:
    """Give a string: its runs joined, without the readings that are printed above it."""
    texts = (e.text or "" for e in element.iter() if local(e) == "t" and not _is_phonetic(e))
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), "".join(texts))


def _is_phonetic(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "rPh"


class _SheetReader:
    """Reads the sheets of one workbook."""

    def __init__(self, book: Book, budget: Budget) -> None:
        self._book = book
        self._budget = budget
        self.doubts: set[str] = set()

    def read(self, title: str, root: Element) -> Sheet:
        s = f"{{{namespace(root)}}}"
        hidden = set(_hidden_columns(root, s))
        texts: dict[Position, str] = {}
        for at, row in enumerate(root.iterfind(f"{s}sheetData/{s}row")):
            index = number(row.get("r"), at + 1) - 1
            shut = row.get("hidden") in {"1", "true"}
            for (_, column), text in self._row(row, index, s):
                if shut or column in hidden:
                    self.doubts.add("hidden_cells")
                else:
                    texts[index, column] = text
        return Sheet(title, texts, dict(_merged(root, s)))

    def _row(self, row: Element, index: int, s: str) -> Iterator[tuple[Position, str]]:
        column = -1
        for cell in row.iterchildren(f"{s}c"):
            found = position(cell.get("r") or "")
            column = found[1] if found else column + 1
            text = self._text(cell, s)
            if text.strip():
                self._budget.cell()
                yield (index, column), self._budget.text(text)

    def _text(self, cell: Element, s: str) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_rich(e) for e in cell.iterchildren(f"{s}is"))
        stored = cell.findtext(f"{s}v")
        if stored is None:
            if cell.find(f"{s}f") is not None:
                self.doubts.add("formula_without_value")
            return ""
        return self._stored(stored, kind, number(cell.get("s"), 0))

    def _stored(self, stored: str, kind: str, style: int) -> str:
        if kind == "s":
            at = number(stored, -1)
            if not 0 <= at < len(self._book.strings):
                raise ReadError("damaged", "no such string")
            return self._book.strings[at]
        if kind == "b":
            return "TRUE" if stored.strip() == "1" else "FALSE"
        if kind != "n":
            return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), stored)
        kinds = self._book.kinds
        return shown(stored, kinds[style] if 0 <= style < len(kinds) else "number", from_1904=self._book.from_1904)


def position(reference: str) -> Position | None:
    """Read an address such as A1 or $B$2."""
    found = _REFERENCE.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _merged(root: Element, s: str) -> Iterator[tuple[Position, Position]]:
    for element in islice(root.iterfind(f"{s}mergeCells/{s}mergeCell"), _MERGED):
        first, _, last = (element.get("ref") or "").partition(":")
        start, end = position(first), position(last)
        if start and end and end[0] >= start[0] and end[1] >= start[1]:
            yield start, (end[0] - start[0] + 1, end[1] - start[1] + 1)


def _hidden_columns(root: Element, s: str) -> Iterator[int]:
    for element in root.iterfind(f"{s}cols/{s}col"):
        if element.get("hidden") in {"1", "true"}:
            first, last = number(element.get("min"), 1), number(element.get("max"), 0)
            yield from range(first - 1, min(last, first + 16384))
