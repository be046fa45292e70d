"""Evaluates relations: the one place that decides whether figures add up (T3-05: blanks)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from monitor.form.determine import determine
from monitor.form.model import UNREAD, Operator, Relation, Table, Unread, Verdict
from monitor.form.relations import merged_row_relations, relations, with_merged_rows

Value = int | Decimal | None | Unread
"""A number; None for a blank, which may stand for any non-negative number; UNREAD for a cell in doubt."""

Values = Mapping[str, Value]
"""By pointer; a pointer that is missing is a cell that the document lacks."""

_MISSING = object()


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
    asked = _asked(table, frozenset(values))
    filled = _filled(asked, values) if filled is None else filled
    whole = {**values, **filled}
    return tuple(_answer(relation, values, whole) for relation in asked)


def determined(table: Table, values: Values) -> Mapping[str, int]:
    """Give the blanks that the relations of the table leave only one filling, with it."""
    return _filled(_asked(table, frozenset(values)), values)


@lru_cache(maxsize=64)
def _asked(table: Table, present: frozenset[str]) -> tuple[Relation, ...]:
    """Give the relations of a table that has these cells; most documents have all of the form's and no others."""
    along_form = (with_merged_rows(r, table, present) for r in relations(table))
    return (*along_form, *merged_row_relations(table, present))


def _filled(asked: Iterable[Relation], values: Values) -> Mapping[str, int]:
    if None not in values.values():
        return {}
    return determine([r for r in asked if _is_open(r, values)], values)


def _answer(relation: Relation, values: Values, whole: Values) -> Evaluation:
    own = [values.get(p, _MISSING) for p in relation.cells]
    if _MISSING in own:
        return Evaluation(relation, Verdict.NOT_APPLICABLE)
    if UNREAD in own:
        return Evaluation(relation, Verdict.UNCERTAIN)
    expected, actual = _sum(relation.computed, values), _sum(relation.stated, values)
    if _impossible(relation, values, actual - expected):
        return Evaluation(relation, Verdict.FAIL, expected, actual)
    if None not in own:
        return Evaluation(relation, Verdict.PASS, expected, actual)
    if _has_blank(relation.cells, whole):
        return Evaluation(relation, Verdict.UNCERTAIN)
    return Evaluation(relation, Verdict.PASS, _sum(relation.computed, whole), _sum(relation.stated, whole))


def _is_open(relation: Relation, values: Values) -> bool:
    """Tell whether a relation may say something about blanks: equal, all there, all read, not broken by itself."""
    own = [values.get(p, _MISSING) for p in relation.cells]
    if relation.operator is not Operator.EQUAL or None not in own or _MISSING in own or UNREAD in own:
        return False
    return not _impossible(relation, values, _sum(relation.stated, values) - _sum(relation.computed, values))


def _impossible(relation: Relation, values: Values, excess: int | Decimal) -> bool:
    """Tell whether no non-negative filling of the relation's own blanks makes up for what its stated side exceeds."""
    if excess > 0:
        return not _has_blank(relation.computed, values)
    return excess < 0 and relation.operator is Operator.EQUAL and not _has_blank(relation.stated, values)


def _has_blank(pointers: Iterable[str], values: Values) -> bool:
    return any(values[p] is None for p in pointers)


def _sum(pointers: Iterable[str], values: Values) -> int | Decimal:
    """Add up the numbers; a blank adds nothing, and its callers ask for blanks first."""
    numbers = [v for p in pointers if (v := values[p]) is not None and not isinstance(v, Unread)]
    return sum(numbers)
