"""Reads plain text: paragraphs, and tables whose cells are separated by pipes (Markdown's too)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from monitor.documents.model import Block, Document, Grid, Paragraph, Place
from monitor.documents.spans import MAX_COLUMNS, RawCell, lay_out
from monitor.documents.whitespace import fold

_RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$")
"""The line under the head of a Markdown table; one or two dashes are what people put where there is no figure."""
_MARK = re.compile(r"^\s{0,3}(#{1,6})\s+")
_ESCAPED_PIPE = "\0"
_LINE_END = re.compile("\r\n|\r|\n")
"""What an editor counts as a line: not the form feeds and separators at which Python splits too."""

Line = tuple[int, str]


def read_text(text: str, sha256: str, encoding: str) -> Document:
    """Read decoded text; a line with a pipe in it is a row of a table, consecutive ones are one table."""
    return Document("text", sha256, tuple(_blocks(text)), encoding=encoding)


def _blocks(text: str) -> Iterator[Block]:
    lines = [(n, line) for n, line in enumerate(_LINE_END.split(text), start=1) if line.strip()]
    tables = 0
    for is_table, group in groupby(lines, key=lambda line: "|" in line[1]):
        if not is_table:
            yield from (_paragraph(line) for line in group)
            continue
        tables += 1
        rows = [line for line in group if not _RULE.match(line[1])]
        grid = lay_out([_cells(line) for _, line in rows], Place(table=tables))
        if grid is not None:
            yield _with_lines(grid, [number for number, _ in rows])


def _with_lines(grid: Grid, numbers: list[int]) -> Grid:
    """Add to every cell the number of the line in which it stands."""
    cells = tuple(replace(c, place=replace(c.place, line=numbers[c.row])) for c in grid.cells)
    return replace(grid, cells=cells)


def _paragraph(line: Line) -> Paragraph:
    number, text = line
    mark = _MARK.match(text)
    body = text[mark.end() :] if mark else text
    return Paragraph(fold(body), Place(line=number), len(mark[1]) if mark else None)


def _cells(line: str) -> list[RawCell]:
    """Split a row; a pipe before the first and after the last cell is a border of the table, not a cell."""
    body = line.strip().replace(r"\|", _ESCAPED_PIPE)
    if body.startswith("|") and body.endswith("|") and len(body) > 1:
        body = body[1:-1]
    return [RawCell(fold(part.replace(_ESCAPED_PIPE, "|"))) for part in body.split("|", MAX_COLUMNS)[:MAX_COLUMNS]]
