"""Sets the words of rows without lines into columns: figures that stand above each other are one column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.documents.pdf.cells import cell_text
from monitor.documents.pdf.figures import is_figure, is_numbered
from monitor.documents.pdf.frame import Box
from monitor.documents.pdf.lines import Line
from monitor.documents.pdf.table import Table, TableCell

_UNSURE = 0.8
"""Confidence in a cell of a row that does not have one figure in every column: what stands where is then a guess."""
_LEAST_WHOLE = 2
_SAME_EDGE = 6.0

Band = tuple[float, float]
"""From where to where a column of figures reaches, in points."""
Row = Sequence[Line]
"""The words of one row, lines of wrapped labels among them."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Holds the columns of a table: where labels begin, and where figures stand."""

    labels: tuple[float, ...]
    bands: tuple[Band, ...]

    @property
    def edges(self) -> tuple[float, ...]:
        between = ((a[1] + b[0]) / 2 for a, b in zip(self.bands, self.bands[1:], strict=False))
        return (*self.labels, *(band[0] for band in self.bands[:1]), *between)

    def of(self, left: float, right: float) -> tuple[int, int]:
        """Give the first column under a word and how many it covers."""
        count = len(self.labels)
        covered = [i for i, band in enumerate(self.bands) if left <= sum(band) / 2 <= right]
        if covered:
            return count + covered[0], len(covered)
        if count and (not self.bands or right <= self.bands[0][0] + _SAME_EDGE):
            return min(max(bisect_right(self.labels, left + _SAME_EDGE) - 1, 0), count - 1), 1
        nearest = min(range(len(self.bands)), key=lambda i: abs(sum(self.bands[i]) - left - right), default=0)
        return count + nearest, 1


def aligned_table(rows: Sequence[Row], page: int) -> Table:
    """Give the table that rows of words form."""
    bands = tuple(_bands(word for row in rows for word in row if is_figure(word.text)))
    zone = bands[0][0] if bands else float("inf")
    columns = _Columns(tuple(_label_edges(rows, zone)), bands)
    box = _around([word.box for row in rows for word in row])
    whole = [number for number, row in enumerate(rows) if _is_whole(row, columns)]
    broken = {
        at
        for number, row in enumerate(rows)
        if number not in whole and _is_loose(row, zone)
        for at in (number - 1, number + 1)
    }
    sure = {number for number in whole if number not in broken and len(whole) >= _LEAST_WHOLE}
    cells = [
        replace(cell, confidence=1.0 if number in sure else _UNSURE)
        for number, row in enumerate(rows)
        for cell in _cells(row, number, columns, page)
    ]
    return Table((*columns.edges, box[2] + 1), len(rows), tuple(cells), page, box)


def _is_whole(row: Row, columns: _Columns) -> bool:
    """Tell whether a row has exactly one figure in every column, and nothing else there."""
    first = len(columns.labels)
    at = (
        [columns.of(word.left, word.right) for word in row if word.right > columns.bands[0][0]] if columns.bands else []
    )
    return sorted(at) == [(first + i, 1) for i in range(len(columns.bands))]


def _is_loose(row: Row, zone: float) -> bool:
    """Tell figures without a numbered label: they may be the last digits of those above or the first of those below."""
    return any(is_figure(word.text) for word in row) and not any(is_numbered(w.text) for w in row if w.left < zone)


def _bands(figures: Iterable[Line]) -> Iterator[Band]:
    """Give the columns of figures: what stands above each other, left, right or in the middle, overlaps."""
    left = right = None
    for word in sorted(figures, key=lambda w: w.left):
        if left is None or right is None or word.left > right:
            if left is not None and right is not None:
                yield left, right
            left, right = word.left, word.right
        right = max(right, word.right)
    if left is not None and right is not None:
        yield left, right


def _label_edges(rows: Sequence[Row], zone: float) -> Iterator[float]:
    """Give where the columns of labels begin, left of the figures."""
    last: float | None = None
    for left in sorted(box[0] for row in rows for box in _label_boxes(row, zone)):
        if last is None or left - last > 2 * _SAME_EDGE:
            yield left
            last = left


def _label_boxes(row: Row, zone: float) -> Iterator[Box]:
    for words in _stacks(word for word in row if word.right <= zone):
        yield _around([word.box for word in words])


def _stacks(words: Iterable[Line]) -> list[list[Line]]:
    """Put words together that stand above each other: the lines of one cell."""
    stacks: list[list[Line]] = []
    right = 0.0
    for word in sorted(words, key=lambda w: w.left):
        if stacks and word.left < right:
            stacks[-1].append(word)
        else:
            stacks.append([word])
            right = 0.0
        right = max(right, word.right)
    return [sorted(stack, key=lambda w: w.base) for stack in stacks]


def _cells(row: Row, number: int, columns: _Columns, page: int) -> Iterator[TableCell]:
    """Give the cells of one row: the words by their columns, and blanks where a column of figures has none."""
    has_figures = any(is_figure(word.text) for word in row)
    found: dict[int, TableCell] = {}
    for stack in _stacks(row):
        cell = _cell(stack, number, columns, page)
        at = cell.column
        while at in found:
            at += 1
        if at < len(columns.edges):
            found[at] = replace(cell, column=at)
    taken = {c for cell in found.values() for c in range(cell.column, cell.end_column)}
    if has_figures:
        first = len(columns.labels)
        box = _around([word.box for word in row])
        for i, (left, right) in enumerate(columns.bands, start=first):
            if i not in taken:
                found[i] = TableCell("", number, i, 1, 1, page, (left, box[1], right, box[3]))
    yield from _unlapped(found, len(columns.edges))


def _cell(stack: Sequence[Line], number: int, columns: _Columns, page: int) -> TableCell:
    box = _around([word.box for word in stack])
    column, span = columns.of(box[0], box[2])
    found = cell_text([glyph for word in stack for glyph in word.glyphs], box[2] - box[0])
    return TableCell(found.text, number, column, 1, span, page, box, found.lines)


def _unlapped(found: dict[int, TableCell], end: int) -> Iterator[TableCell]:
    """Give the cells, none reaching into the next one nor over the edge."""
    order = sorted(found)
    for column, after in zip(order, [*order[1:], end], strict=True):
        yield replace(found[column], column_span=max(min(found[column].column_span, after - column), 1))


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
