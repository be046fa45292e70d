"""Defines a drawn table: what a template needs to print it, and nothing of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """Says how a marked cell looks; a symbol goes with every tone, for readers who see no colours."""

    VIOLATION = "violation"
    QUERY = "query"
    SUSPECT = "suspect"
    """A cell that a hint names as what may have caused a finding."""
    NOTE = "note"
    COMPARED = "compared"


_RANKS = tuple(Tone)


@dataclass(frozen=True, slots=True)
class Mark:
    """Marks one cell for one finding of the mail."""

    number: int
    """Number of the finding in the mail."""
    tone: Tone
    note: str = ""
    """Short words beside the figure, e.g. 应为 9; empty where the cell only takes part in the relation."""

    @property
    def rank(self) -> int:
        """Give the order of gravity, the gravest first."""
        return _RANKS.index(self.tone)


@dataclass(frozen=True, slots=True)
class Label:
    """Is a head or row label with its spans."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """Is one cell: the text as published, and what is said of it."""

    pointer: str
    text: str
    missing: bool = False
    """Whether the document lacks a cell that the form has."""
    columns: int = 1
    marks: tuple[Mark, ...] = ()

    @property
    def mark(self) -> Mark | None:
        """Give the gravest mark, or None."""
        return min(self.marks, key=lambda m: m.rank, default=None)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Give the numbers of the findings that it enters."""
        return tuple(sorted({m.number for m in self.marks}))


@dataclass(frozen=True, slots=True)
class Line:
    """Is one printed row: the labels that begin in it, and its figures."""

    name: str
    """Its labels in one, for the text part."""
    labels: tuple[Label, ...]
    figures: tuple[Figure, ...]

    @property
    def concerned(self) -> bool:
        """Tell whether a finding touches it."""
        return any(f.marks for f in self.figures)


@dataclass(frozen=True, slots=True)
class Block:
    """Is a run of rows under one head: table 3 has one, table 2 one an article."""

    head: tuple[tuple[Label, ...], ...]
    """Without the corner above the row labels."""
    columns: tuple[str, ...]
    """Labels of the columns of figures, for the text part."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Is one table, ready for a template."""

    key: str
    number: int
    title: str
    depth: int
    """Columns that the row labels take."""
    blocks: tuple[Block, ...]

    @property
    def width(self) -> int:
        """Give the columns of figures of the widest block."""
        return max(len(b.columns) for b in self.blocks)
