"""Reads the statutory tables a second time, from the texts in their order alone.

This reading knows no row, column, span or place: a row is the words before a run of figures, and the run speaks only
where it has as many figures as the row has columns (blanks collapse, and then nobody can tell which one is missing).
It shares with the first reading what stands on the page and what the form is called, and nothing that decides where a
figure belongs. Where both give a figure for a cell and the two differ, neither is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from monitor.extraction.labels import canonical
from monitor.extraction.lines import Piece
from monitor.extraction.model import Cell, Disagreement, Witness
from monitor.extraction.table import TableRead
from monitor.extraction.values import looks_like_value
from monitor.form import Edition, Row, Table

_WORDS = 4
"""A label is wrapped over at most so many texts."""
_LEAST_ROWS = 2
"""Fewer rows in a row are no table."""

Heard = Mapping[str, Piece]
"""The figure of every cell that this reading can tell, by pointer."""
Names = Mapping[str, tuple[int, ...]]
"""The rows of a table, by their place in the form, that a label may mean."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Holds a run of figures with the words since the run before."""

    words: tuple[str, ...]
    figures: tuple[Piece, ...]


def hear(edition: Edition, pieces: Sequence[Piece]) -> Heard:
    """Give the figures of every table of the edition, as far as their order alone tells where they belong."""
    runs = list(_runs(pieces))
    heard: dict[str, Piece] = {}
    for table in edition.tables:
        heard.update(_across(table, runs) if table.across else _rows(table, runs))
    return heard


def held_against(table: TableRead, heard: Heard) -> TableRead:
    """Give what was read of a table with the cells in doubt for which the second reading has another figure."""
    found = {c.pointer: d for c in table.cells if (d := _disagreement(c, heard.get(c.pointer))) is not None}
    if not found:
        return table
    cells = tuple(replace(c, certain=c.certain and c.pointer not in found) for c in table.cells)
    return replace(table, cells=cells, disagreements=tuple(found.values()))


def _disagreement(cell: Cell, other: Piece | None) -> Disagreement | None:
    """Compare one cell; one that is in doubt already says nothing, nor does a blank."""
    if other is None or _bare(other.text) == _bare(cell.raw):
        return None
    if other.place == cell.place or not cell.certain or not cell.raw:
        return None
    return Disagreement(cell.pointer, Witness(cell.raw, cell.place), Witness(other.text, other.place))


def _bare(raw: str) -> str:
    return "".join(raw.split())


def _runs(pieces: Sequence[Piece]) -> Iterator[_Run]:
    words: list[str] = []
    figures: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if looks_like_value(piece.text):
            figures.append(piece)
            continue
        if figures:
            yield _Run(tuple(words), tuple(figures))
            words, figures = [], []
        words.append(piece.text)
    if figures:
        yield _Run(tuple(words), tuple(figures))


def _rows(table: Table, runs: Sequence[_Run]) -> Iterator[tuple[str, Piece]]:
    """Give the figures of the longest stretch of runs whose labels follow one another as the form's rows do."""
    stretch = max(_stretches(table, runs), key=len, default=[])
    if len(stretch) < _LEAST_ROWS:
        return
    for at, run in stretch:
        row = table.rows[at]
        if len(run.figures) == len(row.columns):
            yield from zip(_pointers(table, row), run.figures, strict=True)


def _pointers(table: Table, row: Row) -> list[str]:
    return [table.pointer(row.key, column) for column in row.columns]


def _stretches(table: Table, runs: Sequence[_Run]) -> Iterator[list[tuple[int, _Run]]]:
    stretch: list[tuple[int, _Run]] = []
    for run in runs:
        meant = _meant(_names(table), run.words)
        if not meant:
            continue
        last = stretch[-1][0] if stretch else -1
        at = next((place for place in meant if place > last), None)
        if at is None:
            yield stretch
            stretch, at = [], meant[0]
        stretch.append((at, run))
    yield stretch


def _meant(names: Names, words: Sequence[str]) -> tuple[int, ...]:
    """Give the rows that the last words before some figures name, alone or put together."""
    for count in range(1, min(_WORDS, len(words)) + 1):
        found = names.get(canonical("".join(words[-count:])))
        if found:
            return found
    return ()


@cache
def _names(table: Table) -> Names:
    names: dict[str, tuple[int, ...]] = {}
    for at, row in enumerate(table.rows):
        for label in dict.fromkeys(map(canonical, (row.label, *row.aliases, *row.short))):
            names[label] = (*names.get(label, ()), at)
    return names


def _across(table: Table, runs: Sequence[_Run]) -> Iterator[tuple[str, Piece]]:
    """Give the one run of as many figures as the table has, where all its heads stand before it in the form's order."""
    pointers = [pointer for row in table.rows for pointer in _pointers(table, row)]
    found = [run for run in runs if len(run.figures) == len(pointers) and _is_headed(table, run.words)]
    if len(found) == 1:
        yield from zip(pointers, found[0].figures, strict=True)


def _is_headed(table: Table, words: Sequence[str]) -> bool:
    said = [canonical(word) for word in words]
    heads = [word for word in said if word in _columns(table)]
    rows = [place for word in said for place in _names(table).get(word, ())]
    whole = heads == [canonical(column.label) for column in table.columns] * len(table.rows)
    return whole and set(rows) == set(range(len(table.rows))) and all(a <= b for a, b in pairwise(rows))


@cache
def _columns(table: Table) -> frozenset[str]:
    return frozenset(canonical(column.label) for column in table.columns)
