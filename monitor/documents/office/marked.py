"""Holds the bare text of a word processor's file as a second opinion on what another program made of it.

LibreOffice has been seen to lose a table silently. The bare text knows every cell; so what stands in cells there must
stand in cells here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from monitor.documents.model import Block, Document, Grid, GridCell, Paragraph, Place
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS
from monitor.documents.whitespace import fold, fold_lines

CELL, ROW, PARAGRAPH = "\x07", "\x06", "\r"
"""Marks that end a cell, a row and a paragraph; a cell may hold paragraphs."""
DOUBT = "converted_in_part"
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_UNSURE = 0.5
"""Confidence in a cell whose row and column are only guessed."""


def agrees(document: Document, marked: str) -> bool:
    """Tell whether every figure of the bare text is in the document, and every cell that is a figure in a cell."""
    cells = Counter(figure for row in _rows(marked) for text in row if (figure := _figure(text)))
    kept = Counter(figure for grid in document.grids() for c in grid.cells if (figure := _figure(c.raw)))
    return not cells - kept and not figures_of(marked) - figures_of(_text_of(document))


def figures_of(text: str) -> Counter[str]:
    """Count every figure of a text."""
    return Counter(_FIGURE.findall(text))


def as_blocks(marked: str) -> tuple[Block, ...]:
    """Give the bare text as blocks; its tables are only as right as the marks tell, and no cell is sure."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    tables = 0
    for part in _parts(marked):
        if isinstance(part, list):
            rows.append(part)
            continue
        if rows:
            tables += 1
            blocks.append(_grid(rows[:MAX_ROWS], tables))
            rows = []
        blocks.extend(Paragraph(text, Place(paragraph=len(blocks) + 1)) for t in part.split("\n") if (text := fold(t)))
    return (*blocks, _grid(rows[:MAX_ROWS], tables + 1)) if rows else tuple(blocks)


def _parts(marked: str) -> Iterator[str | list[str]]:
    """Give the text between tables by paragraphs, and rows as lists of cells."""
    for piece in marked.split(ROW):
        *cells, rest = piece.split(CELL)
        if cells:
            *before, first = cells[0].split(PARAGRAPH)
            yield from before
            yield [first, *cells[1:]]
        yield from rest.split(PARAGRAPH) if rest.strip() else ()


def _rows(marked: str) -> Iterator[list[str]]:
    return (part for part in _parts(marked) if isinstance(part, list))


def _grid(rows: list[list[str]], number: int) -> Grid:
    cells = tuple(
        GridCell(fold_lines(text), at, column, 1, 1, Place(table=number, row=at + 1, column=column + 1), _UNSURE)
        for at, row in enumerate(rows)
        for column, text in enumerate(row[:MAX_COLUMNS])
    )
    return Grid(len(rows), max(len(row[:MAX_COLUMNS]) for row in rows), cells, Place(table=number))


def _figure(text: str) -> str:
    bare = fold(text)
    return bare if _FIGURE.fullmatch(bare) else ""


def _text_of(document: Document) -> str:
    cells = (cell.raw for grid in document.grids() for cell in grid.cells)
    return "\n".join((*(p.text for p in document.paragraphs()), *cells))
