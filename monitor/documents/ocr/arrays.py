"""Names the arrays and boxes of pixels that the steps of reading a page hand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

Pixels = np.ndarray[Any, np.dtype[Any]]
"""Rows × columns; grey from 0 (black) to 255 (paper), or a mask that is 255 where something is."""


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds pixels: left and top are inside, right and bottom are not."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Give the number of columns."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Give the number of rows."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Give the height of the middle."""
        return (self.top + self.bottom) / 2

    def of(self, pixels: Pixels) -> Pixels:
        """Cut the box out of an array."""
        return pixels[self.top : self.bottom, self.left : self.right]

    def moved(self, right: int, down: int) -> Box:
        """Give the box moved."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)


def around(boxes: Iterable[Box]) -> Box:
    """Give the box around boxes (at least one)."""
    known = list(boxes)
    return Box(
        min(b.left for b in known),
        min(b.top for b in known),
        max(b.right for b in known),
        max(b.bottom for b in known),
    )
