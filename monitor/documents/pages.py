"""Puts pictures that are the pages of one document together again."""

from __future__ import annotations

from collections.abc import Sequence
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


def _on_page(block: Block, page: int, tables: int, source: str) -> Block:
    if not isinstance(block, Grid):
        return replace(block, place=_place(block.place, page, tables, source))
    cells = tuple(replace(c, place=_place(c.place, page, tables, source)) for c in block.cells)
    return replace(block, cells=cells, place=_place(block.place, page, tables, source))


def _place(place: Place, page: int, tables: int, source: str) -> Place:
    table = None if place.table is None else place.table + tables
    return replace(place, page=page, table=table, source=source)
