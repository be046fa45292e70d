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


@dataclass(slots=True, eq=False)
class _Equation:
    """Says that the sum of coefficient × blank is `right`."""

    left: Coefficients
    right: Exact
    told: int = -1
    """Moves that the bounds had made when it narrowed them last: until a blank of its own moves, it has said all."""


class _Contradiction(Exception):  # noqa: N818 - a way of arguing, not an error
    """Is raised where no filling satisfies all equations."""


class _Bounds:
    """Keeps the least and greatest value of every blank."""

    def __init__(self, names: set[str]) -> None:
        self.low: dict[str, Exact] = dict.fromkeys(names, 0)
        self.high: dict[str, Exact | float] = dict.fromkeys(names, inf)
        self.moves = 0
        self._moved = dict.fromkeys(names, 0)
        """By name, which move was its last."""

    def narrow(self, name: str, low: Exact | float, high: Exact | float) -> bool:
        """Intersect with an interval and tell whether anything moved. Raises _Contradiction."""
        moved = False
        if low > self.low[name] and not isinstance(low, float):
            self.low[name], moved = low, True
        if high < self.high[name]:
            self.high[name], moved = high, True
        if self.low[name] > self.high[name]:
            raise _Contradiction
        if moved:
            self.moves += 1
            self._moved[name] = self.moves
        return moved

    def concern(self, equation: _Equation) -> bool:
        """Tell whether a blank of the equation has moved since the equation narrowed them."""
        told = equation.told
        return told < 0 or (told < self.moves and any(self._moved[name] > told for name in equation.left))

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
    for sign, pointers in ((1, relation.computed), (-1, relation.stated)):
        for pointer in pointers:
            value = values[pointer]
            if isinstance(value, int):
                equation.right -= sign * value
            elif isinstance(value, Decimal):
                equation.right -= sign * Fraction(value)
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
            if group[0].isdisjoint(names):
                apart.append(group)
            else:
                group[0].update(names)
                names = group[0]
                members += group[1]
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


def _solve(equations: list[_Equation]) -> dict[str, int]:
    zeros = _settle_zeros(equations)
    bounds = _Bounds({name for e in equations for name in e.left})
    _propagate(equations, bounds)
    if len(dict(bounds.fixed())) < len(bounds.low):
        _propagate(_reduced(equations, bounds), bounds)
        _propagate(equations, bounds)
    solved = dict(bounds.fixed())
    if any(value.denominator != 1 for value in solved.values()):
        raise _Contradiction
    return {**zeros, **{name: int(value) for name, value in solved.items()}}


def _settle_zeros(equations: list[_Equation]) -> dict[str, int]:
    """Take out and give the blanks of every sum that is 0: most reports that leave blanks leave out their zeros."""
    zeros: dict[str, int] = {}
    while found := {n for e in equations if e.right == 0 and len(set(e.left.values())) == 1 for n in e.left}:
        zeros |= dict.fromkeys(found, 0)
        for equation in equations:
            if not found.isdisjoint(equation.left):
                equation.left = {name: c for name, c in equation.left.items() if name not in found}
    return zeros


def _propagate(equations: list[_Equation], bounds: _Bounds) -> None:
    """Narrow until nothing moves; the number of rounds is bounded, since narrowing may creep for ever."""
    for _ in range(len(equations) + 2):
        moved = [_narrow_by(equation, bounds) for equation in equations if bounds.concern(equation)]
        if not any(moved):
            return


def _narrow_by(equation: _Equation, bounds: _Bounds) -> bool:
    """Narrow every blank as far as this equation alone can: once more would move nothing."""
    if not equation.left and equation.right != 0:
        raise _Contradiction
    ends = [_scaled(c, bounds.low[name], bounds.high[name]) for name, c in equation.left.items()]
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    leasts, mosts = _left_for_each(equation.right, highs, inf), _left_for_each(equation.right, lows, -inf)
    moved = False
    for (name, c), low, high, least, most in zip(equation.left.items(), lows, highs, leasts, mosts, strict=True):
        if least > low or most < high:  # seldom
            moved |= bounds.narrow(name, *_scaled(_inverse(c), least, most))
    equation.told = bounds.moves
    return moved


def _left_for_each(right: Exact, ends: list[Exact | float], infinity: float) -> list[Exact | float]:
    """Give what of `right` the ends of all others leave each; `infinity` is the one that some ends may be."""
    unbounded = ends.count(infinity)
    if not unbounded:
        rest = right - sum(ends)
        return [rest + end for end in ends]
    if unbounded > 1:
        return [-infinity] * len(ends)
    alone = right - sum(end for end in ends if end != infinity)
    return [alone if end == infinity else -infinity for end in ends]


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
        if pivot is not None:
            rows.remove(pivot)
            _scale(pivot, _inverse(pivot.left[name]))
            for row in (*rows, *done):
                if name in row.left:
                    _subtract(row, pivot, row.left[name])
            done.append(pivot)
    if any(row.right != 0 for row in rows):
        raise _Contradiction
    return done


def _without(equation: _Equation, fixed: Mapping[str, Exact]) -> _Equation:
    left = {name: c for name, c in equation.left.items() if name not in fixed}
    gone = sum(c * fixed[name] for name, c in equation.left.items() if name in fixed)
    return _Equation(left, equation.right - gone)


def _scale(row: _Equation, factor: Exact) -> None:
    if factor != 1:
        row.left = {name: factor * c for name, c in row.left.items()}
        row.right *= factor


def _subtract(row: _Equation, pivot: _Equation, factor: Exact) -> None:
    """Take so many times the pivot from a row, in place: they are copies that nobody else has."""
    for name, c in pivot.left.items():
        rest = row.left.get(name, 0) - factor * c
        if rest:
            row.left[name] = rest
        else:
            row.left.pop(name, None)
    row.right -= factor * pivot.right
