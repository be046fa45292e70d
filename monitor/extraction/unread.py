"""Tells what stands in a document and could not be read from what is not there: absence is proved, not assumed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from monitor.documents import CERTAIN_FROM, Place
from monitor.extraction.labels import canonical
from monitor.extraction.lines import Line, Piece
from monitor.extraction.model import Cell, Status
from monitor.extraction.table import TableRead
from monitor.form import Column, Row, Table

_SHORTEST = 4
"""Labels of fewer characters (其他, 规章) stand in many texts."""
_ENOUGH = 0.7
"""Share of a table's labels that only the table itself brings together."""
_LONGEST_CELL = 60
_FIGURE = re.compile(r"(?:^|(?<=\s))[\d.,]+(?=\s|$)")
"""Figures within a label that was wrapped around them."""
_GLUED = 4
"""So many labels in one paragraph are a table that lost its lines, no sentence."""


def unread_rows(missing: Sequence[Row], pieces: Sequence[Piece], others: Iterable[Line]) -> frozenset[str]:
    """Give the keys of rows whose label stands in the document, whole or in pieces, though no figures were read.

    Where one row of a table was lost in reading, the short labels, of which nobody can tell, may be lost with it. A
    line that its reader does not vouch for, of those that are no row, may be any of them.
    """
    if not missing:
        return frozenset()
    if any(cell.confidence < CERTAIN_FROM for line in others for cell in line.cells):
        return frozenset(row.key for row in missing)
    text = canonical("".join(_FIGURE.sub("", p.text) for p in pieces if len(p.text) <= _LONGEST_CELL))
    long = {row.key for row in missing if len(canonical(row.label)) >= _SHORTEST}
    lost = {row.key for row in missing if row.key in long and _stands(row, text)}
    return frozenset(lost | {row.key for row in missing if row.key not in long} if lost else lost)


def _stands(row: Row, text: str) -> bool:
    return any(canonical(name) in text for name in (row.label, *row.aliases))


def unread_cells(table: Table, row: Row, place: Place | None = None) -> Iterator[Cell]:
    """Give the cells of a row that stands somewhere, unread."""
    for column in row.columns:
        yield Cell(table.pointer(row.key, column), None, "", Status.TEXT, certain=False, place=place)


def unread_table(table: Table, pieces: Sequence[Piece]) -> TableRead | None:
    """Give a table whose labels stand in the document, but none of whose figures could be placed."""
    items: list[Row | Column] = [*table.rows, *table.columns]
    names = {name for item in items if len(name := canonical(item.label)) >= _SHORTEST}
    text = canonical("".join(p.text for p in pieces))
    if sum(name in text for name in names) < _ENOUGH * len(names):
        return None
    said = ((p.place, canonical(p.text)) for p in pieces)  # once a piece: it may be a whole document on one line
    told = [(where, sum(name in words for name in names)) for where, words in said]
    place = max(told, key=lambda one: one[1])[0]
    cells = tuple(cell for row in table.rows for cell in unread_cells(table, row, place))
    glued = frozenset(where for where, count in told if count >= _GLUED)
    return TableRead(table.key, cells, (), certain=False, place=place, paragraphs=glued)
