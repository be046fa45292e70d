"""Makes tables of rules: rows and columns where rules run, cells joined where a rule is missing between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Box, Pixels
from monitor.documents.ocr.rules import Rules

_NEAR = 8
"""Rules nearer than this are one: double borders, thick rules, what is left of a slant."""
_SEEN, _HALF, _UNSEEN, _FAINT = 0.85, 0.5, 0.15, 0.3
"""Share of an edge that is ruled: from _SEEN a rule, up to _UNSEEN none; between, its cells are in doubt, and where no
rule is though _FAINT of one may be."""
_MARGIN = 3
_LEAST_WIDTH, _LEAST_HEIGHT = 120, 24


@dataclass(frozen=True, slots=True)
class Cell:
    """Holds a cell of a ruled table; row and column count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    """What is inside its rules."""
    doubtful: bool
    """A rule at its border, or through it, is seen in part only."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """Holds a ruled table."""

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    open_top: bool = False
    open_bottom: bool = False
    """Whether no rule closes it: there a page break cuts it."""


def find_lattices(rules: Rules) -> list[Lattice]:
    """Find the tables of a page, from top to bottom."""
    joined = cv2.dilate(rules.both(), np.ones((5, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = [Box(int(x) + 2, int(y) + 2, int(x + w) - 2, int(y + h) - 2) for x, y, w, h, _ in stats[1:]]
    large = [b for b in boxes if b.width >= _LEAST_WIDTH and b.height >= _LEAST_HEIGHT]
    lattices = [_lattice(b, rules) for b in sorted(large, key=lambda b: b.top)]
    return _outermost([lattice for lattice in lattices if len(lattice.cells) > 1])


def _outermost(lattices: list[Lattice]) -> list[Lattice]:
    """Drop what stands within a cell of another table, and frames around whole tables."""
    return [x for x in lattices if not any(_within(x.box, y.box) for y in lattices if y is not x)]


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left
        and inner.right <= outer.right
        and inner.top >= outer.top
        and inner.bottom <= outer.bottom
    )


@dataclass(slots=True)
class _Tracks:
    """Holds the lines of a table: `xs` and `ys` with the two borders, and how far each edge is ruled."""

    xs: list[int]
    ys: list[int]
    across: Pixels = field(init=False)
    """Share ruled of the edge above row i in column j (len(ys) × len(xs) - 1)."""
    down: Pixels = field(init=False)
    """Share ruled of the edge left of column j in row i (len(ys) - 1 × len(xs))."""

    doubts: Pixels = field(init=False)
    """Whether a border of the slot at row i and column j may or may not be there."""

    def measure(self, rules: Rules) -> None:
        """See how far the edges are ruled; the borders are, whether the print shows them or not."""
        self.across, across_doubts = _shares(rules.across, rules.faint_across, self.ys, self.xs)
        down, down_doubts = _shares(rules.down.T, rules.faint_down.T, self.xs, self.ys)
        self.down = down.T
        doubts = across_doubts[:-1] | across_doubts[1:] | (down_doubts[:-1] | down_doubts[1:]).T
        self.doubts = doubts

    def without_ghosts(self) -> _Tracks:
        """Leave out the lines that rule no edge whole."""
        ys = [y for y, shares in zip(self.ys, self.across, strict=True) if shares.max() >= _SEEN]
        xs = [x for x, shares in zip(self.xs, self.down.T, strict=True) if shares.max() >= _SEEN]
        return _Tracks(xs, ys)


def _shares(mask: Pixels, faint: Pixels, lines: list[int], others: list[int]) -> tuple[Pixels, Pixels]:
    """Give for every line (rows) and stretch between others (columns) the share ruled, and whether it is in doubt."""
    shares = np.array([[_ruled(mask, at, pair) for pair in pairwise(others)] for at in lines])
    traces = np.array([[_ruled(faint, at, pair) for pair in pairwise(others)] for at in lines])
    shares[[0, -1]] = 1.0
    part = (shares > _UNSEEN) & (shares < _SEEN)
    return shares, part | ((shares <= _UNSEEN) & (traces > _FAINT))


def _ruled(mask: Pixels, at: int, span: tuple[int, int]) -> float:
    start, end = span[0] + _MARGIN, max(span[0] + _MARGIN + 1, span[1] - _MARGIN)
    band = mask[max(0, at - _NEAR) : at + _NEAR + 1, start:end]
    return float(band.max(axis=0).mean()) / 255 if band.size else 0.0


def _lattice(box: Box, rules: Rules) -> Lattice:
    tracks = _Tracks(
        _lines(box.of(rules.down).T, box.left, box.right - 1), _lines(box.of(rules.across), box.top, box.bottom - 1)
    )
    tracks.measure(rules)
    tracks = tracks.without_ghosts()
    tracks.measure(rules)
    cells = tuple(_cells(tracks, rules))
    top, bottom = (_ruled(rules.across, at, (box.left, box.right)) < _HALF for at in (box.top, box.bottom - 1))
    return Lattice(box, len(tracks.ys) - 1, len(tracks.xs) - 1, cells, top, bottom)


def _lines(mask: Pixels, first: int, last: int) -> list[int]:
    """Give where rules run, the two borders among them: a table cut by the end of a page has no rule there."""
    _, _, stats, centres = cv2.connectedComponentsWithStats(np.ascontiguousarray(mask))
    found = sorted((first + float(centres[i][1]), int(stats[i][cv2.CC_STAT_WIDTH])) for i in range(1, len(stats)))
    groups: list[list[tuple[float, int]]] = []
    for at, length in found:
        if groups and at - groups[-1][-1][0] <= _NEAR:
            groups[-1].append((at, length))
        else:
            groups.append([(at, length)])
    middles = [round(sum(a * n for a, n in g) / sum(n for _, n in g)) for g in groups]
    inner = [m for m in middles if first + _NEAR < m < last - _NEAR]
    return [first, *inner, last]


def _cells(tracks: _Tracks, rules: Rules) -> Iterator[Cell]:
    rows, columns = len(tracks.ys) - 1, len(tracks.xs) - 1
    areas = _areas(tracks, rows, columns)
    for area in sorted(areas, key=min):
        top, left = min(area)
        bottom, right = max(r for r, _ in area), max(c for _, c in area)
        whole = len(area) == (bottom - top + 1) * (right - left + 1)
        parts = [area] if whole else [[slot] for slot in sorted(area)]
        for part in parts:
            yield _cell(part, tracks, rules, whole=whole)


def _areas(tracks: _Tracks, rows: int, columns: int) -> list[list[tuple[int, int]]]:
    """Join the slots that no rule parts."""
    areas = {(r, c): [(r, c)] for r in range(rows) for c in range(columns)}
    for row, column in list(areas):
        if column and tracks.down[row, column] < _HALF:
            _join(areas, (row, column - 1), (row, column))
        if row and tracks.across[row, column] < _HALF:
            _join(areas, (row - 1, column), (row, column))
    return list({id(area): area for area in areas.values()}.values())


def _join(areas: dict[tuple[int, int], list[tuple[int, int]]], one: tuple[int, int], other: tuple[int, int]) -> None:
    if areas[one] is not areas[other]:
        areas[one].extend(areas[other])
        for slot in areas[other]:
            areas[slot] = areas[one]


def _cell(area: list[tuple[int, int]], tracks: _Tracks, rules: Rules, *, whole: bool) -> Cell:
    (top, left), (bottom, right) = min(area), max(area)
    outer = Box(tracks.xs[left], tracks.ys[top], tracks.xs[right + 1], tracks.ys[bottom + 1])
    doubtful = not whole or bool(tracks.doubts[top : bottom + 1, left : right + 1].any())
    return Cell(top, left, bottom - top + 1, right - left + 1, _inside(outer, rules), doubtful)


def _inside(outer: Box, rules: Rules) -> Box:
    """Shrink a cell's box to what is inside its rules, wherever within reach they run."""
    sides = (outer.top, outer.bottom)
    left, _ = _clear(rules.down.T, outer.left, sides)
    _, right = _clear(rules.down.T, outer.right, sides)
    sides = (outer.left, outer.right)
    top, _ = _clear(rules.across, outer.top, sides)
    _, bottom = _clear(rules.across, outer.bottom, sides)
    return Box(left, top, max(left + 1, right), max(top + 1, bottom))


def _clear(mask: Pixels, at: int, span: tuple[int, int]) -> tuple[int, int]:
    """Give where a rule ends after and before a line (first free pixel after it, first ruled pixel of it)."""
    start = max(0, at - _NEAR)
    band = mask[start : at + _NEAR + 1, span[0] + _MARGIN : max(span[0] + _MARGIN + 1, span[1] - _MARGIN)]
    ruled = np.flatnonzero(band.mean(axis=1) > 0.3 * 255) if band.size else np.array([], int)
    if not len(ruled):
        return at + 1, at
    return start + int(ruled[-1]) + 1, start + int(ruled[0])
