"""Reads the pictures of a document's pages into one Document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Block, Document, Grid, Paragraph
from monitor.documents.ocr.arrays import Pixels
from monitor.documents.ocr.cut import Break, mended
from monitor.documents.ocr.engine import engine
from monitor.documents.ocr.page import PageReading, blocks_of
from monitor.documents.ocr.upright import read_upright
from monitor.documents.ocr.words import joined

DOUBT = "ocr"
"""Says that a document was read from pictures."""
_LONG = 20
_ENDS = "。！？：；!?:;"
_HEADING = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)、.．]")
_FEWEST_REPEATS = 3
_EDGE = 0.09


@dataclass(frozen=True, slots=True)
class Source:
    """Says what the pictures are of."""

    format: str
    sha256: str
    scale: float = 1.0
    """Makes pixels of the pictures units of the places: 1 for pictures, 72 / dpi for pages of a PDF."""


def read_pages(images: Iterable[Pixels], source: Source, limits: Limits) -> Document:
    """Read pages, each an array of rows × columns × RGB. Raises ReadError `no_content` where nothing was read."""
    models = engine()
    pages: list[PageReading] = []
    for image in images:
        if len(pages) >= limits.pages:
            raise ReadError("too_large", f"more than {limits.pages} pages")
        pages.append(read_upright(image, models))
    blocks = list(_blocks(_without_running_heads(pages), source.scale))
    if not blocks:
        raise ReadError("no_content", "no text was found in the picture")
    _check(blocks, limits)
    return Document(source.format, source.sha256, tuple(blocks), doubts=(DOUBT,))


def _blocks(pages: Sequence[PageReading], scale: float) -> Iterable[Block]:
    """Give the blocks of all pages, paragraphs numbered."""
    numbers = count(1)
    for block in _run_on(pages, scale):
        if isinstance(block, Paragraph):
            yield replace(block, place=replace(block.place, paragraph=next(numbers)))
        else:
            yield block


def _run_on(pages: Sequence[PageReading], scale: float) -> list[Block]:
    """Gather the blocks; a paragraph that a page's end cuts in mid-sentence is one, and so is a row of a table."""
    blocks: list[Block] = []
    tables = 0
    for number, page in enumerate(pages, start=1):
        own = list(blocks_of(page, number, scale, tables))
        if blocks and own:
            before = pages[number - 2]
            blocks[-1:], own[:1] = _over_the_break(blocks[-1], own[0], is_open=_is_open(before, page)), ()
        blocks += own
        tables += len(page.tables)
    return blocks


def _is_open(upper: PageReading, lower: PageReading) -> bool:
    """Tell whether a page break leaves the tables at it without a rule on both sides."""
    return bool(upper.tables and lower.tables and upper.tables[-1][0].open_bottom and lower.tables[0][0].open_top)


def _over_the_break(last: Block, first: Block, *, is_open: bool) -> Sequence[Block]:
    """Give the last block of a page and the first of the next, or what they are together."""
    if isinstance(last, Grid) and isinstance(first, Grid):
        return mended(Break(last, first, open=is_open))
    whole = _continued(last, first)
    return (whole,) if whole else (last, first)


def _continued(last: Block, first: Block) -> Paragraph | None:
    """Join a paragraph without an end to what the next page begins with, unless that is a heading."""
    if not (isinstance(last, Paragraph) and isinstance(first, Paragraph)):
        return None
    is_open = len(last.text) >= _LONG and last.text[-1] not in _ENDS
    if not is_open or _HEADING.match(first.text):
        return None
    return replace(last, text=joined([last.text, first.text]))


def _without_running_heads(pages: Sequence[PageReading]) -> list[PageReading]:
    """Leave out what stands at the edge of three pages or more: running heads."""
    counts = Counter(
        text for page in pages for text in {line.text for line in page.lines if _at_edge(page, line.box.top)}
    )
    repeated = {text for text, times in counts.items() if times >= _FEWEST_REPEATS}
    return [
        replace(p, lines=tuple(x for x in p.lines if x.text not in repeated or not _at_edge(p, x.box.top)))
        for p in pages
    ]


def _at_edge(page: PageReading, top: int) -> bool:
    height = page.frame.height
    return top < _EDGE * height or top > (1 - _EDGE) * height


def _check(blocks: Sequence[Block], limits: Limits) -> None:
    if sum(len(b.cells) for b in blocks if isinstance(b, Grid)) > limits.cells:
        raise ReadError("too_large", "cells")
