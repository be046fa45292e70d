"""Puts together what was read apart: pictures that are pages of one document, pictures among text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from monitor.documents.model import Block, Document, Grid, Place


def as_pages(pictures: Sequence[Document], sha256: str) -> Document:
    """Give one document of pictures that were read one by one; each is a page, and named in every place.

    `sha256` is the digest of what shows them.
    """
    blocks: list[Block] = []
    for page, picture in enumerate(pictures, start=1):
        tables = sum(isinstance(b, Grid) for b in blocks)
        blocks += [_on_page(b, page, tables, picture.sha256) for b in picture.blocks]
    doubts = tuple(dict.fromkeys(d for p in pictures for d in p.doubts))
    return Document(pictures[0].format, sha256, tuple(blocks), doubts=doubts)


def _on_page(block: Block, page: int, tables: int, source: str) -> Block:
    if not isinstance(block, Grid):
        return replace(block, place=_place(block.place, page, tables, source))
    cells = tuple(replace(c, place=_place(c.place, page, tables, source)) for c in block.cells)
    return replace(block, cells=cells, place=_place(block.place, page, tables, source))


def _place(place: Place, page: int, tables: int, source: str) -> Place:
    table = None if place.table is None else place.table + tables
    return replace(place, page=page, table=table, source=source)


def shifted(block: Block, right: float, down: float) -> Block:
    """Give a block that was read in a part of a page with its places on the page."""
    if not isinstance(block, Grid):
        return replace(block, place=_shifted(block.place, right, down))
    cells = tuple(replace(c, place=_shifted(c.place, right, down)) for c in block.cells)
    return replace(block, cells=cells, place=_shifted(block.place, right, down))


def _shifted(place: Place, right: float, down: float) -> Place:
    if place.box is None:
        return place
    left, top, end, bottom = place.box
    return replace(
        place, box=(round(left + right, 1), round(top + down, 1), round(end + right, 1), round(bottom + down, 1))
    )


def numbered(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give blocks that were gathered from several readings, their tables numbered from 1 in this order."""
    numbers = count(1)
    for block in blocks:
        yield _as_table(block, next(numbers)) if isinstance(block, Grid) else block


def _as_table(grid: Grid, number: int) -> Grid:
    cells = tuple(replace(c, place=replace(c.place, table=number)) for c in grid.cells)
    return replace(grid, cells=cells, place=replace(grid.place, table=number))
