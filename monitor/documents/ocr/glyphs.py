"""Holds a reading against the shapes on the page: as many as it has characters, each like its kind elsewhere.

The model can lose a repeated figure (5555 read as 55) and be sure of it; its shapes on the page cannot be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median

from monitor.documents.ocr.arrays import Box, around

FIGURES = frozenset("0123456789")
_POINTS = frozenset(".,．，、")
_DASHES = frozenset("-—–－一")
_HIGH = frozenset("/+＋") | FIGURES
CHANGES = "增加减少"
"""Characters of the words before a change: 增3, 减少12."""
COUNTED = FIGURES | _POINTS | _DASHES | _HIGH | frozenset(CHANGES)
"""Characters whose shapes are known."""

_TALL = 0.66
"""A figure is at least so high, measured by the print around it; a point at most _LOW."""
_LOW = 0.5
_FLAT = 0.4
_HEAD = 0.25
"""A dash lies lower than this share of the figures beside it."""
_POINT = 0.12
"""A point hangs at most so far below the foot of figures."""
_MAY_GROUP = re.compile(r"^[0-9]{1,3}(?:\.[0-9]{3})+$")
"""Three figures behind a point: it may be a comma, and between 5.536 and 5,536 lies a thousand."""
_NARROWEST_FIGURE, _WIDEST_FIGURE = 0.3, 0.95
"""Width of a figure by its height: 1 is narrower, two that touch are wider."""
_FULL_WIDTH = (0.75, 1.75)
"""Width of a Chinese character by the height of figures."""


def shapes(marks: Iterable[Box]) -> list[Box]:
    """Join marks that stand above each other: a figure whose strokes came apart is one shape."""
    joined: list[Box] = []
    for mark in sorted(marks, key=lambda m: m.left):
        if joined and _overlap(joined[-1], mark) > 0.5 * min(joined[-1].width, mark.width):
            joined[-1] = around((joined[-1], mark))
        else:
            joined.append(mark)
    return joined


def _overlap(one: Box, other: Box) -> int:
    return min(one.right, other.right) - max(one.left, other.left)


def fits(text: str, found: Sequence[Box], height: float) -> bool:
    """Tell whether shapes, from left to right, can be the characters of a text; `height` is that of figures."""
    line = around(found) if found else None
    if line is None or not text:
        return False
    lead = len(text) - len(text.lstrip(CHANGES))
    if lead:
        return _fits_led(text, lead, found, height)
    if len(found) != len(text) or not all(_is(c, b, line, height) for c, b in zip(text, found, strict=True)):
        return False
    return _MAY_GROUP.match(text) is None and _stands(text, found, height)


def is_raised(text: str, found: Sequence[Box], figures: Sequence[Box], height: float) -> bool:
    """Tell a dash at the head of the figures beside it: the bar of a 7 or a 5 whose other strokes were lost.

    `figures` are shapes of the whole page, `height` is that of figures.
    """
    if not text or not set(text) <= _DASHES or not found:
        return False
    bar = around(found)
    tall = (f for f in figures if f.height > _TALL * height)
    beside = [f for f in tall if f.top - _HEAD * f.height <= bar.middle <= f.bottom]
    return bool(beside) and bar.middle < median(f.top + _HEAD * f.height for f in beside)


def _stands(text: str, found: Sequence[Box], height: float) -> bool:
    """Tell whether every point stands at the foot of figures: what hangs below is a comma."""
    feet = [b.bottom for c, b in zip(text, found, strict=True) if c in FIGURES]
    points = [b.bottom for c, b in zip(text, found, strict=True) if c == "."]
    return not points or (bool(feet) and max(points) - median(feet) <= _POINT * height)


def _fits_led(text: str, lead: int, found: Sequence[Box], height: float) -> bool:
    """Hold a signed change against its shapes: a Chinese character falls into several."""
    rest = text[lead:]
    if len(found) <= len(rest):
        return False
    head, tail = found[: len(found) - len(rest)], found[len(found) - len(rest) :]
    least, most = (lead * share * height for share in _FULL_WIDTH)
    return least <= around(head).width <= most and (not rest or fits(rest, tail, height))


def _is(character: str, box: Box, line: Box, height: float) -> bool:
    if character in FIGURES:
        least = 0.0 if character == "1" else _NARROWEST_FIGURE
        return box.height >= _TALL * height and least * box.height <= box.width <= _WIDEST_FIGURE * box.height
    if character in _POINTS:
        return max(box.height, box.width) <= _LOW * height and box.middle > line.middle
    if character in _DASHES:
        return box.height <= _FLAT * height and box.width > box.height
    return box.height > _LOW * height
