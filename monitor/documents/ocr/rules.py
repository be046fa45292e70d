"""Finds the rules of tables: long straight runs that stand out from what is beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Box, Pixels

_THICKEST = 15
"""Of a rule, in pixels."""
_CONTRAST = 24
"""A hairline in light grey shows by a tenth."""
_ACROSS, _DOWN = 36, 25
"""Shortest runs: the widest stroke of a letter is about 30 pixels, the tallest of a figure 22."""
_FREE, _FREE_STRAIGHT, _STRAIGHT = 220, 75, 0.9
"""A run so long is a rule by itself, a shorter one if it fills so much of its box: the ring of a seal is bent, and its
runs are under 130 pixels. Any other is one only if it reaches from rule to rule.
"""
_NOTABLE = 75
"""So long a run may be what is left of a broken rule, whatever it meets; the strokes of two letters side by side are
shorter.
"""
_GAP = 15
"""What dirt breaks out of a rule is closed again."""
_TOUCH, _MEETING = 2, 6
_FEWEST_CUT = 4
_BEYOND = 4
_BLUR = 3
"""A run seems longer by this at each end."""
_BREAK = 0.45
"""Share of a rule's darkness that a gap at its end lacks."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Holds masks of the rules of a page."""

    across: Pixels
    down: Pixels
    faint_across: Pixels
    """With what may be left of a broken rule, or a stroke of a letter."""
    faint_down: Pixels

    def both(self) -> Pixels:
        """Give all rules in one mask."""
        return cv2.bitwise_or(self.across, self.down)


def find_rules(grey: Pixels) -> Rules:
    """Find the rules of a prepared page."""
    across = _runs(grey, _ACROSS)
    down = _runs(np.ascontiguousarray(grey.T), _DOWN)
    true_down, faint_down = _anchored(down, _Crossing(_lengthened(across).T.copy(), grey.T))
    true_across, faint_across = _anchored(across, _Crossing(_lengthened(true_down).T.copy(), grey))
    return Rules(true_across, np.ascontiguousarray(true_down.T), faint_across, faint_down.T)


def _runs(grey: Pixels, length: int) -> Pixels:
    """Give the horizontal runs that are thin, darker than what is above and below, and long."""
    smooth = cv2.blur(grey, (5, 1))
    hat = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((_THICKEST, 1), np.uint8))
    mask = ((hat > _CONTRAST) * 255).astype(np.uint8)
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))


@dataclass(frozen=True, slots=True)
class _Crossing:
    """Holds what horizontal runs are held against: the rules that cross them, and the page."""

    others: Pixels
    grey: Pixels

    def extent(self) -> tuple[int, int]:
        """Give where the first and the last of the others lie; a table that a page's end cuts may be open there."""
        crossed = np.flatnonzero(self.others.any(axis=0))
        return (int(crossed[0]), int(crossed[-1])) if len(crossed) else (0, 0)


def _anchored(runs: Pixels, crossing: _Crossing) -> tuple[Pixels, Pixels]:
    """Give the horizontal runs that are long or reach from rule to rule, and those with what touches a rule at all."""
    reach = cv2.dilate(crossing.others, np.ones((1, 2 * _TOUCH + 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs)
    first, last = crossing.extent()
    reach[:, max(0, first - _BEYOND) : first + _BEYOND] = reach[:, max(0, last - _BEYOND) : last + _BEYOND] = 255
    found = [_run(run, reach, crossing) for run in stats[1:]]
    cut = _cut_ends(found, (first, last))
    whole, part = np.zeros(count, np.uint8), np.zeros(count, np.uint8)
    whole[1:] = [255 * (run.whole or bool(cut & set(run.free_ends))) for run in found]
    part[1:] = [255 * (run.whole or run.meets or run.length >= _NOTABLE) for run in found]
    return _mended(whole[labels]), part[labels]


def _lengthened(runs: Pixels) -> Pixels:
    """Let horizontal runs reach over the rules that they cross or begin at: where two meet, neither stands out."""
    return cv2.dilate(_mended(runs), np.ones((1, 2 * _MEETING + 1), np.uint8))


def _mended(runs: Pixels) -> Pixels:
    """Close the gaps in horizontal runs: dirt, and the rules that cross them."""
    return cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))


@dataclass(frozen=True, slots=True)
class _Run:
    """Holds what is known of a run."""

    whole: bool
    meets: bool
    """It runs into a rule, at one end or both."""
    length: int
    free_ends: tuple[int, ...]
    """Where it ends without meeting a rule."""


def _run(stats: Pixels, reach: Pixels, crossing: _Crossing) -> _Run:
    left, top, width, height, area = (int(v) for v in stats)
    box = Box(left, top, left + width, top + height)
    near = box.of(reach)
    ends = (bool(near[:, 0].any()), bool(near[:, -1].any()))
    free = tuple(at for at, met in zip((box.left, box.right), ends, strict=True) if not met)
    meets = any(ends) and _is_unbroken(crossing, box, ends)
    is_straight = width >= _FREE_STRAIGHT and area >= _STRAIGHT * width * height
    return _Run(width >= _FREE or is_straight or (meets and all(ends)), meets, width, free)


def _cut_ends(runs: Sequence[_Run], extent: tuple[int, int]) -> set[int]:
    """Give where several runs end together beyond all rules: there the end of a page cuts a table's last row."""
    ends = [end for run in runs if run.meets or run.whole for end in run.free_ends]
    outer = [e for e in ends if not extent[0] <= e <= extent[1]]
    return {e for e in outer if sum(abs(e - other) <= _TOUCH for other in outer) >= _FEWEST_CUT}


def _is_unbroken(crossing: _Crossing, box: Box, ends: tuple[bool, bool]) -> bool:
    """Tell a rule, dark into the rules that it joins (at which `ends`), from a stroke that ends just before them."""
    left, right = (_BEYOND if met else -_BLUR for met in ends)
    window = Box(max(0, box.left - left), box.top, box.right + right, box.bottom)
    profile = window.of(crossing.grey).min(axis=0).astype(float)
    met = np.flatnonzero(window.of(crossing.others).any(axis=0))
    start = max((int(at) for at in met if at <= 2 * _BEYOND), default=0)
    end = min((int(at) for at in met if at >= len(profile) - 2 * _BEYOND), default=len(profile))
    usual = float(np.median(profile))
    return float(profile[start:end].max(initial=0)) - usual < _BREAK * (255 - usual)
