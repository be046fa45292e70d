"""Parts a text that lost its line breaks at the headings of the form that stand within it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from monitor.documents import Block, Document, Paragraph
from monitor.extraction.values import HALF_WIDTH
from monitor.form import Edition

_SHORTEST = 80
"""A paragraph of fewer characters is no text run together."""
_SPACE = r"\s*"


def part_at_headings(document: Document, edition: Edition) -> Document:
    """Give the document with every long paragraph parted before the headings that follow the end of a sentence in it.

    A list of the sections in a sentence (包括：一、总体情况；二、…) is none: its items follow marks that end nothing.
    """
    return replace(document, blocks=tuple(b for block in document.blocks for b in _parted(block, edition)))


def _parted(block: Block, edition: Edition) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or len(block.text) < _SHORTEST:
        yield block
        return
    starts = [found.start(1) for found in _headings(edition).finditer(block.text.translate(HALF_WIDTH))]
    if not starts:
        yield block
        return
    bounds = [0, *starts, len(block.text)]
    for at, (start, end) in enumerate(pairwise(bounds), start=1):
        if text := block.text[start:end].strip():
            yield replace(block, text=text, place=replace(block.place, paragraph=at))


@cache
def _headings(edition: Edition) -> re.Pattern[str]:
    """Match a numbered title of the form behind the end of a sentence, a closing bracket or a figure."""
    titles = "|".join(
        f"{section.number}{_SPACE}[、.,]{_SPACE}{re.escape(title.translate(HALF_WIDTH))}"
        for section in edition.sections
        for title in sorted((section.title, *section.aliases), key=len, reverse=True)
    )
    return re.compile(rf"(?<=[。!?;)\d>\"”]){_SPACE}({titles})(?![;,、。)])")
