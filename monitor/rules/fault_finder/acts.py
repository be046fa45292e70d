"""Thinks of what may have been done wrong once in a table: each an act, with the figures that would undo it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise

from monitor.extraction import Number
from monitor.rules.fault_finder.lines import Line, columns_of, frees, is_hopeless, lines_of, rows_of, runs_along_rows
from monitor.rules.fault_finder.sheet import Change, Sheet


class Kind(StrEnum):
    """Closes the list of acts (T3-08); each is a sentence of the catalogue."""

    CELL = "cell"
    TOTAL = "total"
    TOTALS = "totals"
    SWAPPED = "swapped"
    MOVED = "moved"
    ROWS = "rows"
    COLUMNS = "columns"
    SPLIT = "split"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Act:
    """Holds one thing that may have gone wrong, and the figures without it."""

    kind: Kind
    change: Change


Thinker = Callable[[Sheet], Iterator[Act]]


def one_cell(sheet: Sheet) -> Iterator[Act]:
    """Think of one wrong figure: it enters every failing relation, so one of them names them all."""
    failing = min(sheet.failing)
    excess, totals = sheet.excess[failing], totals_of(sheet)
    relation = sheet.evaluations[failing].relation
    for sign, pointers in ((1, relation.stated), (-1, relation.computed)):
        for pointer in pointers:
            value = _count(sheet.figures[pointer] - sign * excess)
            if value is not None:
                yield Act(Kind.TOTAL if pointer in totals else Kind.CELL, {pointer: value})


def two_totals(sheet: Sheet) -> Iterator[Act]:
    """Think of two totals that were left behind together: a sum, and the sum that it enters."""
    totals = totals_of(sheet)
    for relation in (e.relation for e in sheet.evaluations):
        if len(relation.stated) == 1:
            lower = (p for p in relation.computed if p in totals)
            yield from (a for p in lower if (a := _left_behind(sheet, p, *relation.stated)) is not None)


def _left_behind(sheet: Sheet, lower: str, upper: str) -> Act | None:
    by = -sheet.excess[totals_of(sheet)[lower]]
    below, above = (_count(sheet.figures[p] + by) for p in (lower, upper))
    if not by or below is None or above is None:
        return None
    return Act(Kind.TOTALS, {lower: below, upper: above})


def totals_of(sheet: Sheet) -> Mapping[str, int]:
    """Give the cells that state a sum, each with the number of the first relation that says so."""
    totals: dict[str, int] = {}
    for i, stated in ((i, sheet.evaluations[i].relation.stated) for i in sheet.excess):
        if len(stated) == 1:
            totals.setdefault(*stated, i)
    return totals


def displaced(sheet: Sheet) -> Iterator[Act]:
    """Think of figures that stand one place away from their own: cells in a line, whole rows, whole columns."""
    for line in lines_of(sheet):
        yield from _displaced(sheet, line, (Kind.SWAPPED, Kind.MOVED))
    for units in rows_of(sheet):
        yield from _displaced(sheet, units, (Kind.ROWS, Kind.ROWS))
    for units in columns_of(sheet):
        yield from _displaced(sheet, units, (Kind.COLUMNS, Kind.COLUMNS))


def _displaced(sheet: Sheet, line: Line, kinds: tuple[Kind, Kind]) -> Iterator[Act]:
    free = frees(sheet, line)
    if sum(free) < len(_SWAP) or is_hopeless(sheet, line):
        return
    values = [tuple(sheet.figures[p] for p in unit) for unit in line]
    for first, order in _orders(values):
        back = [values[i] for i in order]
        at = slice(first, first + len(order))
        if all(f or was == is_ for f, was, is_ in zip(free[at], back, values[at], strict=True)):
            change = _placed(line[at], back, sheet.figures)
            if change is not None:
                yield Act(kinds[0] if len(order) == len(_SWAP) else kinds[1], change)


_SWAP = (1, 0)


def _orders(values: Sequence[tuple[Number, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give where figures would be put back, and from which places: two neighbours, or a run beside an empty place."""
    for i in range(len(values) - 1):
        yield i, (i + 1, i)
    empty = [not any(v) for v in values]
    for start, end in combinations(range(len(values)), 2):
        inner = tuple(range(start, end + 1))
        if len(inner) > len(_SWAP) and empty[start] is not empty[end]:
            if empty[start] and not empty[start + 1]:
                yield start, (*inner[1:], start)
            if empty[end] and not empty[end - 1]:
                yield start, (end, *inner[:-1])


def _placed(units: Line, values: Sequence[tuple[Number, ...]], figures: Mapping[str, Number]) -> Change | None:
    """Give what changes where these values are put into these units; None where one of them is no count."""
    moved: dict[str, int] = {}
    for unit, own in zip(units, values, strict=True):
        for pointer, value in zip(unit, own, strict=True):
            count = _count(value)
            if count is None:
                return None
            if count != figures[pointer]:
                moved[pointer] = count
    return moved


def digits(sheet: Sheet) -> Iterator[Act]:
    """Think of one figure whose digits fell into two neighbouring cells, and of two that ran into one."""
    for run in runs_along_rows(sheet):
        free = frees(sheet, [(p,) for p in run])
        for i, pair in enumerate(pairwise(run)):
            counts = tuple(c for p in pair if (c := _count(sheet.figures[p])) is not None)
            if free[i] and free[i + 1] and len(counts) == len(pair):
                yield from _digits(pair, *counts)


def _digits(pair: tuple[str, str], here: int, there: int) -> Iterator[Act]:
    if here and there:
        whole = int(f"{here}{there}")
        yield Act(Kind.SPLIT, dict(zip(pair, (whole, 0), strict=True)))
        yield Act(Kind.SPLIT, dict(zip(pair, (0, whole), strict=True)))
    elif here or there:
        text = str(here or there)
        parts = ((text[:i], text[i:]) for i in range(1, len(text)) if text[i] != "0")
        yield from (Act(Kind.JOINED, dict(zip(pair, map(int, both), strict=True))) for both in parts)


def _count(value: Number) -> int | None:
    """Give a figure as a count; None where it is no whole number from 0 on."""
    return int(value) if value >= 0 and value == int(value) else None
