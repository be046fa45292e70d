"""Takes a report that was pasted whole into one table out of it: the text as paragraphs, the tables each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from monitor.documents import Block, Document, Grid, GridCell, Paragraph
from monitor.extraction.labels import canonical, label_names
from monitor.extraction.sections import is_numbered_heading
from monitor.extraction.values import looks_like_value
from monitor.form import Edition


def unfold(document: Document, edition: Edition) -> Document:
    """Give the document with every table that holds headings of the form cut at its rows of text."""
    return replace(document, blocks=tuple(b for block in document.blocks for b in _unfolded(block, edition)))


def _unfolded(block: Block, edition: Edition) -> Iterator[Block]:
    if not isinstance(block, Grid):
        yield block
        return
    texts = _rows_of_text(block, edition)
    if not any(is_numbered_heading(cell.raw, edition) for cell in texts.values()):
        yield block
        return
    for is_text, rows in groupby(range(block.rows), key=lambda row: row in texts):
        if is_text:
            yield from (p for row in rows for p in _paragraphs(texts[row]))
        else:
            yield from _part(block, list(rows))


def _rows_of_text(grid: Grid, edition: Edition) -> dict[int, GridCell]:
    """Give the rows that hold one text and nothing beside it, no label of the form and no figure."""
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if cell.raw:
            for row in range(cell.row, cell.row + cell.row_span):
                rows.setdefault(row, []).append(cell)
    alone = {row: cells[0] for row, cells in rows.items() if len(cells) == 1 and cells[0].row_span == 1}
    return {row: cell for row, cell in alone.items() if _is_text(cell, edition)}


def _is_text(cell: GridCell, edition: Edition) -> bool:
    return cell.column == 0 and not looks_like_value(cell.raw) and canonical(cell.raw) not in label_names(edition)


def _paragraphs(cell: GridCell) -> Iterator[Paragraph]:
    return (Paragraph(line, cell.place) for line in cell.raw.split("\n"))


def _part(grid: Grid, rows: list[int]) -> Iterator[Grid]:
    cells = tuple(replace(c, row=c.row - rows[0]) for c in grid.cells if c.row in rows)
    if cells:
        yield Grid(len(rows), grid.columns, cells, grid.place)
