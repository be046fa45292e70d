"""Finds the rules of tables: long straight runs that stand out from what is beside them."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Pixels

_THICKEST = 15
"""Of a rule, in pixels."""
_CONTRAST = 24
"""A hairline in light grey shows by a tenth."""
_ACROSS, _DOWN = 44, 25
"""Shortest runs: the widest stroke of a letter is 40 pixels, the tallest of a figure 22."""
_FREE_ACROSS, _FREE_DOWN = 110, 75
"""A shorter run is a rule only if it reaches from rule to rule."""
_GAP = 15
"""What dirt breaks out of a rule is closed again."""
_TOUCH = 5


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
    true_down, faint_down = _anchored(down, across.T, _FREE_DOWN)
    true_across, faint_across = _anchored(across, true_down.T, _FREE_ACROSS)
    return Rules(true_across, np.ascontiguousarray(true_down.T), faint_across, faint_down.T)


def _runs(grey: Pixels, length: int) -> Pixels:
    """Give the horizontal runs that are thin, darker than what is above and below, and long."""
    smooth = cv2.blur(grey, (5, 1))
    hat = cv2.morphologyEx(smooth, cv2.MORPH_BLACKHAT, np.ones((_THICKEST, 1), np.uint8))
    mask = ((hat > _CONTRAST) * 255).astype(np.uint8)
    return cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))


def _anchored(runs: Pixels, others: Pixels, free: int) -> tuple[Pixels, Pixels]:
    """Give the horizontal runs that are long or reach from rule to rule, and those with what touches a rule at all."""
    reach = cv2.dilate(np.ascontiguousarray(others), np.ones((2 * _TOUCH + 1, 2 * _TOUCH + 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs)
    whole, part = np.zeros(count, np.uint8), np.zeros(count, np.uint8)
    for i in range(1, count):
        left, top, width, height = (int(v) for v in stats[i, :4])
        near = reach[top : top + height, left : left + width]
        ends = (bool(near[:, 0].any()), bool(near[:, -1].any()))
        whole[i] = 255 * (width >= free or all(ends))
        part[i] = 255 * (width >= free or any(ends))
    mended = cv2.morphologyEx(whole[labels], cv2.MORPH_CLOSE, np.ones((1, _GAP), np.uint8))
    return mended, part[labels]
