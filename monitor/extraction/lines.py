"""Cuts a document into lines that may be rows of the form: a label, and the cells that follow it.

Two views of one document give the same kind of line: the grid (cells with their columns) and the flow (the texts in
reading order, which is all that is left where a table was turned to one cell a line).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from monitor.documents import CERTAIN_FROM, Document, Grid, GridCell, Paragraph, Place
from monitor.extraction.labels import Labels, Match, is_label
from monitor.extraction.values import looks_like_value

_PAGE_NUMBER = re.compile(r"^[-—–―－]\s*\d{1,3}\s*[-—–―－]$")
"""How these reports number their pages: a number between dashes is no figure."""
_LABEL_PIECES = 4
"""A label that is wrapped over more lines than this is not put together again."""
_PIECES_BEHIND = 2
"""So many of them may stand behind the figures, where these stand beside the middle of the label."""
_FIGURES_OF_A_ROW = 5
"""So many figures at the end of a line are a row of a table, whatever stands before them."""
_LONGEST_PIECE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """Holds one row of a grid: the cells that cover it, left to right, each once."""

    number: int
    """Position among all lines of the document."""
    grid: Grid
    row: int
    slots: tuple[GridCell | None, ...]
    """The cell that covers each column."""
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Holds one text of the flow with its place."""

    text: str
    place: Place
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """Says that a line may be a row of the form."""

    number: int
    match: Match
    label: str
    label_place: Place
    values: tuple[GridCell, ...]
    """Cells to the right of the label (grid) or texts behind it (flow), in order."""
    line: Line | None = None
    """The grid line, for the columns' sake; None in the flow."""
    sure: bool = True
    """Whether it stands where the form has it."""
    label_sure: bool = True
    """Whether the reader vouches for the label: one that was misread puts its figures into another row."""


def grid_lines(document: Document) -> tuple[Line, ...]:
    """Give every row of every grid, in reading order."""
    lines: list[Line] = []
    for grid in document.grids():
        for row, slots in enumerate(grid.matrix()):
            cells = tuple(c for c, before in zip(slots, [None, *slots], strict=False) if c and c is not before)
            lines.append(Line(len(lines), grid, row, tuple(slots), cells))
    return tuple(lines)


def grid_candidates(lines: Sequence[Line], labels: Labels) -> Iterator[Candidate]:
    """Give, for every line, the rows that its rightmost known label may mean, with the cells behind it."""
    for line in lines:
        found = _rightmost_label(line, labels)
        if found is None:
            continue
        at, matches = found
        values = line.cells[at + 1 :]
        if values and all(looks_like_value(c.raw) or not labels.find_known(c.raw) for c in values):
            cell = line.cells[at]
            sure = cell.confidence >= CERTAIN_FROM
            yield from (Candidate(line.number, m, cell.raw, cell.place, values, line, label_sure=sure) for m in matches)


def _rightmost_label(line: Line, labels: Labels) -> tuple[int, tuple[Match, ...]] | None:
    """Find the label next to the figures: known wordings first, then one that resembles a label."""
    texts = [(i, c.raw) for i, c in enumerate(line.cells) if c.raw and not looks_like_value(c.raw)]
    for find in (labels.find_known, labels.find):
        for i, text in reversed(texts):
            if matches := find(text):
                return i, matches
    return None


def flow(document: Document) -> tuple[Piece, ...]:
    """Give every text of the document in reading order, cells of grids one by one."""
    pieces: list[Piece] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            pieces.extend(Piece(text, block.place) for text in _spaced_cells(block.text))
        else:
            pieces.extend(Piece(c.raw, c.place, c.confidence) for c in block.cells)
    return tuple(pieces)


def flow_texts(document: Document) -> Iterator[str]:
    """Give the texts of the flow alone."""
    for block in document.blocks:
        yield from _spaced_cells(block.text) if isinstance(block, Paragraph) else (c.raw for c in block.cells)


def _spaced_cells(text: str) -> list[str]:
    """Split a row whose cells are parted by blanks: heads, figures, or figures behind a label (行政许可 0)."""
    if _PAGE_NUMBER.match(text):
        return []
    if " " not in text:
        return [text]
    words = text.split(" ")
    if all(map(is_label, words)):
        return words
    figures = sum(1 for _ in takewhile(_is_figure, reversed(words)))
    before = words[: len(words) - figures]
    if not figures or not before:
        return words if figures else [text]
    labels = _labels_before(before, figures)
    return [*labels, *words[-figures:]] if labels else [text]


def _labels_before(words: Sequence[str], figures: int) -> list[str]:
    """Give the label before some figures with what spans it before it; so many figures show a piece of a label too."""
    for at in range(len(words)):
        label = " ".join(words[at:])
        if is_label(label):
            return [" ".join(words[:at]), label] if at else [label]
    whole = " ".join(words)
    is_piece = figures >= _FIGURES_OF_A_ROW and len(whole) <= _LONGEST_PIECE
    return [whole] if is_piece else []


def _is_figure(word: str) -> bool:
    return bool(word) and looks_like_value(word)


def flow_candidates(pieces: Sequence[Piece], labels: Labels) -> Iterator[Candidate]:
    """Give every place in the flow where a label of the form stands with figures behind it."""
    for i, piece in enumerate(pieces):
        if not piece.text or looks_like_value(piece.text):
            continue
        for end in range(i + 1, min(i + 1 + _LABEL_PIECES, len(pieces))):
            values = _figures_from(pieces, end)
            found = _label_around(pieces, (i, end, end + len(values)), labels) if values else None
            if found is not None:
                label, matches = found
                sure = all(p.confidence >= CERTAIN_FROM for p in pieces[i:end])
                yield from (Candidate(i, m, label, piece.place, values, label_sure=sure) for m in matches)
            if values:
                break


def _label_around(
    pieces: Sequence[Piece], at: tuple[int, int, int], labels: Labels
) -> tuple[str, tuple[Match, ...]] | None:
    """Find the label that ends before some figures, or is wrapped around them; `at`: its start, theirs, their end."""
    start, end, behind = at
    label = "".join(p.text for p in pieces[start:end])
    for more in range(_PIECES_BEHIND + 1):
        rest = pieces[behind : behind + more]
        if len(rest) < more or any(looks_like_value(p.text) for p in rest):
            break
        whole = label + "".join(p.text for p in rest)
        if matches := labels.find_known(whole):
            return whole, matches
    return None


def _figures_from(pieces: Sequence[Piece], start: int) -> tuple[GridCell, ...]:
    end = start
    while end < len(pieces) and looks_like_value(pieces[end].text):
        end += 1
    return as_cells(pieces[start:end])


def as_cells(pieces: Sequence[Piece]) -> tuple[GridCell, ...]:
    """Give texts of the flow as cells of one line, in order."""
    return tuple(GridCell(p.text, 0, i, 1, 1, p.place, p.confidence) for i, p in enumerate(pieces))
