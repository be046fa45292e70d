"""Reads one page: its tables cell by cell, what is outside them as paragraphs, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.documents.model import Block, Grid, GridCell, Paragraph, Place
from monitor.documents.ocr.arrays import Box, Pixels
from monitor.documents.ocr.cells import CellReading, read_cells
from monitor.documents.ocr.engine import Engine
from monitor.documents.ocr.lattice import Lattice, find_lattices
from monitor.documents.ocr.outside import TextLine, paragraphs, read_outside
from monitor.documents.ocr.planes import Frame, prepare
from monitor.documents.ocr.rules import find_rules

_WORD = re.compile("[\u4e00-\u9fff]{3}")
_IN_DOUBT = 0.5
"""The most that a cell is sure of whose borders are seen in part only."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """Holds what stands on a page, in pixels of the prepared page."""

    frame: Frame
    tables: tuple[tuple[Lattice, tuple[CellReading, ...]], ...]
    lines: tuple[TextLine, ...]

    def clarity(self) -> float:
        """Give the share of its characters that stand in words, by their scores: low for a page on its side or head."""
        cells = [(r.text, r.confidence) for _, readings in self.tables for r in readings]
        lines = [(line.text, line.score) for line in self.lines]
        worded = sum(len(text) * score for text, score in cells + lines if _WORD.search(text))
        return worded / max(1, sum(len(text) for text, _ in cells + lines))


def read_page(picture: Pixels, engine: Engine) -> PageReading:
    """Read an RGB picture of a page."""
    planes = prepare(picture)
    lattices = find_lattices(find_rules(planes.ink))
    read = iter(read_cells(planes, [cell.box for lattice in lattices for cell in lattice.cells], engine))
    tables = tuple((lattice, tuple(next(read) for _ in lattice.cells)) for lattice in lattices)
    lines = read_outside(planes.shade, [lattice.box for lattice in lattices], engine)
    return PageReading(planes.frame, tables, tuple(lines))


def blocks_of(page: PageReading, number: int, scale: float, tables_before: int) -> Iterator[Block]:
    """Give the blocks of a page in reading order; `scale` makes pixels of the picture units of the places."""
    ordered: list[tuple[int, Block]] = []
    for index, (lattice, readings) in enumerate(page.tables, start=tables_before + 1):
        place = Place(table=index, page=number, box=_box(page.frame, lattice.box, scale))
        ordered.append((lattice.box.top, _grid(page, lattice, readings, place, scale)))
    for line in _paragraphs(page):
        place = Place(page=number, box=_box(page.frame, line.box, scale))
        ordered.append((line.box.top, Paragraph(line.text, place)))
    return (block for _, block in sorted(ordered, key=lambda item: item[0]))


def _paragraphs(page: PageReading) -> Iterator[TextLine]:
    """Join lines between tables, never over one."""
    tops = [lattice.box.top for lattice, _ in page.tables]
    groups: dict[int, list[TextLine]] = {}
    for line in page.lines:
        groups.setdefault(sum(line.box.middle > top for top in tops), []).append(line)
    for lines in groups.values():
        yield from paragraphs(lines)


def _grid(page: PageReading, lattice: Lattice, readings: Sequence[CellReading], place: Place, scale: float) -> Grid:
    cells = tuple(
        GridCell(
            raw=reading.text,
            row=cell.row,
            column=cell.column,
            row_span=cell.row_span,
            column_span=cell.column_span,
            place=Place(
                table=place.table,
                row=cell.row + 1,
                column=cell.column + 1,
                page=place.page,
                box=_box(page.frame, cell.box, scale),
            ),
            confidence=round(min(reading.confidence, _IN_DOUBT) if cell.doubtful else reading.confidence, 3),
        )
        for cell, reading in zip(lattice.cells, readings, strict=True)
    )
    return Grid(lattice.rows, lattice.columns, cells, place)


def _box(frame: Frame, box: Box, scale: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(side * scale, 1) for side in frame.in_picture(box))
    return (left, top, right, bottom)
