"""Puts a table together again that a page break cut: between two rows, or through a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.documents.pdf.cells import is_full, is_stacked
from monitor.documents.pdf.figures import is_figure, is_numbered
from monitor.documents.pdf.table import Table, TableCell

_SAME_EDGE = 4.0
"""Points by which the edges of one table may differ from page to page."""
_LEAST_EDGES = 5
"""Edges by which the lower part is known if one side of it is not ruled."""
_HEAD_ROWS = 6
"""Rows that a head printed again on the next page may have."""
_LONG_LABEL = 7
"""Characters from which on a label that fills its cell is likely to be cut."""
_CUT_FIGURE = 0.8
"""Confidence in a figure whose digits stand on two pages."""
_SLACK = 2.2
"""Share of a letter's height below a text from which on it ends there, for a cut text runs on to the border."""


def continued(upper: Table, lower: Table) -> Table | None:
    """Give both parts as one table; None where the lower one is another table."""
    columns = _common(upper.columns, lower.columns)
    if columns is None:
        return None
    above = _on(upper, columns)
    below = _without_head(_on(lower, columns), above)
    return _joined(above, below) if below.cells else above


def _common(upper: Sequence[float], lower: Sequence[float]) -> tuple[float, ...] | None:
    """Give the edges of both, if one has all of the other's and the outer ones are the same."""
    many, few = sorted((tuple(upper), tuple(lower)), key=len, reverse=True)
    if not all(_nearest(many, edge)[1] <= _SAME_EDGE for edge in few):
        return None
    outer = sorted((abs(upper[0] - lower[0]), abs(upper[-1] - lower[-1])))
    is_whole = outer[1] <= _SAME_EDGE
    # below a label that spans the whole page the border beside it may be missing
    is_part = outer[0] <= _SAME_EDGE and few == tuple(lower) and len(few) >= _LEAST_EDGES
    return many if is_whole or is_part else None


def _nearest(edges: Sequence[float], at: float) -> tuple[int, float]:
    index = min(range(len(edges)), key=lambda i: abs(edges[i] - at))
    return index, abs(edges[index] - at)


def _on(table: Table, columns: tuple[float, ...]) -> Table:
    """Give a table with its cells counted on other edges."""
    at = [_nearest(columns, edge)[0] for edge in table.columns]
    cells = tuple(
        replace(c, column=at[c.column], column_span=max(at[c.end_column] - at[c.column], 1)) for c in table.cells
    )
    return replace(table, columns=columns, cells=cells)


def _without_head(lower: Table, upper: Table) -> Table:
    """Leave out the rows at the top that print the table's head again."""
    for rows in range(min(_HEAD_ROWS, lower.rows, upper.rows - 1), 0, -1):
        head, again = _head(upper, rows), _head(lower, rows)
        if head and head == again:
            cells = tuple(replace(c, row=c.row - rows) for c in lower.cells if c.row >= rows)
            return replace(lower, cells=cells, rows=lower.rows - rows)
    return lower


