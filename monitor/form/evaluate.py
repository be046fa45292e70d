"""Evaluates relations: the one place that decides whether figures add up (RULES.md, T3-05 for blanks)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

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


def evaluate(table: Table, values: Values) -> tuple[Evaluation, ...]:
    """Answer every relation of the table: pass, fail, uncertain or not_applicable, with the cells.

    A relation with blanks fails only if no non-negative filling of its blanks can satisfy it, and passes if all
    relations of the table together leave its blanks only one filling. An unread cell makes it uncertain, a
    missing one not applicable.
    """
    present = frozenset(values)
    asked = [with_merged_rows(r, table, present) for r in relations(table)]
    asked += merged_row_relations(table, present)
    open_ones = [r for r in asked if _is_open(r, values)]
    filled = determine(open_ones, values) if open_ones else {}
    return tuple(_answer(relation, values, filled) for relation in asked)


def determined(table: Table, values: Values) -> Mapping[str, int]:
    """Give the blanks that the relations of the table leave only one filling, with it."""
    present = frozenset(values)
    asked = (with_merged_rows(r, table, present) for r in relations(table))
    return determine([r for r in asked if _is_open(r, values)], values)


def _answer(relation: Relation, values: Values, filled: Mapping[str, int]) -> Evaluation:
    if any(p not in values for p in relation.cells):
        return Evaluation(relation, Verdict.NOT_APPLICABLE)
    if any(isinstance(values[p], Unread) for p in relation.cells):
        return Evaluation(relation, Verdict.UNCERTAIN)
    if _impossible(relation, values):
        expected, actual = _sum(relation.computed, values), _sum(relation.stated, values)
        return Evaluation(relation, Verdict.FAIL, expected, actual)
    whole = {**values, **filled}
    if any(whole[p] is None for p in relation.cells):
        return Evaluation(relation, Verdict.UNCERTAIN)
    return Evaluation(relation, Verdict.PASS, _sum(relation.computed, whole), _sum(relation.stated, whole))


def _is_open(relation: Relation, values: Values) -> bool:
    """Tell whether a relation may say something about blanks: equal, all there, all read, not broken by itself."""
    known = all(p in values and not isinstance(values[p], Unread) for p in relation.cells)
    return (
        known
        and relation.operator is Operator.EQUAL
        and any(values[p] is None for p in relation.cells)
        and not _impossible(relation, values)
    )


def _impossible(relation: Relation, values: Values) -> bool:
    """Tell whether no non-negative filling of the relation's own blanks satisfies it."""
    excess = _sum(relation.stated, values) - _sum(relation.computed, values)
    stated_may_grow = _has_blank(relation.stated, values)
    computed_may_grow = _has_blank(relation.computed, values)
    if excess > 0:
        return not computed_may_grow
    return excess < 0 and relation.operator is Operator.EQUAL and not stated_may_grow


def _has_blank(pointers: Iterable[str], values: Values) -> bool:
    return any(values[p] is None for p in pointers)


def _sum(pointers: Iterable[str], values: Values) -> int | Decimal:
    """Add up the numbers; a blank adds nothing, and its callers ask for blanks first."""
    total: int | Decimal = 0
    for pointer in pointers:
        value = values[pointer]
        if isinstance(value, int | Decimal):
            total += value
    return total
