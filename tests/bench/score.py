"""Holds what was read against what is true, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from monitor.documents import Unreadable
from monitor.extraction import Reading, Status
from monitor.extraction.model import Cell
from tests.bench.truths import Truth


class Mark(StrEnum):
    """Closes the list of what can be said of a cell."""

    RIGHT = "right"
    WRONG = "wrong"
    """Another value than the truth, believed to be certain: this is what accuses the innocent."""
    MISSING = "missing"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Marked:
    """Holds the mark of one cell with what was read and what is true."""

    pointer: str
    mark: Mark
    read: object
    true: object


@dataclass(frozen=True, slots=True)
class Score:
    """Holds the marks of one document."""

    marks: tuple[Marked, ...]
    unread: str | None = None
    """Why it could not be read at all."""

    @property
    def counts(self) -> Counter[Mark]:
        """Count the cells of each mark."""
        return Counter(m.mark for m in self.marks)

    @property
    def is_exact(self) -> bool:
        """Tell whether every cell is right."""
        return all(m.mark is Mark.RIGHT for m in self.marks)


def score(answer: Reading | Unreadable, truth: Truth) -> Score:
    """Mark every cell that the truth has, and every certain figure that it does not have: that one is invented."""
    if isinstance(answer, Unreadable):
        missing = (Marked(p, Mark.MISSING, None, value) for p, value in truth.cells.items())
        return Score(tuple(missing), f"{answer.reason} {answer.detail}".strip())
    return Score((*_known(answer, truth), *_invented(answer, truth)))


def _known(reading: Reading, truth: Truth) -> Iterator[Marked]:
    for pointer, value in truth.cells.items():
        cell = reading.cells.get(pointer)
        accepted = (value, *truth.accept.get(pointer, ()))
        yield Marked(pointer, _mark(cell, accepted), cell.value if cell else None, value)


def _mark(cell: Cell | None, accepted: tuple[object, ...]) -> Mark:
    if cell is None or cell.status is Status.ABSENT:
        return Mark.MISSING
    if cell.value in accepted:
        return Mark.RIGHT
    return Mark.WRONG if cell.certain else Mark.UNCERTAIN


def _invented(reading: Reading, truth: Truth) -> Iterator[Marked]:
    for pointer, cell in reading.cells.items():
        if pointer not in truth.cells and cell.value is not None and cell.certain:
            yield Marked(pointer, Mark.WRONG, cell.value, None)
