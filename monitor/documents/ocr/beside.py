"""Reads the pictures of a PDF that is text for the rest: scanned pages among typed ones, tables pasted as pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from monitor.documents.limits import Limits
from monitor.documents.model import Block, Document, Grid
from monitor.documents.ocr.arrays import Pixels
from monitor.documents.ocr.engine import Engine, engine
from monitor.documents.ocr.page import PageReading, blocks_of
from monitor.documents.ocr.pages import DOUBT
from monitor.documents.ocr.scanned import DPI, rendered
from monitor.documents.ocr.upright import read_upright
from monitor.documents.pages import numbered, shifted
from monitor.documents.pdf import Pictured, pictured

_MOST = 24
"""Pictures that are looked at: a report of more was not meant to be read."""
_PIXEL = 72 / DPI
"""Points."""
_OF_PAGES = frozenset({"image_only", "hidden_text"})
_OF_PARTS = "picture"


@dataclass(frozen=True, slots=True)
class _Look:
    """Holds what was read where a picture is."""

    at: Pictured
    blocks: tuple[Block, ...]

    @property
    def top(self) -> float:
        """Give where the picture begins on its page, in points."""
        return self.at.box[1] if self.at.box else 0.0


def read_beside(document: Document, body: bytes, limits: Limits) -> Document:
    """Give a PDF's document with what its pictures show, each where it stands, in the order of the pages.

    A scanned page is read for what another program guessed under it. Of a picture within a page only tables count:
    others are charts and photographs. Raises ReadError `reader_missing`, `too_large`, or as `pictured` does.
    """
    wanted = _wanted(document, pictured(body, limits))
    with closing(pypdfium2.PdfDocument(body)) as opened:
        looks = list(_looks(opened, wanted[:_MOST], limits))
    seen = [look for look in looks if look.blocks]
    if not seen:
        return document
    blocks = _without_guesses(document.blocks, {look.at.page for look in seen if look.at.box is None})
    for look in seen:
        blocks = _with(blocks, look)
    doubts = (*_left(document.doubts, wanted, looks), DOUBT)
    return replace(document, blocks=tuple(numbered(blocks)), doubts=doubts)


def _wanted(document: Document, found: Sequence[Pictured]) -> list[Pictured]:
    """Give what must be looked at; where the document has its tables, pictures within pages are charts."""
    return [p for p in found if p.box is None or _OF_PARTS in document.doubts]


def _looks(opened: Any, wanted: Sequence[Pictured], limits: Limits) -> Iterator[_Look]:
    models = engine()
    for at in wanted:
        with closing(opened[at.page - 1]) as page:
            pixels = rendered(page, limits)
        yield _Look(at, tuple(_look(pixels, at, models)))


def _look(pixels: Pixels, at: Pictured, models: Engine) -> Iterator[Block]:
    if at.box is None:
        return blocks_of(read_upright(pixels, models), at.page, _PIXEL, 0)
    left, top, right, bottom = (round(max(0.0, side) / _PIXEL) for side in at.box)
    reading: PageReading = read_upright(pixels[top:bottom, left:right], models)
    if not reading.tables:
        return iter(())
    return (shifted(b, left * _PIXEL, top * _PIXEL) for b in blocks_of(reading, at.page, _PIXEL, 0))


def _without_guesses(blocks: Sequence[Block], pages: set[int]) -> list[Block]:
    """Leave out what was taken from under pictures that are read now."""
    return [block for block in blocks if not _pages_of(block) <= pages]


def _pages_of(block: Block) -> set[int | None]:
    return {c.place.page for c in block.cells} if isinstance(block, Grid) else {block.place.page}


def _with(blocks: Sequence[Block], look: _Look) -> list[Block]:
    """Put what a picture shows before the first block that stands below it."""
    below = (i for i, block in enumerate(blocks) if _position(block) >= (look.at.page, look.top))
    at = next(below, len(blocks))
    return [*blocks[:at], *look.blocks, *blocks[at:]]


def _position(block: Block) -> tuple[int, float]:
    return block.place.page or 0, block.place.box[1] if block.place.box else 0.0


def _left(doubts: Sequence[str], wanted: Sequence[Pictured], looks: Sequence[_Look]) -> Iterator[str]:
    """Give the doubts that are left: a page without a word, a picture without a table, may be what it seems."""
    unread_parts = any(not look.blocks for look in looks if look.at.box) or len(looks) < len(wanted)
    for doubt in doubts:
        if doubt not in _OF_PAGES and (doubt != _OF_PARTS or unread_parts):
            yield doubt
