"""Holds the figures of a table beside its relations, and tells what a change of figures would do to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.extraction import Number
from monitor.form import Evaluation, Table, Value, Verdict

Change = Mapping[str, int]
"""By pointer what would stand there instead."""


class Effect(StrEnum):
    """Says what a change would do to the relations of its table."""

    MENDS = "mends"
    """Every failing relation holds, and none that held fails."""
    MAY_MEND = "may_mend"
    """The same, as far as is known: it enters a relation that is open."""
    FALLS_SHORT = "falls_short"


@dataclass(frozen=True, slots=True)
class Entry:
    """Says that a cell enters a relation."""

    relation: int
    """Its number among the evaluations."""
    sign: int
    """1 on the stated side, -1 on the computed one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Holds a table as the finder sees it: the figures that were read, the relations by number."""

    table: Table
    figures: Mapping[str, Number]
    evaluations: Sequence[Evaluation]
    excess: Mapping[int, Number]
    """By relation how much its stated side exceeds the computed one; relations that are open are not here."""
    failing: frozenset[int]
    entries: Mapping[str, tuple[Entry, ...]]

    def effect(self, change: Change) -> Effect:
        """Tell what a change would do."""
        moved = self._moved(change)
        touched = {r for r, by in moved.items() if by}
        breaks = any(self.excess[r] + moved[r] for r in touched if r in self.excess)
        if breaks or not self.failing <= touched:
            return Effect.FALLS_SHORT
        return Effect.MENDS if all(r in self.excess for r in touched) else Effect.MAY_MEND

    def _moved(self, change: Change) -> Mapping[int, Number]:
        """Give by relation how much the excess of its stated side would grow."""
        moved: dict[int, Number] = defaultdict(int)
        for pointer, value in change.items():
            by = value - self.figures[pointer]
            for entry in self.entries[pointer]:
                moved[entry.relation] += entry.sign * by
        return moved


def sheet_of(table: Table, values: Mapping[str, Value], evaluations: Sequence[Evaluation]) -> Sheet | None:
    """Give the sheet of a table; None where nothing fails, or where a relation fails whose blanks leave it open."""
    figures = {p: v for p, v in values.items() if isinstance(v, Number)}
    closed = {i: e for i, e in enumerate(evaluations) if _is_closed(e, figures)}
    failing = frozenset(i for i, e in enumerate(evaluations) if e.verdict is Verdict.FAIL)
    if not failing or not failing <= closed.keys():
        return None
    return Sheet(
        table=table,
        figures=figures,
        evaluations=evaluations,
        excess={i: _sum(e.relation.stated, figures) - _sum(e.relation.computed, figures) for i, e in closed.items()},
        failing=failing,
        entries=_entries(evaluations),
    )


def _is_closed(evaluation: Evaluation, figures: Mapping[str, Number]) -> bool:
    answered = evaluation.verdict in {Verdict.PASS, Verdict.FAIL}
    return answered and all(p in figures for p in evaluation.relation.cells)


def _sum(pointers: Iterable[str], figures: Mapping[str, Number]) -> Number:
    total: Number = 0
    for pointer in pointers:
        total += figures[pointer]
    return total


def _entries(evaluations: Sequence[Evaluation]) -> Mapping[str, tuple[Entry, ...]]:
    entries: dict[str, list[Entry]] = defaultdict(list)
    for pointer, entry in _each_entry(evaluations):
        entries[pointer].append(entry)
    return {pointer: tuple(own) for pointer, own in entries.items()}


def _each_entry(evaluations: Sequence[Evaluation]) -> Iterator[tuple[str, Entry]]:
    for i, evaluation in enumerate(evaluations):
        yield from ((p, Entry(i, 1)) for p in evaluation.relation.stated)
        yield from ((p, Entry(i, -1)) for p in evaluation.relation.computed)
