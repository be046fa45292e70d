"""Finds which cell of a line stands under which column of the form.

Two arguments, each good where the other fails: the heads above the figures (geometry), and the order of the figures
behind the label (ordinal; all there is where spans were lost). Where both speak they must agree, else the cells are
not certain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from monitor.documents import GridCell
from monitor.extraction.labels import Labels, Match
from monitor.extraction.lines import Candidate, Line
from monitor.extraction.values import looks_like_value


@dataclass(frozen=True, slots=True)
class Head:
    """Holds the heads above some lines: which grid columns each column of the form covers."""

    spans: Mapping[str, tuple[int, ...]]
    """Grid columns by key."""
    order: tuple[str, ...]
    """Keys in the order in which their labels stand."""
    matches: Mapping[str, tuple[Match, GridCell]] = field(default_factory=dict)
    width: int = 0
    """Grid columns that the widest of the lines takes up."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Says which cell holds a column's figure, and whether that is beyond doubt."""

    cell: GridCell | None
    certain: bool


def read_head(lines: Sequence[Line], labels: Labels) -> Head:
    """Read the heads from the lines above the figures; in each grid column the lowest known label counts."""
    spans: dict[str, list[int]] = {}
    matches: dict[str, tuple[Match, GridCell]] = {}
    columns = max((len(line.slots) for line in lines), default=0)
    for column in range(columns):
        stack = [line.slots[column] for line in lines if column < len(line.slots)]
        found = _lowest_label([c for c in stack if c is not None], labels)
        if found is not None:
            match, cell = found
            spans.setdefault(match.key, []).append(column)
            matches.setdefault(match.key, (match, cell))
    width = max((len(line.slots) - _free(line.slots) for line in lines), default=0)
    return Head({k: tuple(v) for k, v in spans.items()}, tuple(spans), matches, width)


def _free(slots: Sequence[GridCell | None]) -> int:
    """Count the columns at the end of a line that no cell covers."""
    return sum(1 for _ in takewhile(lambda cell: cell is None, reversed(slots)))


def _lowest_label(stack: Sequence[GridCell], labels: Labels) -> tuple[Match, GridCell] | None:
    for cell in reversed(stack):
        if cell.raw and (matches := labels.find(cell.raw)):
            return matches[0], cell
    return None


def place(candidate: Candidate, keys: Sequence[str], head: Head) -> dict[str, Placed]:
    """Give for every key its cell; a key whose cell cannot be told holds None, uncertain."""
    by_order = ordinal(candidate.values, len(keys))
    by_head = _geometry(candidate, keys, head)
    last = by_order[-1] if by_order else by_head.get(keys[-1])
    if last is not None and not last.raw and _ends_early(candidate, head.width if by_head else 0):
        return {key: Placed(by_head.get(key), certain=False) for key in keys}
    if by_order is None:
        sure = bool(by_head) and _is_whole(candidate, keys, head)
        return {key: Placed(by_head.get(key), sure and key in by_head) for key in keys}
    return {key: _agreed(cell, by_head.get(key)) for key, cell in zip(keys, by_order, strict=True)}


def _agreed(by_order: GridCell, by_head: GridCell | None) -> Placed:
    if by_head is None:
        return Placed(by_order, certain=True)
    return Placed(by_head, by_order.raw == by_head.raw)


def _ends_early(candidate: Candidate, width: int) -> bool:
    """Tell a row that is narrower than its heads, else than its grid: a blank at its end may stand for any figure."""
    if candidate.line is None:
        return True
    slots = candidate.line.slots[: width or None]
    return slots[-1] is None


def _is_whole(candidate: Candidate, keys: Sequence[str], head: Head) -> bool:
    """Tell whether the figures fill the columns under the heads and no others: else a cell was lost or slipped in."""
    under = {column for key in keys for column in head.spans[key]}
    covered = {c for cell in candidate.values for c in range(cell.column, cell.column + cell.column_span)}
    beside = [cell for cell in candidate.values if cell.raw and cell.column not in under]
    return under <= covered and not beside


def ordinal(values: Sequence[GridCell], count: int) -> tuple[GridCell, ...] | None:
    """Give the `count` figures of a line, surplus blanks at one end left out; None where that is not unique."""
    surplus = len(values) - count
    if surplus < 0 or not all(looks_like_value(c.raw) for c in values[:count]):
        return None
    if surplus == 0:
        return tuple(values)
    head, tail = values[:surplus], values[count:]
    if not any(c.raw for c in values) or (all(not c.raw for c in tail) and any(c.raw for c in head)):
        return tuple(values[:count])
    if all(not c.raw for c in head) and any(c.raw for c in tail):
        return tuple(values[surplus:])
    return None


def _geometry(candidate: Candidate, keys: Sequence[str], head: Head) -> dict[str, GridCell]:
    """Give the cells that stand alone under a head; nothing unless every key has a head right of the label."""
    line = candidate.line
    if line is None or not all(key in head.spans for key in keys):
        return {}
    first = candidate.values[0].column
    if min(c for key in keys for c in head.spans[key]) < first:
        return {}
    by_column = {cell.column: cell for cell in line.slots if cell is not None}
    starts = [None if cell is None else cell.column for cell in line.slots]
    under = {key: {starts[c] for c in head.spans[key] if c < len(starts)} for key in keys}
    shared = [column for columns in under.values() for column in columns]
    one = {key: _as_one(columns, by_column) for key, columns in under.items()}
    return {key: by_column[at] for key, at in one.items() if at is not None and shared.count(at) == 1}


def _as_one(columns: Collection[int | None], cells: Mapping[int, GridCell]) -> int | None:
    """Give the column of the cell under a head; a figure that spans columns may have been told once in each of them."""
    if len(columns) == 1:  # nearly always
        return next(iter(columns))
    there = [column for column in columns if column is not None]
    same = len(there) == len(columns) and len({cells[column].raw for column in there}) == 1
    return min(there) if same else None
