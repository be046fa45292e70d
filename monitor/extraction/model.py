"""Defines a Reading: the report as the form sees it, its cells, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from monitor.documents import Place
from monitor.extraction.personal import masked

Number = int | Decimal


class Status(StrEnum):
    """Says what a cell looked like."""

    NUMBER = "number"
    REMARK = "remark"
    FOREIGN_UNIT = "foreign_unit"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    TEXT = "text"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """Holds one value of the form as published."""

    pointer: str
    value: Number | None
    raw: str
    status: Status
    certain: bool
    place: Place | None


class Oddity(StrEnum):
    """Closes the list of ways in which a grid departs from the form (S-04)."""

    ROW_MISSING = "row_missing"
    ROW_MERGED = "row_merged"
    ROW_RENAMED = "row_renamed"
    ROW_ADDED = "row_added"
    COLUMN_MISSING = "column_missing"
    COLUMN_RENAMED = "column_renamed"
    COLUMN_ADDED = "column_added"
    LABEL_SHORT = "label_short"


@dataclass(frozen=True, slots=True)
class Departure:
    """Says one thing in which a table departs from the form."""

    table: str
    oddity: Oddity
    key: str | None
    """Key of the row or column; None for an added one."""
    label: str
    """The label as published; the form's label for a missing one."""
    place: Place | None


@dataclass(frozen=True, slots=True)
class Witness:
    """Holds what one reading took from the document for a cell."""

    raw: str
    place: Place | None


class Between(StrEnum):
    """Names what two readings were made of."""

    ONE_DOCUMENT = "one_document"
    """Of the same bytes: one of the two read wrongly."""
    TWO_DOCUMENTS = "two_documents"
    """Of the page and its attachment: they may really differ (A-03)."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Says that two readings of one cell differ: neither is believed (E-02)."""

    pointer: str
    first: Witness
    second: Witness
    between: Between = Between.ONE_DOCUMENT


@dataclass(frozen=True, slots=True)
class Passage:
    """Holds one paragraph of the text with where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class SectionText:
    """Holds one section as published; `passages` are its paragraphs without the tables."""

    key: str
    heading: str
    number: str | None
    passages: tuple[Passage, ...]
    place: Place
    pictured: bool = False
    """Whether it was read from a picture or a scan without text (A-02)."""

    @property
    def text(self) -> str:
        """Give the paragraphs, one a line."""
        return "\n".join(p.text for p in self.passages)


@dataclass(frozen=True, slots=True)
class TableFound:
    """Says that a table of the form was found, and where."""

    key: str
    section: str | None
    """Key of the section in which it stands; None before the first heading."""
    certain: bool
    """Whether every row and column was matched beyond doubt (else E-03)."""
    place: Place
    pictured: bool = False
    """Whether it was read from a picture or a scan without text (A-02)."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """Holds one statement of the publication date."""

    on: date
    raw: str
    source: str
    """`text`, `meta`, `listing`, `signature`; `properties` (of the file) and `url`, which state no publication."""
    place: Place | None = None

    @property
    def is_statement(self) -> bool:
        """Tell whether somebody states it: a file's own dates are its writer's, one in an address an import's."""
        return self.source not in {"properties", "url"}


@dataclass(frozen=True, slots=True)
class Period:
    """Holds the statistics period that the report states."""

    start: date
    end: date
    raw: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Holds everything read from one document against one edition; immutable, made by one reader version."""

    sha256: str
    """Digest of the source."""
    reader: str
    """Version of the reader."""
    format: str
    edition: str
    edition_certain: bool
    year: int | None
    agency: str | None
    title: str | None
    title_place: Place | None
    period: Period | None
    published_on: date | None
    dates: tuple[DateFound, ...]
    preamble: tuple[Passage, ...]
    """Paragraphs between the title and section one."""
    sections: tuple[SectionText, ...]
    """In the order in which they stand; a section that the document lacks is absent."""
    tables: tuple[TableFound, ...]
    cells: Mapping[str, Cell]
    departures: tuple[Departure, ...]
    doubts: tuple[str, ...] = ()
    """Codes of what was read only in part (E-04) or without certainty (E-03)."""
    disagreements: tuple[Disagreement, ...] = ()
    """Cells that two readings found different: grid and flow of one document, or page and attachment."""
    compared: tuple[str, ...] = ()
    """Tables that page and attachment both hold and that were compared cell by cell."""

    def section(self, key: str) -> SectionText | None:
        """Give the section of this key, or None."""
        return next((s for s in self.sections if s.key == key), None)

    def table(self, key: str) -> TableFound | None:
        """Give the table of this key, or None."""
        return next((t for t in self.tables if t.key == key), None)

    def value(self, pointer: str) -> Number | None:
        """Give the number at this pointer, or None where there is none or it is not certain."""
        cell = self.cells.get(pointer)
        return cell.value if cell is not None and cell.certain else None

    @property
    def shows_report(self) -> bool:
        """Tell whether any part of a report was found; an error page in its place has none."""
        return bool(self.sections or self.tables)

    def report(self) -> dict[str, Any]:
        """Give the report as JSON: numbers are numbers, blanks null, absent rows absent, persons masked."""
        tables: dict[str, dict[str, dict[str, Number | None]]] = {}
        for cell in self.cells.values():
            if cell.status is not Status.ABSENT:
                _, _, table, row, column = cell.pointer.split("/")
                tables.setdefault(table, {}).setdefault(row, {})[column] = cell.value
        return {
            "edition": self.edition,
            "year": self.year,
            "agency": self.agency,
            "title": masked(self.title) if self.title else self.title,
            "period": _period(self.period),
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "sections": {s.key: masked(s.text) for s in self.sections},
            "tables": tables,
        }


def _period(period: Period | None) -> dict[str, str] | None:
    if period is None:
        return None
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}
