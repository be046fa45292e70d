"""Fills the lattices of a page with its glyphs: tables, and the glyphs that are left over for the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from monitor.documents.pdf.cells import cell_text
from monitor.documents.pdf.glyph import UNKNOWN, Glyph
from monitor.documents.pdf.lattice import Lattice, Region
from monitor.documents.pdf.table import Table, TableCell

_PIECED = 0.7
"""Confidence in a cell whose borders are not all drawn, or whose lines may be two figures."""
_UNDER_PICTURE = 0.5
"""Confidence in text that stands hidden under a picture: another program's guess."""

Slots = dict[tuple[int, int], list[Glyph]]


def fill(
    lattices: Sequence[Lattice], glyphs: list[Glyph], page: int, texts: int = 1
) -> tuple[list[Table], list[Glyph]]:
    """Give the tables, smallest lattice first, and the glyphs outside of them.

    `texts` is how many cells of one row must hold text at least: shades behind a running text are no table.
    """
    tables: list[Table] = []
    for lattice in sorted(lattices, key=lambda found: found.area):
        slots, outside = _sorted_in(lattice, glyphs)
        table = _filled(lattice, slots, page)
        if _is_table(table.cells, texts):
            tables.append(table)
            glyphs = outside
    return tables, glyphs


def _sorted_in(lattice: Lattice, glyphs: Sequence[Glyph]) -> tuple[Slots, list[Glyph]]:
    slots: Slots = {}
    outside: list[Glyph] = []
    top, bottom = lattice.rows[0], lattice.rows[-1]
    for glyph in glyphs:
        middle = glyph.base - 0.38 * glyph.size
        at = lattice.find((glyph.left + glyph.right) / 2, middle) if top <= middle <= bottom else None
        if at is None:
            outside.append(glyph)
        else:
            slots.setdefault(at, []).append(glyph)
    return slots, outside


def _filled(lattice: Lattice, slots: Slots, page: int) -> Table:
    cells = [_cell(lattice, region, slots, page) for region in lattice.regions]
    box = (lattice.columns[0], lattice.rows[0], lattice.columns[-1], lattice.rows[-1])
    rows = len(lattice.rows) - 1
    return Table(lattice.columns, rows, tuple(cells), page, box, lattice.open_top, lattice.open_bottom)


def _is_table(cells: Sequence[TableCell], texts: int) -> bool:
    """Tell a table from a frame or a chart: somewhere a cell with text has another beside it."""
    beside = Counter(row for cell in cells for row in range(cell.row, cell.end_row))
    filled = Counter(row for cell in cells if cell.text for row in range(cell.row, cell.end_row))
    return any(beside[row] > 1 and filled[row] >= texts for row in filled)


def _cell(lattice: Lattice, region: Region, slots: Slots, page: int) -> TableCell:
    rows = range(region.row, region.row + region.row_span)
    columns = range(region.column, region.column + region.column_span)
    inside = list(chain.from_iterable(slots.get((r, c), ()) for r in rows for c in columns))
    box = lattice.box(region)
    found = cell_text(inside, box[2] - box[0])
    spans = (region.row, region.column, region.row_span, region.column_span)
    return TableCell(found.text, *spans, page, box, found.lines, _confidence(inside, sure=region.sure and found.sure))


def _confidence(glyphs: Sequence[Glyph], *, sure: bool) -> float:
    if any(glyph.text == UNKNOWN for glyph in glyphs):
        return 0.0
    if any(glyph.hidden for glyph in glyphs):
        return _UNDER_PICTURE
    return 1.0 if sure else _PIECED
