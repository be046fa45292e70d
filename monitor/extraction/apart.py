"""Reads tables whose labels were told first and their figures behind them, a line of figures for every label.

Read only where nothing is left over: as many lines as labels, each as long as its row, the labels in the form's order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from monitor.extraction.labels import Match, row_labels, row_order
from monitor.extraction.lines import Candidate, Piece, as_cells
from monitor.extraction.values import looks_like_value
from monitor.form import Table

_LABEL_PIECES = 4
_LEAST = 2
"""One label with its figures behind it is a row like any other."""
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Named:
    """Holds a label with the rows that it may mean."""

    at: int
    label: str
    matches: tuple[Match, ...]


def apart_rows(pieces: Sequence[Piece], table: Table) -> tuple[Candidate, ...]:
    """Give the rows of all stretches of labels that have their lines of figures behind them."""
    at, rows = 0, list[Candidate]()
    while at < len(pieces):
        end = _end(pieces, at, figures=False)
        behind = _end(pieces, end, figures=True)
        rows += _paired(list(_named(pieces, at, end, table)), _lines(pieces[end:behind]), (pieces, table))
        at = behind
    return tuple(rows)


def _end(pieces: Sequence[Piece], start: int, *, figures: bool) -> int:
    """Find where a stretch of figures, or of words, ends."""
    end = start
    while end < len(pieces) and looks_like_value(pieces[end].text) is figures:
        end += 1
    return end


def _lines(figures: Sequence[Piece]) -> list[list[Piece]]:
    return [list(line) for _, line in groupby(figures, key=lambda piece: piece.place)]


def _named(pieces: Sequence[Piece], start: int, end: int, table: Table) -> Iterator[_Named]:
    """Give the labels among some words, put together where they were wrapped."""
    labels, at = row_labels(table), start
    while at < end:
        for count in range(1, min(_LABEL_PIECES, end - at) + 1):
            label = "".join(p.text for p in pieces[at : at + count])
            matches = labels.find_known(label) if len(label) <= _LONGEST_LABEL else ()
            if matches:
                yield _Named(at, label, matches)
                at += count
                break
        else:
            at += 1


def _paired(
    named: Sequence[_Named], lines: Sequence[Sequence[Piece]], given: tuple[Sequence[Piece], Table]
) -> Iterator[Candidate]:
    pieces, table = given
    rows = _in_order(named, table)
    wanted = [len(table.row(match.key).columns) for _, match in rows]
    if len(rows) >= _LEAST and [len(line) for line in lines] == wanted:
        for (name, match), line in zip(rows, lines, strict=True):
            yield Candidate(name.at, match, name.label, pieces[name.at].place, as_cells(line))


def _in_order(named: Sequence[_Named], table: Table) -> list[tuple[_Named, Match]]:
    """Give every label the row that it means behind the one before; the labels begin anew where one has no place there.

    So heads that sound like rows (其他, 总计) stay out. A merged row whose parts follow is the label that spans them.
    """
    order, merged = row_order(table), {m.key: m.stands_for for m in table.merged_rows}
    rows: list[tuple[_Named, Match]] = []
    for name in named:
        if rows and {m.key for m in name.matches} & set(merged.get(rows[-1][1].key, ())):
            rows.pop()
        last = order[rows[-1][1].key] if rows else -1
        match = next((m for m in name.matches if order[m.key] > last), None)
        rows = [*rows, (name, match)] if match else [(name, name.matches[0])]
    return rows
