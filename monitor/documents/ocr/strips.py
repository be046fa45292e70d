"""Cuts lines out of a page into the strips that the model reads, alone or between figures that it knows.

A figure that stands alone is easily taken for a letter (0 and O, 1 and l) or lost; between other figures it is read as
what it is. Two sizes with different neighbours are two readings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Box, Pixels
from monitor.documents.ocr.engine import STRIP, Recognised

_PAPER = 255
_SHRUNK = 0.7
"""Below this scale pixels are averaged first."""
_LONGEST = 3200
"""Pixels of a strip: a line of a hundred characters."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Says how a line is set into a strip."""

    share: float
    """Of the strip's height that the text takes."""
    before: str = ""
    after: str = ""
    gap: int = 0
    """Pixels between the text and its neighbours, beside what stands there on the page."""

    def within(self, read: Recognised) -> Recognised | None:
        """Take the neighbours off a reading; None where they were not read: then nothing between them is known."""
        pairs = [(c, s) for c, s in zip(read.text, read.scores, strict=True) if c != " "]
        text = "".join(c for c, _ in pairs)
        length = len(text) - len(self.before) - len(self.after)
        if length < 0 or not (text.startswith(self.before) and text.endswith(self.after)):
            return None
        inner = pairs[len(self.before) : len(self.before) + length]
        return Recognised("".join(c for c, _ in inner), tuple(s for _, s in inner))


ALONE = Setting(0.66)
BETWEEN = (Setting(0.5, "27", "35"), Setting(0.62, "8", "8", gap=5))


@dataclass(frozen=True, slots=True)
class Cut:
    """Says what to cut out of a page."""

    box: Box
    """The text."""
    room: Box
    """What is shown of its surroundings; beyond, the strip is paper."""
    height: float
    """Of the text, in pixels of the page."""


def strip(grey: Pixels, cut: Cut, setting: Setting) -> Pixels:
    """Set a line into a strip."""
    box, height = cut.box, cut.height
    scale = STRIP * setting.share / max(1.0, height)
    margin = 0.6 * height if not setting.before else 0.25 * height
    width = min(_LONGEST, max(8, round((box.width + 2 * margin) * scale)))
    matrix = np.array([[scale, 0, (margin - box.left) * scale], [0, scale, STRIP / 2 - box.middle * scale]])
    shown = _warped(grey, cut.room, matrix, width)
    if not setting.before:
        return shown
    gap = np.full((STRIP, setting.gap), _PAPER, np.uint8)
    size = round(STRIP * setting.share)
    return np.hstack([_figures(setting.before, size), gap, shown, gap, _figures(setting.after, size)])


def _warped(grey: Pixels, room: Box, matrix: Pixels, width: int) -> Pixels:
    """Warp the room alone: what is beside it on the page is paper in the strip."""
    part = room.of(grey)
    moved = matrix.copy()
    moved[:, 2] += matrix[:, :2] @ np.array([room.left, room.top])
    if matrix[0, 0] < _SHRUNK:
        part = cv2.GaussianBlur(part, (0, 0), 0.4 / float(matrix[0, 0]))
    return cv2.warpAffine(part, moved, (width, STRIP), flags=cv2.INTER_LINEAR, borderValue=_PAPER)


@cache
def _figures(text: str, size: int) -> Pixels:
    """Draw figures of a height in pixels."""
    weight = max(2, size // 9)
    scale = cv2.getFontScaleFromHeight(cv2.FONT_HERSHEY_SIMPLEX, size, max(1, size // 10))
    (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, weight)
    drawn = np.full((STRIP, width + 4), _PAPER, np.uint8)
    cv2.putText(drawn, text, (2, (STRIP + size) // 2), cv2.FONT_HERSHEY_SIMPLEX, scale, 30, weight, cv2.LINE_AA)
    return drawn
