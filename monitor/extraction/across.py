"""Reads a table whose rows stand side by side over one line of figures (table 4: fifteen figures)."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.documents import GridCell, Place
from monitor.extraction.columns import Head, place
from monitor.extraction.labels import Labels, Match, Quality, canonical, column_labels, row_labels
from monitor.extraction.lines import Candidate, Line, Piece, as_cells
from monitor.extraction.parts import read_parts, read_torn
from monitor.extraction.table import TableRead, Views, cell_of, cell_paragraphs
from monitor.extraction.values import looks_like_value
from monitor.form import Table

_HEAD_LINES = 6


def read_across(table: Table, views: Views) -> TableRead | None:
    """Read the table from the grid, else from the flow; None where its heads stand nowhere."""
    keys = [(row.key, column) for row in table.rows for column in row.columns]
    found = _whole(_on_grid(table, views.lines), len(keys)) or _elsewhere(table, views)
    headed = found is not None
    found = found or _by_count(table, views.lines, len(keys))
    if found is None:
        return None
    candidate, head = found
    placed = place(candidate, ["/".join(key) for key in keys], head)
    cells = tuple(cell_of(table, key, placed["/".join(key)], candidate, sure=headed) for key in keys)
    paragraphs = frozenset[Place]() if candidate.line else cell_paragraphs(views.pieces, [candidate])
    return TableRead(table.key, cells, (), all(c.certain for c in cells), candidate.label_place, paragraphs)


def _elsewhere(table: Table, views: Views) -> tuple[Candidate, Head] | None:
    """Find the figures where no grid holds them all in one line."""
    return (
        _headless(read_parts(table, views.pieces))
        or _on_grid(table, views.lines)
        or _in_flow(table, views.pieces)
        or _headless(read_torn(table, views.pieces))
    )


def _whole(found: tuple[Candidate, Head] | None, count: int) -> tuple[Candidate, Head] | None:
    return found if found is not None and len(found[0].values) >= count else None


def _headless(candidate: Candidate | None) -> tuple[Candidate, Head] | None:
    return None if candidate is None else (candidate, Head({}, ()))


def _on_grid(table: Table, lines: Sequence[Line]) -> tuple[Candidate, Head] | None:
    """Find the first line of figures under the table's heads in one grid."""
    named = _Named(table)
    for i, line in enumerate(lines):
        heads = [h for h in lines[max(0, i - _HEAD_LINES) : i] if h.grid is line.grid and h.cells]
        figures = _without_label(line)
        if figures and heads and named.heads(heads):
            match = Match(table.rows[0].key, Quality.EXACT)
            candidate = Candidate(line.number, match, heads[0].cells[0].raw, line.cells[0].place, figures, line)
            return candidate, _head(table, heads)
    return None


def _by_count(table: Table, lines: Sequence[Line], count: int) -> tuple[Candidate, Head] | None:
    """Take the one line of as many figures as the table has where its heads are lost: read, but not certain."""
    rows = [line for line in lines if len(line.cells) == count and all(_is_figure(c.raw) for c in line.cells)]
    if len(rows) != 1:
        return None
    first, match = rows[0].cells[0], Match(table.rows[0].key, Quality.SIMILAR)
    return Candidate(rows[0].number, match, first.raw, first.place, rows[0].cells, rows[0]), Head({}, ())


def _is_figure(raw: str) -> bool:
    return bool(raw) and looks_like_value(raw)


def _without_label(line: Line) -> tuple[GridCell, ...]:
    """Give the figures of a line; a word before them (数量) is no figure; a line with other words is none."""
    cells = line.cells
    if cells and cells[0].raw and not looks_like_value(cells[0].raw):
        cells = cells[1:]
    whole = all(looks_like_value(c.raw) for c in cells)
    return cells if whole and any(c.raw for c in cells) else ()


class _Named:
    """Knows the labels of a table in each line; a line stands above several others, and is looked at once."""

    def __init__(self, table: Table) -> None:
        self._rows, self._columns = row_labels(table), column_labels(table)
        self._wanted = len(table.columns)
        self._seen: dict[int, tuple[frozenset[str], bool]] = {}

    def heads(self, lines: Sequence[Line]) -> bool:
        """Tell whether the lines hold every column label of the table, and one of its row labels."""
        found = [self._of(line) for line in lines]
        if not any(has_row for _, has_row in found):
            return False
        return len(frozenset[str]().union(*(columns for columns, _ in found))) == self._wanted

    def _of(self, line: Line) -> tuple[frozenset[str], bool]:
        """Give the columns that a line names, and whether it names a row."""
        if line.number not in self._seen:
            texts = [c.raw for c in line.cells if c.raw]
            columns = frozenset(m.key for t in texts for m in self._columns.find(t))
            self._seen[line.number] = columns, any(map(self._rows.find, texts))
        return self._seen[line.number]


def _head(table: Table, heads: Sequence[Line]) -> Head:
    spans: dict[str, list[int]] = {}
    for column in range(max(len(line.slots) for line in heads)):
        stack = [line.slots[column] for line in heads if column < len(line.slots)]
        texts = [c.raw for c in stack if c is not None and c.raw]
        row, key = _lowest(texts, row_labels(table)), _lowest(texts, column_labels(table))
        if row and key:
            spans.setdefault(f"{row}/{key}", []).append(column)
    return Head({k: tuple(v) for k, v in spans.items()}, tuple(spans))


def _lowest(texts: Sequence[str], labels: Labels) -> str | None:
    return next((m[0].key for t in reversed(texts) if (m := labels.find(t))), None)


def _in_flow(table: Table, pieces: Sequence[Piece]) -> tuple[Candidate, Head] | None:
    """Find the run of figures behind the last of all the table's heads, told one by one."""
    wanted = [canonical(c.label) for c in table.columns]
    heads = 0
    for i, piece in enumerate(pieces):
        if looks_like_value(piece.text):
            if heads >= len(wanted) * len(table.rows):
                return _run(table, pieces, i), Head({}, ())
            continue
        name = canonical(piece.text)
        heads = heads + 1 if name in wanted else heads if row_labels(table).find(piece.text) else 0
    return None


def _run(table: Table, pieces: Sequence[Piece], start: int) -> Candidate:
    end = start
    while end < len(pieces) and looks_like_value(pieces[end].text):
        end += 1
    first = pieces[start]
    match = Match(table.rows[0].key, Quality.EXACT)
    return Candidate(start, match, first.text, first.place, as_cells(pieces[start:end]))
