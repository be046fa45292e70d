"""Puts the rows of a table together again that a conversion told one cell a line, a pipe behind each cell.

A cell that spans more than its own column is followed by as many pipes more at the end of its row, so all rows of a
table have the same number of pipes; where those extra pipes stand tells the number, the first row's before all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import gcd

Line = tuple[int, str]
Cell = tuple[int, str]
"""Number of its line, and text."""

_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class _Told:
    """Holds one line: the text before its pipes, and how many there are."""

    number: int
    text: str
    pipes: int


def is_one_cell_a_line(lines: Sequence[Line]) -> bool:
    """Tell whether the lines of a table hold one cell each, closed by its pipe."""
    return len(lines) > 1 and all(_parted(text)[0] is not None for _, text in lines)


def whole_rows(lines: Sequence[Line]) -> list[list[Cell]]:
    """Give the rows that the lines make together; none where their ends cannot be told."""
    told = [_told(line) for line in lines]
    ends = accumulate(one.pipes for one in told)
    # the pipes behind the last row of all are often left out, in part or whole
    marks = [end for one, end in zip(told[:-1], ends, strict=False) if one.pipes > 1]
    width = gcd(*marks)
    if width < _LEAST_COLUMNS or marks[0] != width:
        return []
    cells = [cell for one in told for cell in _cells(one)]
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    return rows if _begin_with_labels(rows) else []


def _begin_with_labels(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether hardly a row begins with a figure, as the last one of table 4 does: else they are cut wrongly."""
    first = [next((text for _, text in row if text), "") for row in rows]
    return sum(text.isdecimal() for text in first) <= 1


def _told(line: Line) -> _Told:
    number, raw = line
    text, pipes = _parted(raw)
    return _Told(number, text or "", pipes)


def _parted(raw: str) -> tuple[str | None, int]:
    """Give the text before the pipes and their number; no text where the line holds more than one cell."""
    text, _, behind = raw.strip().partition("|")
    alone = "".join(behind.split()).strip("|") == ""
    return (text.strip() if alone else None), 1 + behind.count("|")


def _cells(one: _Told) -> Iterator[Cell]:
    yield one.number, one.text
    for _ in range(one.pipes - 1):
        yield one.number, ""
