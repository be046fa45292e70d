"""Finds the blanks that relations leave only one non-negative whole filling.

Every relation is a linear equation over its blanks. Bounds are narrowed until nothing moves; what is left is brought
to reduced row echelon form (exactly, in fractions) and narrowed once more. That is sound, not complete: a blank that
only a deeper argument would fix stays open, which makes its relations uncertain — the safe side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import inf

from monitor.form.model import Relation, Unread

Exact = int | Fraction
"""Whole numbers stay whole where they can: fractions cost ten times as much."""
Coefficients = dict[str, Exact]


@dataclass(slots=True)
class _Equation:
    """Says that the sum of coefficient × blank is `right`."""

    left: Coefficients
    right: Exact


class _Contradiction(Exception):  # noqa: N818 - a way of arguing, not an error
    """Is raised where no filling satisfies all equations."""


class _Bounds:
    """Keeps the least and greatest value of every blank."""

    def __init__(self, names: set[str]) -> None:
        self.low: dict[str, Exact] = dict.fromkeys(names, 0)
        self.high: dict[str, Exact | float] = dict.fromkeys(names, inf)

    def narrow(self, name: str, low: Exact | float, high: Exact | float) -> bool:
        """Intersect with an interval and tell whether anything moved. Raises _Contradiction."""
        moved = False
        if low > self.low[name] and not isinstance(low, float):
            self.low[name], moved = low, True
        if high < self.high[name]:
            self.high[name], moved = high, True
        if self.low[name] > self.high[name]:
            raise _Contradiction
        return moved

    def fixed(self) -> Iterator[tuple[str, Exact]]:
        """Give the blanks that have one value left."""
        return ((n, low) for n, low in self.low.items() if low == self.high[n])


def determine(relations: Sequence[Relation], values: Mapping[str, int | Decimal | Unread | None]) -> dict[str, int]:
    """Give the blanks (None in `values`) that the relations leave one filling, by pointer.

    Where some relations contradict each other, all blanks connected with them stay open.
    """
    equations = [_equation(relation, values) for relation in relations]
    filled: dict[str, int] = {}
    for component in _components(equations):
        try:
            filled.update(_solve(component))
        except _Contradiction:
            continue
    return filled


def _equation(relation: Relation, values: Mapping[str, int | Decimal | Unread | None]) -> _Equation:
    equation = _Equation({}, 0)
    for sign, pointers in ((1, relation.stated), (-1, relation.computed)):
        for pointer in pointers:
            value = values[pointer]
            if isinstance(value, int | Decimal):
                equation.right -= sign * (value if isinstance(value, int) else Fraction(value))
            else:
                equation.left[pointer] = equation.left.get(pointer, 0) + sign
    return equation


def _components(equations: list[_Equation]) -> list[list[_Equation]]:
    """Split the equations into groups that share no blank."""
    groups: list[tuple[set[str], list[_Equation]]] = []
    for equation in equations:
        names, members = set(equation.left), [equation]
        apart = []
        for group in groups:
            if group[0] & names:
                names |= group[0]
                members += group[1]
            else:
                apart.append(group)
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


def _solve(equations: list[_Equation]) -> dict[str, int]:
    bounds = _Bounds({name for e in equations for name in e.left})
    _propagate(equations, bounds)
    if len(dict(bounds.fixed())) < len(bounds.low):
        _propagate(_reduced(equations, bounds), bounds)
        _propagate(equations, bounds)
    solved = dict(bounds.fixed())
    if any(value.denominator != 1 for value in solved.values()):
        raise _Contradiction
    return {name: int(value) for name, value in solved.items()}


def _propagate(equations: list[_Equation], bounds: _Bounds) -> None:
    """Narrow until nothing moves; the number of rounds is bounded, since narrowing may creep for ever."""
    for _ in range(len(equations) + 2):
        moved = [_narrow_by(equation, bounds) for equation in equations]
        if not any(moved):
            return


def _narrow_by(equation: _Equation, bounds: _Bounds) -> bool:
    ranges = {name: _scaled(c, bounds.low[name], bounds.high[name]) for name, c in equation.left.items()}
    if not ranges and equation.right != 0:
        raise _Contradiction
    lows, highs = _Sum(), _Sum()
    for low, high in ranges.values():
        lows.add(low)
        highs.add(high)
    moved = False
    for name, (low, high) in ranges.items():
        least, most = equation.right - highs.without(high), equation.right - lows.without(low)
        if least > low or most < high:  # seldom
            moved |= bounds.narrow(name, *_scaled(_inverse(equation.left[name]), least, most))
    return moved


class _Sum:
    """Adds up the ends of ranges, some of which may be infinite (all on one side), so that one can be left out."""

    __slots__ = ("_exact", "_infinite", "_infinity")

    def __init__(self) -> None:
        self._exact: Exact = 0
        self._infinite = 0
        self._infinity: float = inf

    def add(self, end: Exact | float) -> None:
        """Add an end."""
        if isinstance(end, float):
            self._infinite += 1
            self._infinity = end
        else:
            self._exact += end

    def without(self, end: Exact | float) -> Exact | float:
        """Give the sum of all others."""
        if isinstance(end, float):
            return self._exact if self._infinite == 1 else end
        return self._infinity if self._infinite else self._exact - end


def _scaled(factor: Exact, low: Exact | float, high: Exact | float) -> tuple[Exact | float, Exact | float]:
    if factor == 1:
        return low, high
    if factor == -1:
        return -high, -low
    ends = (factor * low, factor * high)
    return ends if factor > 0 else (ends[1], ends[0])


def _inverse(factor: Exact) -> Exact:
    return factor if factor in {1, -1} else 1 / Fraction(factor)


def _reduced(equations: list[_Equation], bounds: _Bounds) -> list[_Equation]:
    """Give the equations over the open blanks in reduced row echelon form."""
    fixed = dict(bounds.fixed())
    rows = [_without(equation, fixed) for equation in equations]
    done: list[_Equation] = []
    for name in sorted({name for row in rows for name in row.left}):
        pivot = next((row for row in rows if name in row.left), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = _combined(pivot, _Equation({}, 0), _inverse(pivot.left[name]), 0)
        rows = [_eliminated(row, pivot, name) for row in rows]
        done = [*(_eliminated(row, pivot, name) for row in done), pivot]
    if any(row.right != 0 for row in rows):
        raise _Contradiction
    return done


def _without(equation: _Equation, fixed: Mapping[str, Exact]) -> _Equation:
    left = {name: c for name, c in equation.left.items() if name not in fixed}
    gone = sum(c * fixed[name] for name, c in equation.left.items() if name in fixed)
    return _Equation(left, equation.right - gone)


def _eliminated(row: _Equation, pivot: _Equation, name: str) -> _Equation:
    factor = row.left.get(name)
    return row if factor is None else _combined(row, pivot, 1, -factor)


def _combined(a: _Equation, b: _Equation, by_a: Exact, by_b: Exact) -> _Equation:
    left = dict(a.left) if by_a == 1 else {name: by_a * c for name, c in a.left.items()}
    for name, c in b.left.items():
        total = left.get(name, 0) + by_b * c
        if total:
            left[name] = total
        else:
            left.pop(name, None)
    return _Equation(left, by_a * a.right + by_b * b.right)
