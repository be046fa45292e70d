"""Defines what is read of one table, and makes a cell of a place on the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.documents import CERTAIN_FROM, Place
from monitor.extraction.columns import Placed
from monitor.extraction.lines import Candidate, Line, Piece
from monitor.extraction.model import Cell, Departure, Disagreement, Status
from monitor.extraction.values import is_torn, read_value
from monitor.form import Table

_LONGEST_CELL = 60
_SENTENCE_ENDS = ("。", "；", "！", "？", ".", ";")


@dataclass(frozen=True, slots=True)
class TableRead:
    """Holds what was read of one table."""

    key: str
    cells: tuple[Cell, ...]
    departures: tuple[Departure, ...]
    certain: bool
    place: Place
    paragraphs: frozenset[Place] = frozenset()
    """Places of the paragraphs that are cells of this table, where it was turned to one cell a line."""
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Views:
    """Holds both views of a document: grid lines and flow."""

    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]


def cell_paragraphs(pieces: Sequence[Piece], chain: Sequence[Candidate]) -> frozenset[Place]:
    """Give the paragraphs that make a table of the flow: from the heads above its first row to its last figure.

    A sentence is no cell, wherever it stands.
    """
    last = chain[-1].values[-1].place
    first = chain[0].number
    while first and _may_be_cell(pieces[first - 1].text):
        first -= 1
    end = next(i for i in range(chain[-1].number, len(pieces)) if pieces[i].place == last)
    return frozenset(p.place for p in pieces[first : end + 1] if _may_be_cell(p.text))


def _may_be_cell(text: str) -> bool:
    return len(text) <= _LONGEST_CELL and not text.endswith(_SENTENCE_ENDS)


def cell_of(table: Table, at: tuple[str, str], placed: Placed, candidate: Candidate, *, sure: bool) -> Cell:
    """Read the cell at (row, column); figures that cannot be told apart are kept raw, without a value."""
    pointer = table.pointer(*at)
    if placed.cell is None:
        raw = " ".join(c.raw for c in candidate.values if c.raw)
        return Cell(pointer, None, raw, Status.TEXT, certain=False, place=candidate.label_place)
    value, status = read_value(placed.cell.raw, table.column(at[1]).quantity)
    legible = placed.cell.confidence >= CERTAIN_FROM and not is_torn(placed.cell.raw)
    certain = sure and placed.certain and legible
    return Cell(pointer, value, placed.cell.raw, status, certain=certain, place=placed.cell.place)
