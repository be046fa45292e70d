"""Defines a Document: what stands in a file, in reading order, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Says where something stands, in the terms of its format; every number counts from 1."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    paragraph: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom in points (PDF) or pixels (pictures)."""
    sheet: str | None = None
    address: str | None = None
    source: str | None = None
    """Digest of the document, where it is another than the one that the whole is named by (page and attachment)."""

    def as_json(self) -> dict[str, Any]:
        """Give the parts that are known."""
        known = {name: value for name, value in zip(_PARTS, _parts(self), strict=True) if value is not None}
        if self.box is not None:
            known["box"] = list(self.box)
        return known


_PARTS = tuple(f.name for f in fields(Place))
_parts = attrgetter(*_PARTS)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Holds one paragraph, white space folded."""

    text: str
    place: Place
    level: int | None = None
    """Heading level where the format marks one (h1 = 1); headings are else found by their words."""


CERTAIN_FROM = 0.9
"""Confidence from which on a reader vouches for what it gives; below, what stands in the cell is uncertain."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """Holds one cell of a table; row and column count from 0."""

    raw: str
    row: int
    column: int
    row_span: int
    column_span: int
    place: Place
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Holds one table: its cells in reading order, spans kept."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    place: Place

    def matrix(self) -> list[list[GridCell | None]]:
        """Give rows × columns, each slot holding the cell that covers it (None where none does)."""
        slots: list[list[GridCell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            last = min(cell.column + cell.column_span, self.columns)
            for covered in slots[cell.row : cell.row + cell.row_span]:
                covered[cell.column : last] = [cell] * (last - cell.column)
        return slots


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Meta:
    """Holds one statement that a document makes about itself, with where it stands."""

    name: str
    """Lower case, e.g. `pubdate`, `articletitle`, `title`."""
    value: str
    source: str
    """`meta`, `title`, `text`, `properties`."""


class LinkKind(StrEnum):
    """Says how a page brings another document."""

    ANCHOR = "anchor"
    """A link to follow."""
    FRAME = "frame"
    """Shown within the page: iframe, embed, object, a viewer."""
    SCRIPT = "script"
    """Named in a script that opens or shows it."""
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Link:
    """Holds one reference of a page to something that may be a document, as it stands there."""

    target: str
    kind: LinkKind
    title: str
    """The words that a reader sees or is told: text, `title`, `alt`."""
    chrome: bool = False
    """Whether it stands in the frame of the page (header, footer, menu), not in the article."""


@dataclass(frozen=True, slots=True)
class Document:
    """Holds what stands in a file, in reading order."""

    format: str
    sha256: str
    blocks: tuple[Block, ...]
    meta: tuple[Meta, ...] = ()
    encoding: str | None = None
    doubts: tuple[str, ...] = ()
    """Codes of what could only be read in part (E-04), e.g. `mojibake`."""
    links: tuple[Link, ...] = ()
    """What a page refers to that may be a document, in its order."""
    base: str | None = None
    """Where a page says that its links start from (`<base href>`), as it stands there."""

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Give the paragraphs in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    def grids(self) -> tuple[Grid, ...]:
        """Give the tables in reading order."""
        return tuple(b for b in self.blocks if isinstance(b, Grid))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Says why a file could not be read at all (E-04, or A-01 where the agency published it broken)."""

    format: str
    sha256: str
    reason: str
    """Code, e.g. `unsupported_format`, `empty`, `encrypted`, `too_large`, `explosive`, `reader_failed`."""
    detail: str = ""
