"""Evaluates relations: the one place that decides whether figures add up (T3-05: blanks)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from monitor.form.determine import determine
from monitor.form.model import Operator, Relation, Table, Unread, Verdict
from monitor.form.relations import merged_row_relations, relations, with_merged_rows

Value = int | Decimal | None | Unread
"""A number; None for a blank, which may stand for any non-negative number; UNREAD for a cell in doubt."""

Values = Mapping[str, Value]
"""By pointer; a pointer that is missing is a cell that the document lacks."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Answers one relation; `expected` is the computed side, `actual` the stated one (None where not known)."""

    relation: Relation
    verdict: Verdict
    expected: int | Decimal | None = None
    actual: int | Decimal | None = None


def evaluate(table: Table, values: Values, filled: Mapping[str, int] | None = None) -> tuple[Evaluation, ...]:
    """Answer every relation of the table: pass, fail, uncertain or not_applicable, with the cells.

    A relation with blanks fails only if no non-negative filling of its blanks can satisfy it, and passes if all
    relations of the table together leave its blanks only one filling. An unread cell makes it uncertain, a
    missing one not applicable. `filled` are its determined blanks, where the caller knows them already.
    """
    asked, cells = _asked(table, frozenset(values)), _sorted(values)
    filled = _filled(asked, cells, values) if filled is None else filled
    return tuple(_answer(each, cells, filled) for each in asked)


def determined(table: Table, values: Values) -> Mapping[str, int]:
    """Give the blanks that the relations of the table leave only one filling, with it."""
    return _filled(_asked(table, frozenset(values)), _sorted(values), values)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Holds a relation of the table as a document has it."""

    relation: Relation
    cells: frozenset[str]
    whole: bool
    """Whether the document has all of its cells."""


@lru_cache(maxsize=64)
def _asked(table: Table, present: frozenset[str]) -> tuple[_Asked, ...]:
    """Give the relations of a table that has these cells; most documents have all of the form's and no others."""
    along_form = (with_merged_rows(r, table, present) for r in relations(table))
    asked = (*along_form, *merged_row_relations(table, present))
    return tuple(_Asked(r, frozenset(r.cells), present.issuperset(r.cells)) for r in asked)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Holds the cells of a table by what they hold."""

    numbers: Mapping[str, int | Decimal]
    """A blank adds nothing: it stands here as 0."""
    blank: frozenset[str]
    unread: frozenset[str]

    def sum(self, pointers: Iterable[str]) -> int | Decimal:
        """Add up what these cells hold, none of which is unread."""
        return sum(map(self.numbers.__getitem__, pointers))


def _sorted(values: Values) -> _Cells:
    return _Cells(
        numbers={p: 0 if v is None else v for p, v in values.items() if not isinstance(v, Unread)},
        blank=frozenset(p for p, v in values.items() if v is None),
        unread=frozenset(p for p, v in values.items() if isinstance(v, Unread)),
    )


def _filled(asked: Iterable[_Asked], cells: _Cells, values: Values) -> Mapping[str, int]:
    if not cells.blank:
        return {}
    return determine([each.relation for each in asked if _is_open(each, cells)], values)


def _answer(asked: _Asked, cells: _Cells, filled: Mapping[str, int]) -> Evaluation:
    relation = asked.relation
    if not asked.whole:
        return Evaluation(relation, Verdict.NOT_APPLICABLE)
    if not cells.unread.isdisjoint(asked.cells):
        return Evaluation(relation, Verdict.UNCERTAIN)
    expected, actual = cells.sum(relation.computed), cells.sum(relation.stated)
    if _impossible(relation, cells, actual - expected):
        return Evaluation(relation, Verdict.FAIL, expected, actual)
    blank = asked.cells & cells.blank
    if not blank <= filled.keys():
        return Evaluation(relation, Verdict.UNCERTAIN)
    if blank:
        expected += sum(filled[p] for p in relation.computed if p in blank)
        actual += sum(filled[p] for p in relation.stated if p in blank)
    return Evaluation(relation, Verdict.PASS, expected, actual)


def _is_open(asked: _Asked, cells: _Cells) -> bool:
    """Tell whether a relation may say something about blanks: equal, all there, all read, not broken by itself."""
    relation = asked.relation
    if relation.operator is not Operator.EQUAL or not asked.whole or cells.blank.isdisjoint(asked.cells):
        return False
    if not cells.unread.isdisjoint(asked.cells):
        return False
    return not _impossible(relation, cells, cells.sum(relation.stated) - cells.sum(relation.computed))


def _impossible(relation: Relation, cells: _Cells, excess: int | Decimal) -> bool:
    """Tell whether no non-negative filling of the relation's own blanks makes up for what its stated side exceeds."""
    if excess > 0:
        return cells.blank.isdisjoint(relation.computed)
    return excess < 0 and relation.operator is Operator.EQUAL and cells.blank.isdisjoint(relation.stated)