def _head(table: Table, rows: int) -> list[tuple[object, ...]] | None:
    """Give what makes a head of the first rows; None where they hold a figure or a cell that reaches below them."""
    cells = [c for c in table.cells if c.row < rows]
    if any(c.end_row > rows or is_figure(c.text) for c in cells) or not any(c.text for c in cells):
        return None
    return sorted((c.row, c.column, c.row_span, c.column_span, "".join(c.text.split())) for c in cells)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Holds two cells that lie above each other at the page break."""

    above: TableCell
    below: TableCell

    @property
    def is_one_sided(self) -> bool:
        return not (self.above.text and self.below.text)

    @property
    def runs_on(self) -> bool:
        """Tell whether the text of the upper cell goes on in the lower one."""
        if self.is_one_sided or (_is_figure(self.above) != _is_figure(self.below)):
            return False
        above, below = self.above.lines, self.below.lines
        if _is_figure(self.above):
            return self.below.text[0].isdigit() and is_full(above[-1], below[0], self.above.width)
        if is_numbered(self.below.text):
            return False
        if is_stacked(above) or (len(above[-1].text) == 1 and is_stacked(below)):
            return True
        slack = self.above.box[3] - above[-1].base
        return is_full(above[-1], below[0], self.above.width) and slack < _SLACK * above[-1].size

    def one(self) -> TableCell:
        """Give both as one cell, which begins where the upper one stands."""
        first = self.above if self.above.text else self.below
        parted = "" if self.is_one_sided or self.runs_on else "\n"
        return replace(
            first,
            text=self.above.text + parted + self.below.text,
            row=self.above.row,
            column=self.above.column,
            row_span=self.above.row_span + self.below.row_span,
            column_span=self.above.column_span,
            lines=self.above.lines + self.below.lines,
            confidence=min(self.above.confidence, self.below.confidence, self._confidence()),
        )

    def _confidence(self) -> float:
        return _CUT_FIGURE if not self.is_one_sided and _is_figure(self.above) else 1.0


def _is_figure(cell: TableCell) -> bool:
    return is_figure(cell.text)


def _joined(upper: Table, lower: Table) -> Table:
    shift = upper.rows
    moved = [replace(c, row=c.row + shift) for c in (*lower.cells, *_unruled(upper, lower))]
    pairs = _pairs(upper.row_cells(shift - 1), [c for c in moved if c.row == shift])
    is_cut = _is_cut_row(pairs, upper, lower)
    ones = pairs if is_cut else [p for p in pairs if _is_one_label(p, pairs)]
    whole = _merged([*upper.cells, *moved], ones)
    rows = shift + lower.rows
    joined = replace(upper, rows=rows, cells=tuple(whole), open_bottom=lower.open_bottom)
    return _closed_up(joined, shift) if is_cut else joined


def _unruled(upper: Table, lower: Table) -> Iterator[TableCell]:
    """Give the cells beside the lower part that no line shows: they go on from above and hold nothing more."""
    first, last = min(c.column for c in lower.cells), max(c.end_column for c in lower.cells)
    box = lower.box
    for cell in upper.row_cells(upper.rows - 1):
        if cell.end_column <= first or cell.column >= last:
            beside = (cell.box[0], box[1], cell.box[2], box[3])
            yield replace(cell, text="", row=0, row_span=lower.rows, page=lower.page, box=beside, lines=())


def _merged(cells: Iterable[TableCell], ones: Sequence[_Pair]) -> Iterator[TableCell]:
    gone = {id(c) for p in ones for c in (p.above, p.below)}
    yield from (c for c in cells if id(c) not in gone)
    yield from (p.one() for p in ones)


def _closed_up(table: Table, row: int) -> Table:
    """Take out the row border through which the page break went."""
    cells = (
        replace(c, row=c.row - 1)
        if c.row >= row
        else replace(c, row_span=max(c.row_span - 1, 1))
        if c.row < row < c.end_row
        else c
        for c in table.cells
    )
    return replace(table, rows=table.rows - 1, cells=tuple(cells))


def _pairs(above: Sequence[TableCell], below: Sequence[TableCell]) -> list[_Pair]:
    upper = {(c.column, c.column_span): c for c in above}
    return [_Pair(upper[at], c) for c in below if (at := (c.column, c.column_span)) in upper]


def _is_cut_row(pairs: Sequence[_Pair], upper: Table, lower: Table) -> bool:
    """Tell whether the page break goes through a row: nothing stands on both sides but a label that runs on."""
    whole = sum(p.above.column_span for p in pairs) == len(upper.columns) - 1
    if not whole or not all(p.is_one_sided or p.runs_on for p in pairs):
        return False
    if upper.open_bottom and lower.open_top:
        return True
    own = [p for p in pairs if p.above.row_span == 1 or p.below.row_span == 1]
    labels = [p for p in own if _is_label(p.above) or _is_label(p.below)]
    if not labels:
        return any(p.above.text or p.below.text for p in own)
    label = labels[-1]
    if label.runs_on:
        return is_numbered(label.above.text) or len(label.above.text) >= _LONG_LABEL
    return _stands_across(label, [p for p in own if p not in labels])


def _is_label(cell: TableCell) -> bool:
    return bool(cell.text) and not _is_figure(cell)


def _texts(pairs: Sequence[_Pair], *, above: bool) -> list[str]:
    return [p.above.text if above else p.below.text for p in pairs]


def _stands_across(label: _Pair, figures: Sequence[_Pair]) -> bool:
    """Tell whether a row's label stands on one side of the break and all of its figures on the other."""
    above, below = _texts(figures, above=True), _texts(figures, above=False)
    if label.above.text:
        return not any(above) and any(below)
    return any(above) and not any(below)


def _is_one_label(pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    """Tell whether a cell left of the rows' own labels goes on over the break: the label of a group of rows."""
    if not (pair.is_one_sided or pair.runs_on) or _is_figure(pair.above) or _is_figure(pair.below):
        return False
    right = [p for p in pairs if p.above.column > pair.above.column]
    return any(_is_label(p.above) for p in right) and any(_is_label(p.below) for p in right)
