"""Builds the cells of ruled tables out of lines: where no line parts two places, they are one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.documents.pdf.frame import Box
from monitor.documents.pdf.rules import Rule

_SAME_LINE = 2.0
"""Points between lines that are one: double rules, and the borders of neighbouring cells."""
_WIDEST_LINE = 4.0
_GAP = 3.0
"""Points that may be missing where the pieces of a line meet: dots and dashes too."""
_TOUCH = 3.5
_SHORTEST = 6.0
_MOST_LINES = 1_500
"""More lines on one page are a map or a plan."""
_MOST_PLACES = 20_000
_PARTING = 0.6
"""Share of the border between two places that must be ruled to part them."""


@dataclass(frozen=True, slots=True)
class Region:
    """Holds one cell of a lattice: its place by row and column, from 0, and its spans."""

    row: int
    column: int
    row_span: int
    column_span: int
    sure: bool = True
    """False where the lines around it were read as a rectangle though one is missing."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """Holds the ruled edges of one table, left to right and top to bottom, and its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    regions: tuple[Region, ...]
    open_top: bool
    open_bottom: bool
    """True where no line closes it: a table that a page break cuts."""

    def box(self, region: Region) -> Box:
        """Give where a cell stands."""
        right, bottom = region.column + region.column_span, region.row + region.row_span
        return self.columns[region.column], self.rows[region.row], self.columns[right], self.rows[bottom]

    def find(self, x: float, y: float) -> tuple[int, int] | None:
        """Give row and column of the place in which a point lies; None outside."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        if 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1:
            return row, column
        return None

    @property
    def area(self) -> float:
        """Give its area in square points."""
        return (self.columns[-1] - self.columns[0]) * (self.rows[-1] - self.rows[0])


def lattices(across: Sequence[Rule], down: Sequence[Rule]) -> tuple[list[Lattice], bool]:
    """Build the lattices of a page, and tell whether all lines were looked at."""
    flat, upright = merged(across), merged(down)
    if max(len(flat), len(upright)) > _MOST_LINES:
        return [], False
    built = [_built(*part) for part in _connected(flat, upright)]
    return [lattice for lattice in built if lattice is not None and len(lattice.regions) > 1], True


def merged(rules: Sequence[Rule]) -> list[Rule]:
    """Join the pieces of lines; those shorter than a character are no lines of a table."""
    joined = (line for bundle in _bundles(rules) for line in _joined(bundle))
    return [line for line in joined if line.end - line.start >= _SHORTEST]


def _bundles(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Put lines together that stand at the same place across."""
    bundle: list[Rule] = []
    for rule in sorted(rules):
        if bundle and (rule.at - bundle[-1].at > _SAME_LINE or rule.at - bundle[0].at > _WIDEST_LINE):
            yield bundle
            bundle = []
        bundle.append(rule)
    if bundle:
        yield bundle


