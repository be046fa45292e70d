"""Reads a table whose groups of figures stand apart, each behind or under its own name (table 4 in two, three or more).

Heads may be told once for all groups or for each; every group must be named, whole, and where the form has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from monitor.documents import GridCell
from monitor.extraction.columns import ordinal
from monitor.extraction.labels import Match, Quality, canonical, column_labels, row_labels
from monitor.extraction.lines import Candidate, Piece, as_cells
from monitor.extraction.values import looks_like_value
from monitor.form import Table

_TORN_HEADS = 60
"""Pieces before some figures that may be the heads above them."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Holds a run of figures with the groups that it is named for."""

    start: int
    rows: tuple[str, ...]
    heads: int
    """Heads in the form's order since the run before; 0 where they are those of the run before."""
    run: Sequence[Piece]


def read_parts(table: Table, pieces: Sequence[Piece]) -> Candidate | None:
    """Give the figures of all groups as one line, where they stand in more than one run; None where any is in doubt."""
    whole = tuple(row.key for row in table.rows)
    parts = list(_parts(table, pieces))
    several = (parts[at:end] for at in range(len(parts)) for end in range(at + 2, min(at + len(whole), len(parts)) + 1))
    found = (some for some in several if some[0].heads and tuple(chain.from_iterable(p.rows for p in some)) == whole)
    some = next(found, None)
    return None if some is None else _joined(table, some)


def _joined(table: Table, parts: Sequence[_Part]) -> Candidate | None:
    figures: list[GridCell] = []
    for part in parts:
        values = ordinal(as_cells(part.run), len(part.rows) * len(table.columns))
        if values is None or part.heads not in {0, len(table.columns), len(part.rows) * len(table.columns)}:
            return None
        figures += values
    first = parts[0].run[0]
    return Candidate(parts[0].start, Match(table.rows[0].key, Quality.EXACT), first.text, first.place, tuple(figures))


def _parts(table: Table, pieces: Sequence[Piece]) -> Iterator[_Part]:
    columns = [column.key for column in table.columns]
    rows: list[str] = []
    heads = start = 0
    for i, piece in enumerate(pieces):
        if looks_like_value(piece.text):
            run = _run(pieces, i) if rows else ()
            if any(p.text for p in run):
                yield _Part(start, tuple(rows), heads, run)
                rows, heads = [], 0
            continue
        row, column = _key(row_labels(table).find_known(piece.text)), _key(column_labels(table).find_known(piece.text))
        if column is not None:
            heads = heads + 1 if column == columns[heads % len(columns)] else 0
        elif row is not None:
            start = start if rows else i
            rows.append(row)
        elif canonical(piece.text) not in _groups(table):
            rows, heads = [], 0


def _key(matches: Sequence[Match]) -> str | None:
    return matches[0].key if matches else None


def _groups(table: Table) -> set[str]:
    return {canonical(group) for row in table.rows for group in row.groups}


def _run(pieces: Sequence[Piece], start: int) -> Sequence[Piece]:
    end = start
    while end < len(pieces) and looks_like_value(pieces[end].text):
        end += 1
    return pieces[start:end]


def read_torn(table: Table, pieces: Sequence[Piece]) -> Candidate | None:
    """Give the one run of as many figures as the table has, behind all its names and every character of its heads.

    Heads that were set over two lines and more come out of a page in pieces (结果 结果 其他 尚未).
    """
    count = len(table.columns) * len(table.rows)
    words: list[str] = []
    found: list[Candidate] = []
    for i, piece in enumerate(pieces):
        if not looks_like_value(piece.text):
            words.append(piece.text)
        elif words:
            run = _run(pieces, i)
            if len(run) == count and _is_headed(table, "".join(words[-_TORN_HEADS:])):
                match = Match(table.rows[0].key, Quality.EXACT)
                found.append(Candidate(i, match, piece.text, piece.place, as_cells(run)))
            words = []
    return found[0] if len(found) == 1 else None


def _is_headed(table: Table, words: str) -> bool:
    text = "".join(words.split())
    names = [text.find(row.label) for row in table.rows]
    heads = Counter("".join(c.label for c in table.columns) * len(table.rows))
    return -1 not in names and names == sorted(names) and not heads - Counter(text)
