"""Compares texts exactly, and finds which are worth comparing without comparing all (MinHash, banded)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.rules.copying.wording import wording
from monitor.rules.sketch import Sketch

SECTIONS = ("overview", "problems_and_improvements")
"""Sections that are compared with those of other agencies (C-01)."""
LONG_ENOUGH = 300
"""Characters of own words from which on two agencies' texts are compared."""
FEWEST_FIGURES = 5
"""Telling figures from which on two tables that are the same call for a question (C-03)."""
WORTH_COMPARING = 3
"""Weight of the marks in common from which on two reports are compared."""
_BANDS = 24
_ROWS = 5
_SLOTS = _BANDS * _ROWS
_PRIME = (1 << 61) - 1
_FACTOR = 0x1B873593CC9E2D51
"""Spreads the 32 bits of a checksum over 61, so that slot and rank of a shingle are independent."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Is what a report is found by: two that have enough of them in common are compared.

    Of texts that are alike by 0.85, a band of five rows is the same with probability 0.44: three or more of the 24
    are missed in fewer than 2 of 10,000 pairs, and met by fewer than 1 in 10,000 of pairs that are alike by 0.3.
    """

    value: int
    """63 bits, positive."""
    weight: int


def share_at_least(one: frozenset[str], other: frozenset[str], percent: int) -> bool:
    """Tell whether the Jaccard index of two sets is at least so many percent, exactly; of empty sets it is not."""
    common = len(one & other)
    whole = len(one) + len(other) - common
    return whole > 0 and 100 * common >= percent * whole


def share(one: frozenset[str], other: frozenset[str]) -> int:
    """Give the Jaccard index in percent, rounded down: nothing is said to be more alike than it is."""
    whole = len(one | other)
    return 100 * len(one & other) // whole if whole else 0


def marks(sketch: Sketch, year: int) -> tuple[Mark, ...]:
    """Give the marks of a report among those of its year: of the file, of table 3, of each long text."""
    found = [_mark(WORTH_COMPARING, year, "file", sketch.sha256)]
    if sketch.figures and sketch.figures.telling >= FEWEST_FIGURES:
        found.append(_mark(WORTH_COMPARING, year, "figures", sketch.figures.digest))
    for key in SECTIONS:
        own = wording(sketch.paragraphs(key), sketch.names)
        if own.length >= LONG_ENOUGH:
            found += (_mark(1, year, key, *map(str, band)) for band in _bands(own.shingles))
    return tuple(found)


def _mark(weight: int, year: int, *parts: str) -> Mark:
    digest = hashlib.blake2b("\0".join((str(year), *parts)).encode(), digest_size=8).digest()
    return Mark(int.from_bytes(digest) >> 1, weight)


def _bands(shingles: Iterable[str]) -> Iterator[tuple[int, ...]]:
    signature = _signature(shingles)
    for band in range(_BANDS):
        yield (band, *signature[band * _ROWS : (band + 1) * _ROWS])


def _signature(shingles: Iterable[str]) -> list[int]:
    """Give the least of the shingles that fall into each slot (one-permutation hashing)."""
    spreads = [zlib.crc32(shingle.encode()) * _FACTOR % _PRIME for shingle in shingles]
    # The greatest first: what is put into a slot last is its least.
    least = {spread % _SLOTS: spread for spread in sorted(spreads, reverse=True)}
    held = [least.get(slot, _PRIME) for slot in range(_SLOTS)]
    return [spread if spread < _PRIME else _borrowed(slot, held) for slot, spread in enumerate(held)]


def _borrowed(slot: int, held: Sequence[int]) -> int:
    """Fill an empty slot from the next that is not, so that short texts are not alike by emptiness."""
    return next((h + step for step, h in enumerate((*held[slot:], *held[:slot])) if h < _PRIME), _PRIME)
