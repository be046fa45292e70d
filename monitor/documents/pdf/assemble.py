"""Makes the blocks of a document out of its pages: tables joined over page breaks, lines joined to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.documents.model import Block
from monitor.documents.pdf.continued import continued
from monitor.documents.pdf.furniture import without_furniture
from monitor.documents.pdf.layout import Layout
from monitor.documents.pdf.lines import Line
from monitor.documents.pdf.paragraphs import Run, paragraphs_of, settings_of
from monitor.documents.pdf.sheet import Sheet
from monitor.documents.pdf.table import Table, grid_of

Part = Run | Table


def blocks_of(layouts: Sequence[Layout]) -> Iterator[Block]:
    """Give the blocks in reading order."""
    pages = without_furniture(layouts)
    settings = settings_of(pages)
    sheets = {page.sheet.number: page.sheet for page in pages}
    runs: list[Run] = []
    tables = 0
    for part in _joined(_parts(pages)):
        if isinstance(part, Run):
            runs.append(part)
            continue
        yield from paragraphs_of(runs, settings)
        runs.clear()
        grid = grid_of(_as_shown(part, sheets), tables + 1)
        if grid is not None:
            tables += 1
            yield grid
    yield from paragraphs_of(runs, settings)


def _parts(pages: Sequence[Layout]) -> Iterator[Part]:
    for page in pages:
        for item in page.items:
            yield Run(item, page.sheet) if isinstance(item, Line) else item


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Join tables that follow each other on consecutive pages."""
    held: Table | None = None
    for part in parts:
        if isinstance(part, Run):
            if held is not None:
                yield held
            held = None
            yield part
            continue
        whole = continued(held, part) if held is not None and _follows(part, held) else None
        if held is not None and whole is None:
            yield held
        held = whole or part
    if held is not None:
        yield held


def _follows(lower: Table, upper: Table) -> bool:
    return lower.page == max(cell.page for cell in upper.cells) + 1


def _as_shown(table: Table, sheets: Mapping[int, Sheet]) -> Table:
    """Give a table with its boxes as they lie on the pages as shown."""
    cells = tuple(replace(cell, box=sheets[cell.page].as_shown(cell.box)) for cell in table.cells)
    return replace(table, cells=cells, box=sheets[table.page].as_shown(table.box))
