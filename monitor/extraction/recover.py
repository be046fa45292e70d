"""Finds rows that a broken conversion tore out of their table: a row that stands somewhere is not missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.extraction.labels import Match, Quality, row_labels, row_order
from monitor.extraction.lines import Candidate, Line, flow_candidates, grid_candidates
from monitor.extraction.table import Views
from monitor.extraction.values import looks_like_value
from monitor.form import Row, Table


def missing_rows(rows: Sequence[Candidate], table: Table) -> list[Row]:
    """Give the rows of the form that are not there and no merged row stands for."""
    there = {c.match.key for c in rows}
    stood_for = {k for m in table.merged_rows if m.key in there for k in m.stands_for}
    return [row for row in table.rows if row.key not in there and row.key not in stood_for]


def recover_rows(chain: Sequence[Candidate], views: Views, table: Table) -> tuple[Candidate, ...]:
    """Give the chain with the rows that it lacks but the document holds, in the order of the form.

    A row is sure if its label stands between its neighbours' with all figures right behind it. Without certainty are
    read: a row that is found elsewhere, once; and rows without a label that is known, where as many lines of figures
    stand between two neighbours as the form has rows there.
    """
    lacking = {row.key for row in missing_rows(chain, table)}
    if not lacking:
        return tuple(chain)
    found = list(_candidates(views, table, lacking))
    between = _Between(chain, views, table)
    sure = {c.match.key: c for c in reversed(found) if between.holds(c)}
    times = Counter(c.match.key for c in found)
    strays = {c.match.key: replace(c, sure=False) for c in found if times[c.match.key] == 1}
    recovered = {**strays, **sure}
    unlabelled = _unlabelled(chain, views.lines, table, lacking - recovered.keys())
    return tuple(sorted((*chain, *recovered.values(), *unlabelled), key=lambda c: row_order(table)[c.match.key]))


def _candidates(views: Views, table: Table, lacking: set[str]) -> Iterator[Candidate]:
    """Give the places where a lacking row's own label stands with figures; a label that rows share tells nothing."""
    labels = row_labels(table)
    taken = set()
    for c in (*grid_candidates(views.lines, labels), *flow_candidates(views.pieces, labels)):
        own = len(labels.find_known(c.label)) == 1
        if own and c.match.key in lacking and (c.match.key, c.label_place) not in taken:
            taken.add((c.match.key, c.label_place))
            yield c


def _unlabelled(
    chain: Sequence[Candidate], lines: Sequence[Line], table: Table, lacking: set[str]
) -> Iterator[Candidate]:
    order = row_order(table)
    for before, after in pairwise(chain):
        first, last = order[before.match.key], order[after.match.key]
        rows = [row for row in table.rows[first + 1 : last] if row.key in lacking]
        if before.line and rows:
            found = [_figures(line, rows[0]) for line in lines[before.number + 1 : after.number]]
            whole = [f for f in found if f is not None]
            if len(whole) == len(rows):
                yield from (
                    replace(f, match=Match(row.key, f.match.quality)) for f, row in zip(whole, rows, strict=True)
                )


def _figures(line: Line, row: Row) -> Candidate | None:
    """Give the figures at the end of a line as those of a row, if they are as many as it has."""
    at = len(line.cells) - len(row.columns)
    if at < 0 or not any(c.raw for c in line.cells[at:]) or not all(looks_like_value(c.raw) for c in line.cells[at:]):
        return None
    label = line.cells[at - 1] if at else line.cells[0]
    name = "" if looks_like_value(label.raw) else label.raw
    return Candidate(line.number, Match(row.key, Quality.SIMILAR), name, label.place, line.cells[at:], line, sure=False)


class _Between:
    """Tells whether a row of the flow stands between the rows of the grid that the form puts around it."""

    def __init__(self, chain: Sequence[Candidate], views: Views, table: Table) -> None:
        at = {piece.place: i for i, piece in enumerate(views.pieces)}
        self._table = table
        self._order = row_order(table)
        self._chain = [(self._order[c.match.key], at[c.label_place]) for c in chain]

    def holds(self, c: Candidate) -> bool:
        """Tell whether the candidate is of the flow, whole and in order."""
        here = self._order[c.match.key]
        whole = c.line is None and len(c.values) == len(self._table.row(c.match.key).columns)
        return whole and all((there < here) == (number < c.number) for there, number in self._chain)
