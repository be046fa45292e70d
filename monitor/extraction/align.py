"""Aligns lines of a document with the rows of a table: the same order, the most and surest labels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from monitor.extraction.lines import Candidate


def align(candidates: Iterable[Candidate], order: Mapping[str, int]) -> tuple[Candidate, ...]:
    """Choose the heaviest chain of candidates in which lines and rows of the form both go forward.

    `order` gives every row's place in the form. The order decides what 其他 or 总计 mean, and leaves out lines of
    other tables that share a label.
    """
    ranked = sorted(candidates, key=lambda c: (c.number, -order[c.match.key]))
    best: list[tuple[int, int | None]] = []
    tops = _Tops()
    for i, candidate in enumerate(ranked):
        place = order[candidate.match.key]
        weight, before = tops.below(place)
        best.append((weight + 10 + candidate.match.quality * 5, before))
        tops.put(place, best[i][0], i)
    return _chain(ranked, best)


def _chain(ranked: list[Candidate], best: list[tuple[int, int | None]]) -> tuple[Candidate, ...]:
    at = max(range(len(best)), key=lambda i: best[i][0], default=None)
    chain: list[Candidate] = []
    while at is not None:
        chain.append(ranked[at])
        at = best[at][1]
    return tuple(reversed(chain))


class _Tops:
    """Keeps, for every place of the form, the heaviest chain that ends there."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._held: dict[int, tuple[int, int | None]] = {}

    def below(self, place: int) -> tuple[int, int | None]:
        """Give weight and end of the heaviest chain that ends before `place`."""
        known = (self._held[p] for p in self._places[: bisect_left(self._places, place)])
        return max(known, key=lambda held: held[0], default=(0, None))

    def put(self, place: int, weight: int, end: int) -> None:
        """Note a chain that ends at `place`, if it is the heaviest."""
        if place not in self._held:
            self._places.insert(bisect_left(self._places, place), place)
        if weight > self._held.get(place, (0, None))[0]:
            self._held[place] = (weight, end)
