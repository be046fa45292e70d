"""Defines what is read of one table, and makes a cell of a place on the grid."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.documents import Place
from monitor.extraction.columns import Placed
from monitor.extraction.lines import Candidate, Line, Piece
from monitor.extraction.model import Cell, Departure, Status
from monitor.extraction.values import read_value
from monitor.form import Table


@dataclass(frozen=True, slots=True)
class TableRead:
    """Holds what was read of one table."""

    key: str
    cells: tuple[Cell, ...]
    departures: tuple[Departure, ...]
    certain: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Views:
    """Holds both views of a document: grid lines and flow."""

    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]


def cell_of(table: Table, at: tuple[str, str], placed: Placed, candidate: Candidate, *, sure: bool) -> Cell:
    """Read the cell at (row, column); figures that cannot be told apart are kept raw, without a value."""
    pointer = table.pointer(*at)
    if placed.cell is None:
        raw = " ".join(c.raw for c in candidate.values if c.raw)
        return Cell(pointer, None, raw, Status.TEXT, certain=False, place=candidate.label_place)
    value, status = read_value(placed.cell.raw, table.column(at[1]).quantity)
    return Cell(pointer, value, placed.cell.raw, status, certain=sure and placed.certain, place=placed.cell.place)
