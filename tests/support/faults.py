"""Puts one fault into figures that hold: what the fault finder is to name, or to pass over in silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

from monitor.form import Table
from tests.support.figures import Figures

Fault = Callable[[Table, Figures, Random], Figures]
"""Gives the figures that differ: by pointer what stands there with the fault."""


def one_figure(table: Table, figures: Figures, random: Random) -> Figures:
    """Miswrite one figure: a digit lost, doubled or turned, or one too many or too few."""
    pointer = random.choice([p for line in _lines(table) for p in line])
    was = _count(figures, pointer)
    return {pointer: random.choice((was + 1, was + 9, max(0, was - 1), was // 10, was * 10 + 7, int(str(was)[::-1])))}


def two_swapped(table: Table, figures: Figures, random: Random) -> Figures:
    """Swap two neighbours of a row or a column."""
    line = random.choice(_lines(table))
    at = random.randrange(len(line) - 1)
    return {line[at]: figures[line[at + 1]], line[at + 1]: figures[line[at]]}


def run_moved(table: Table, figures: Figures, random: Random) -> Figures:
    """Move a run of figures one place along its line, into an empty one; nothing moves where none is empty."""
    line = random.choice(_lines(table))
    empty = [i for i, p in enumerate(line) if not figures[p]]
    end = random.choice(empty or [0])
    run = line[random.randrange(end + 1) : end + 1]
    return {b: figures[a] for a, b in pairwise(run)} | ({run[0]: 0} if len(run) > 1 else {})


def row_moved(table: Table, figures: Figures, random: Random) -> Figures:
    """Write two neighbouring rows each in the place of the other."""
    upper, lower = random.choice(list(pairwise(row.key for row in table.rows)))
    pairs = [(table.pointer(upper, c.key), table.pointer(lower, c.key)) for c in table.columns]
    return {a: figures[b] for pair in pairs for a, b in (pair, pair[::-1])}


def digits_split(table: Table, figures: Figures, random: Random) -> Figures:
    """Let the digits of a figure fall into two cells, the second of which was empty."""
    fitting = [(a, b) for a, b in _pairs(table) if _count(figures, a) > 10 and not figures[b]]
    if not fitting:
        return {}
    left, right = random.choice(fitting)
    text = str(figures[left])
    return {left: int(text[:1]), right: int(text[1:])}


def digits_joined(table: Table, figures: Figures, random: Random) -> Figures:
    """Let two neighbouring figures run into one."""
    fitting = [(a, b) for a, b in _pairs(table) if figures[a] and figures[b]]
    if not fitting:
        return {}
    left, right = random.choice(fitting)
    return {left: int(f"{figures[left]}{figures[right]}"), right: 0}


FAULTS: Mapping[str, Fault] = {
    f.__name__: f for f in (one_figure, two_swapped, run_moved, row_moved, digits_split, digits_joined)
}


def totals_forgotten(table: Table, figures: Figures, by: int) -> Figures:
    """Receive and grant `by` more in one column, and forget to carry it to the totals of the outcomes."""
    raised = [table.pointer(row, c) for row in ("received", "granted") for c in ("enterprise", "total")]
    return {p: _count(figures, p) + by for p in raised}


def _count(figures: Figures, pointer: str) -> int:
    value = figures[pointer]
    assert isinstance(value, int)
    return value


def _lines(table: Table) -> list[list[str]]:
    rows = [[table.pointer(row.key, c.key) for c in table.columns] for row in table.rows]
    if table.across:
        return [[p for row in rows for p in row]]
    return [*rows, *map(list, zip(*rows, strict=True))]


def _pairs(table: Table) -> list[tuple[str, str]]:
    rows = [[table.pointer(row.key, c.key) for c in table.columns] for row in table.rows]
    return [pair for row in rows for pair in pairwise(row)]