def _joined(bundle: Sequence[Rule]) -> Iterator[Rule]:
    start: float | None = None
    end = at = weight = 0.0
    for rule in sorted(bundle, key=lambda r: r.start):
        if start is not None and rule.start - end > _GAP:
            yield Rule(at / weight, start, end)
            start = None
        if start is None:
            start, end, at, weight = rule.start, rule.end, 0.0, 0.0
        length = max(rule.end - rule.start, 0.1)
        at, weight, end = at + rule.at * length, weight + length, max(end, rule.end)
    if start is not None:
        yield Rule(at / weight, start, end)


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Give the groups of lines that touch each other: each may be a table."""
    free = set(range(len(down)))
    left = set(range(len(across)))
    while left:
        waiting, flat, upright = [left.pop()], [], []
        while waiting:
            line = across[waiting.pop()]
            flat.append(line)
            touched = [i for i in free if _touch(line, down[i])]
            free.difference_update(touched)
            for i in touched:
                upright.append(down[i])
                others = [j for j in left if _touch(across[j], down[i])]
                left.difference_update(others)
                waiting += others
        if upright:
            yield flat, upright


def _touch(across: Rule, down: Rule) -> bool:
    return (
        across.start - _TOUCH <= down.at <= across.end + _TOUCH
        and down.start - _TOUCH <= across.at <= down.end + _TOUCH
    )


def _built(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice | None:
    columns = _edges([r.at for r in down], [x for r in across for x in (r.start, r.end)])
    rows = _edges([r.at for r in across], [y for r in down for y in (r.start, r.end)])
    if len(columns) < 2 or len(rows) < 2 or len(columns) * len(rows) > _MOST_PLACES:  # noqa: PLR2004 - two edges
        return None
    walls = _Walls(_coverage(columns, down, rows), _coverage(rows, across, columns))
    return Lattice(
        tuple(columns),
        tuple(rows),
        tuple(_regions(walls, len(rows) - 1, len(columns) - 1)),
        open_top=not any(walls.across[0]),
        open_bottom=not any(walls.across[-1]),
    )


def _edges(ruled: Sequence[float], reached: Sequence[float]) -> list[float]:
    """Give the edges along one axis: where lines stand, and how far those of the other axis reach."""
    edges: list[float] = []
    for at in sorted(ruled):
        if not edges or at - edges[-1] > _TOUCH:
            edges.append(at)
    first, last = min(reached), max(reached)
    if first < edges[0] - 2 * _TOUCH:
        edges.insert(0, first)
    if last > edges[-1] + 2 * _TOUCH:
        edges.append(last)
    return edges


@dataclass(frozen=True, slots=True)
class _Walls:
    """Says between which places a line stands: by edge, then by place along it."""

    down: list[list[bool]]
    across: list[list[bool]]


def _coverage(edges: Sequence[float], lines: Sequence[Rule], along: Sequence[float]) -> list[list[bool]]:
    """Tell for every edge along which of the stretches between the other axis's edges it is ruled."""
    covered = [[0.0] * (len(along) - 1) for _ in edges]
    for line in lines:
        nearest = min(range(len(edges)), key=lambda i: abs(edges[i] - line.at))
        stretches = covered[nearest]
        for i in range(max(bisect_right(along, line.start) - 1, 0), len(stretches)):
            if along[i] >= line.end:
                break
            stretches[i] += min(line.end, along[i + 1]) - max(line.start, along[i])
    return [
        [length >= _PARTING * (along[i + 1] - along[i]) for i, length in enumerate(stretches)] for stretches in covered
    ]


def _regions(walls: _Walls, rows: int, columns: int) -> Iterator[Region]:
    """Give the cells in reading order."""
    seen: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in seen:
                places = _flood(walls, (row, column), (rows, columns))
                seen |= places
                yield from _rectangles(places)


def _flood(walls: _Walls, start: tuple[int, int], size: tuple[int, int]) -> set[tuple[int, int]]:
    places, waiting = {start}, [start]
    while waiting:
        row, column = waiting.pop()
        near = (
            ((row, column + 1), column + 1 < size[1] and not walls.down[column + 1][row]),
            ((row, column - 1), column > 0 and not walls.down[column][row]),
            ((row + 1, column), row + 1 < size[0] and not walls.across[row + 1][column]),
            ((row - 1, column), row > 0 and not walls.across[row][column]),
        )
        reached = [place for place, is_open in near if is_open and place not in places]
        places.update(reached)
        waiting += reached
    return places


def _rectangles(places: set[tuple[int, int]]) -> Iterator[Region]:
    """Give a cell as the rectangle it is; where a line is missing and it is none, cut it into rectangles."""
    whole = _bounds(places)
    if whole.row_span * whole.column_span == len(places):
        yield whole
        return
    left = set(places)
    while left:
        row, column = min(left)
        width = next(i for i in range(1, len(places) + 1) if (row, column + i) not in left)
        height = 1
        while all((row + height, column + i) in left for i in range(width)):
            height += 1
        left -= {(row + j, column + i) for j in range(height) for i in range(width)}
        yield Region(row, column, height, width, sure=False)


def _bounds(places: set[tuple[int, int]]) -> Region:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return Region(min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)
