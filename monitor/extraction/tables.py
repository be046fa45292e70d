"""Reads the statutory tables out of a document: rows aligned, figures placed, departures noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.documents import Document
from monitor.extraction.across import read_across
from monitor.extraction.align import align
from monitor.extraction.apart import apart_rows
from monitor.extraction.columns import Head, place, read_head
from monitor.extraction.labels import Quality, column_labels, row_labels, row_order
from monitor.extraction.lines import Candidate, Line, flow, flow_candidates, grid_candidates, grid_lines
from monitor.extraction.model import Cell, Departure, Oddity, Status
from monitor.extraction.recover import missing_rows, recover_rows
from monitor.extraction.second import hear, held_against
from monitor.extraction.surplus import without_surplus
from monitor.extraction.table import TableRead, Views, cell_of, cell_paragraphs
from monitor.extraction.unread import unread_cells, unread_rows, unread_table
from monitor.extraction.values import looks_like_value
from monitor.extraction.vouch import vouched_for
from monitor.form import Edition, Row, Table

_HEAD_LINES = 6
"""Lines above the first figures in which heads are looked for."""
_LEAST_ROWS = 2
"""Fewer rows than this are no table: a word of the form stands in many tables of other kinds."""


def read_tables(document: Document, edition: Edition) -> tuple[TableRead, ...]:
    """Read every table of the edition that the document has, in the order of the form."""
    views = Views(grid_lines(document), flow(document))
    heard = hear(edition, views.pieces)
    found = (
        (read_across(t, views) if t.across else _read_rows(t, views)) or unread_table(t, views.pieces)
        for t in edition.tables
    )
    return tuple(held_against(t, heard) for t in found if t is not None)


def _read_rows(table: Table, views: Views) -> TableRead | None:
    chain = _chain(table, views)
    if len(chain) < _LEAST_ROWS:
        return None
    rows = without_surplus(recover_rows(chain, views, table), table)
    heads = _heads(rows, views.lines, table)
    sure = vouched_for(rows, views.lines, table)
    cells = [cell for c, head in zip(rows, heads, strict=True) for cell in _row_cells(c, head, table, sure=c in sure)]
    if len(rows) * 2 < len(table.rows) and not any(c.certain for c in cells):
        return None
    missing = missing_rows(rows, table)
    unread = unread_rows(missing, views.pieces, _others(rows, views.lines))
    absent = [row for row in missing if row.key not in unread]
    departures = [
        *_row_departures(rows, table),
        *(Departure(table.key, Oddity.ROW_MISSING, row.key, row.label, None) for row in absent),
        *_column_departures(heads, table),
        *_added(chain, rows, views.lines, table),
    ]
    return TableRead(
        key=table.key,
        cells=(
            *cells,
            *_absent(absent, table),
            *(c for row in missing if row.key in unread for c in unread_cells(table, row)),
        ),
        departures=tuple(departures),
        certain=not unread and all(c.match.quality > Quality.SIMILAR for c in rows) and all(c.certain for c in cells),
        place=chain[0].label_place,
        paragraphs=frozenset() if chain[0].line else cell_paragraphs(views.pieces, chain),
    )


def _chain(table: Table, views: Views) -> tuple[Candidate, ...]:
    """Give the rows of the grids, or of the flow where the grids hold less than half of them."""
    chain = align(grid_candidates(views.lines, row_labels(table)), row_order(table))
    if len(chain) * 2 >= len(table.rows):
        return chain
    flowing = align(flow_candidates(views.pieces, row_labels(table)), row_order(table))
    return max(chain, flowing, apart_rows(views.pieces, table), key=len)


def _heads(rows: Sequence[Candidate], lines: Sequence[Line], table: Table) -> list[Head]:
    """Give the head of every row; rows below one another share theirs, which is read once."""
    numbers = frozenset(c.number for c in rows)
    read: dict[tuple[int, ...], Head] = {(): Head({}, ())}
    heads = []
    for candidate in rows:
        above = _above(candidate, numbers, lines)
        key = tuple(line.number for line in above)
        if key not in read:
            read[key] = read_head(above, column_labels(table))
        heads.append(read[key])
    return heads


def _above(candidate: Candidate, rows: frozenset[int], lines: Sequence[Line]) -> list[Line]:
    """Give the lines between a row and the nearest lines without figures above it, same grid only."""
    above: list[Line] = []
    number = candidate.number - 1 if candidate.line is not None else -1
    while number >= 0 and number in rows:
        number -= 1
    while number >= 0 and number not in rows and len(above) < _HEAD_LINES:
        if candidate.line is None or lines[number].grid is not candidate.line.grid:
            break
        above.append(lines[number])
        number -= 1
    return above[::-1]


def _row_cells(candidate: Candidate, head: Head, table: Table, *, sure: bool) -> Iterator[Cell]:
    row = table.row(candidate.match.key)
    placed = place(candidate, row.columns, head)
    for column in row.columns:
        yield cell_of(table, (row.key, column), placed[column], candidate, sure=sure)


def _absent(rows: Sequence[Row], table: Table) -> Iterator[Cell]:
    """Give the cells of the rows that the document lacks and no merged row stands for."""
    for row in rows:
        for column in row.columns:
            yield Cell(table.pointer(row.key, column), None, "", Status.ABSENT, certain=True, place=None)


def _others(rows: Sequence[Candidate], lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines that are no row of the table."""
    numbers = {c.number for c in rows if c.line is not None}
    return (line for line in lines if line.number not in numbers)


def _row_departures(chain: Sequence[Candidate], table: Table) -> Iterator[Departure]:
    merged = {m.key for m in table.merged_rows}
    for c in chain:
        if c.match.key in merged:
            yield Departure(table.key, Oddity.ROW_MERGED, c.match.key, c.label, c.label_place)
        elif c.match.quality is Quality.SIMILAR:
            yield Departure(table.key, Oddity.ROW_RENAMED, c.match.key, c.label, c.label_place)
        elif c.match.quality is Quality.SHORT:
            yield Departure(table.key, Oddity.LABEL_SHORT, c.match.key, c.label, c.label_place)


def _column_departures(heads: Sequence[Head], table: Table) -> Iterator[Departure]:
    seen: dict[str, Departure] = {}
    for head in heads:
        for key, (match, cell) in head.matches.items():
            if match.quality is not Quality.EXACT:
                oddity = Oddity.LABEL_SHORT if match.quality is Quality.SHORT else Oddity.COLUMN_RENAMED
                seen.setdefault(key, Departure(table.key, oddity, key, cell.raw, cell.place))
    yield from seen.values()


def _added(
    chain: Sequence[Candidate], rows: Sequence[Candidate], lines: Sequence[Line], table: Table
) -> Iterator[Departure]:
    """Give the rows between rows of the form that carry figures under a label the form does not know."""
    if chain[0].line is None:
        return
    numbers = {c.number for c in rows if c.line is not None}
    for line in lines[chain[0].number : chain[-1].number]:
        label = line.cells[0] if line.cells else None
        figures = [c for c in line.cells[1:] if c.raw and looks_like_value(c.raw)]
        if label is not None and line.number not in numbers and figures and not looks_like_value(label.raw):
            name = next(c for c in reversed(line.cells) if c.raw and not looks_like_value(c.raw))
            yield Departure(table.key, Oddity.ROW_ADDED, None, name.raw, name.place)
