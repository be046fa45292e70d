"""Puts together what was read apart: pictures that are pages of one document, pictures among text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

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


def placed(block: Block, where: Callable[[Place], Place]) -> Block:
    """Give a block with all its places changed."""
    if not isinstance(block, Grid):
        return replace(block, place=where(block.place))
    cells = tuple(replace(c, place=where(c.place)) for c in block.cells)
    return replace(block, cells=cells, place=where(block.place))


def _on_page(block: Block, page: int, tables: int, source: str) -> Block:
    def where(place: Place) -> Place:
        return replace(place, page=page, table=None if place.table is None else place.table + tables, source=source)

    return placed(block, where)


def shifted(block: Block, right: float, down: float) -> Block:
    """Give a block that was read in a part of a page with its places on the page."""
    by = (right, down, right, down)

    def where(place: Place) -> Place:
        sides = zip(place.box or (), by, strict=False)
        left, top, end, bottom = (round(side + step, 1) for side, step in sides)
        return replace(place, box=(left, top, end, bottom))

    return placed(block, lambda place: where(place) if place.box else place)


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks that were gathered from several readings, their tables numbered from 1 in this order."""
    tables = 0
    for block in blocks:
        tables += isinstance(block, Grid)
        yield _as_table(block, tables) if isinstance(block, Grid) else block


def _as_table(grid: Grid, number: int) -> Block:
    return placed(grid, lambda place: replace(place, table=number))
