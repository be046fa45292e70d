"""Reads plain text: paragraphs, and tables whose cells are parted by pipes (Markdown's too) or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from monitor.documents.celllines import is_one_cell_a_line, whole_rows
from monitor.documents.model import Block, Document, Grid, Paragraph, Place
from monitor.documents.spans import MAX_COLUMNS, RawCell, lay_out
from monitor.documents.whitespace import fold

_RULE = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$")
"""The line under the head of a Markdown table; one or two dashes are what people put where there is no figure."""
_MARK = re.compile(r"^\s{0,3}(#{1,6})\s+")
_ESCAPED_PIPE = "\0"
_LINE_END = re.compile("\r\n|\r|\n")
"""What an editor counts as a line: not the form feeds and separators at which Python splits too."""
_PIPES = str.maketrans(dict.fromkeys("｜│┃", "|"))
"""What stands for a pipe: its full-width form, and the strokes that frames are drawn with."""
_FRAME = re.compile(r"^\s*(?:\+[-=+:]{3,}\+|[\u2500-\u257f|]*[─━═][\u2500-\u257f|]*)\s*$")
"""A line of a drawn frame, which holds nothing."""
_NUMBERING = re.compile(r"^\s*[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?\s*$")
"""What a word processor parts from its paragraph by a tab."""
_ONE_CELL = r"\s*[^|]+\|\s*"
"""A line by itself with one pipe behind its text is no table."""
_TABBED_LINES = 5
"""Fewer lines of three cells or more are no sign that tabs part cells in this text."""

Line = tuple[int, str]


def read_text(text: str, sha256: str, encoding: str) -> Document:
    """Read decoded text; a line with a pipe in it is a row of a table, consecutive ones are one table."""
    return Document("text", sha256, tuple(_blocks(text)), encoding=encoding)


def _blocks(text: str) -> Iterator[Block]:
    raw = enumerate(_LINE_END.split(text), start=1)
    lines = _closed([(n, _piped(line)) for n, line in raw if line.strip() and not _FRAME.match(line)])
    tabbed = sum(line.lstrip().count("\t") > 1 for _, line in lines) >= _TABBED_LINES
    tables = 0
    for mark, group in groupby(lines, key=lambda line: _mark(line[1], tabbed=tabbed)):
        together = list(group)
        blocks = list(_table(together, mark, tables + 1) if mark else map(_paragraph, together))
        tables += sum(isinstance(b, Grid) for b in blocks)
        yield from blocks


def _piped(line: str) -> str:
    """Make plain what stands for a pipe, where a line has two or more of them: in a title one is a stroke."""
    plain = line.translate(_PIPES)
    return plain if plain.count("|") > 1 else line


def _closed(lines: Sequence[Line]) -> list[Line]:
    """Put the pipe of a cell that slipped to a line of its own behind the cell, inside a table of such lines."""
    closed: list[Line] = []
    opened_by_pipe = False
    for number, line in lines:
        inside = len(closed) > 1 and "|" not in closed[-1][1] and "|" in closed[-2][1]
        if "|" in line and not (closed and "|" in closed[-1][1]) and not inside:
            opened_by_pipe = _is_pipes(line)
        if inside and _is_pipes(line) and not opened_by_pipe:
            closed[-1] = (closed[-1][0], f"{closed[-1][1]} {line}")
        else:
            closed.append((number, line))
    return closed


def _is_pipes(line: str) -> bool:
    return not "".join(line.split()).strip("|")


def _mark(line: str, *, tabbed: bool) -> str:
    """Give the mark that parts the cells of a line; none where it is no row."""
    if "|" in line:
        return "|"
    first, tab, rest = line.lstrip().partition("\t")
    numbered = _NUMBERING.match(first) and "\t" not in rest
    return "\t" if tabbed and tab and not numbered else ""


def _table(lines: Sequence[Line], mark: str, number: int) -> Iterator[Block]:
    rows = [line for line in lines if not _RULE.match(line[1])]
    if all(_is_pipes(line) for _, line in rows):
        return
    alone = len(rows) == 1 and re.fullmatch(_ONE_CELL, rows[0][1])
    if mark == "|" and (alone or is_one_cell_a_line(rows)):
        yield from _told(rows, number)
        return
    split = _tabbed_cells if mark == "\t" else _closed_cells if _is_closed(rows) else _cells
    yield from _grid([[(n, text) for text in split(line)] for n, line in rows], number)


def _is_closed(rows: Sequence[Line]) -> bool:
    """Tell whether every row ends in a pipe, but not all begin with one: then it closes the row and opens no cell."""
    lines = [line.strip() for _, line in rows]
    return all(line.endswith("|") for line in lines) and not all(line.startswith("|") for line in lines)


def _told(lines: Sequence[Line], number: int) -> Iterator[Block]:
    """Give a table that was told one cell a line: as one, or each cell a paragraph where its rows cannot be told."""
    if rows := whole_rows(lines):
        yield from _grid(rows, number)
        return
    for at, line in lines:
        if text := line.replace("|", " ").strip():
            yield _paragraph((at, text))


def _grid(rows: list[list[Line]], number: int) -> Iterator[Grid]:
    """Lay rows of cells out; every cell keeps the number of the line in which it stands."""
    rows = [row[:MAX_COLUMNS] for row in rows]
    grid = lay_out([[RawCell(fold(text)) for _, text in row] for row in rows], Place(table=number))
    if grid is not None:
        cells = (replace(c, place=replace(c.place, line=rows[c.row][c.column][0])) for c in grid.cells)
        yield replace(grid, cells=tuple(cells))


def _paragraph(line: Line) -> Paragraph:
    number, text = line
    mark = _MARK.match(text)
    body = text[mark.end() :] if mark else text
    return Paragraph(fold(body), Place(line=number), len(mark[1]) if mark else None)


def _cells(line: str) -> list[str]:
    """Split a row; a pipe before the first and after the last cell is a border of the table, not a cell."""
    body = line.strip().replace(r"\|", _ESCAPED_PIPE)
    if body.startswith("|") and body.endswith("|") and len(body) > 1:
        body = body[1:-1]
    return [part.replace(_ESCAPED_PIPE, "|") for part in body.split("|", MAX_COLUMNS)]


def _closed_cells(line: str) -> list[str]:
    return _cells(f"|{line.strip()}")


def _tabbed_cells(line: str) -> list[str]:
    return line.split("\t", MAX_COLUMNS)
