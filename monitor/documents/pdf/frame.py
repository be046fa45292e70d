"""Turns coordinates of a page (origin bottom left, as drawn) into those of its reader (origin top left, as shown)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from monitor.documents.pdf.library import pdfium

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Maps a point of the page: x' = a·x + c·y + e, y' = b·x + d·y + f (the matrix of ISO 32000-1, 8.3.4)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Map a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, corners: Box) -> Box:
        """Map a rectangle, given by two corners; the frame turns by quarters, so it stays one."""
        x0, y0 = self.point(corners[0], corners[1])
        x1, y1 = self.point(corners[2], corners[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def quarter(self, dx: float, dy: float) -> int | None:
        """Tell how often a direction is turned clockwise from left-to-right, as shown; None if it is askew."""
        x, y = self.a * dx + self.c * dy, self.b * dx + self.d * dy
        most = max(abs(x), abs(y))
        if most == 0 or min(abs(x), abs(y)) > most * 0.2:
            return None
        if abs(x) >= abs(y):
            return 0 if x > 0 else 2
        return 1 if y > 0 else 3

    def turned(self, quarters: int) -> Frame:
        """Give the frame in which what is turned by so many quarters clockwise stands upright."""
        frame = self
        for _ in range(quarters % 4):
            # a quarter back: what was shown at (x, y) is shown at (y, width - x)
            frame = Frame(
                frame.b, -frame.a, frame.d, -frame.c, frame.f, frame.width - frame.e, frame.height, frame.width
            )
        return frame


def shown(page: Any) -> Frame:
    """Give the frame in which a page is shown: cropped, and turned by its own rotation."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    width, height = box.right - box.left, box.top - box.bottom
    upright = Frame(1, 0, 0, -1, -box.left, box.top, width, height)
    return upright.turned(-pdfium.FPDFPage_GetRotation(page))


def back(box: Box, frame: Frame, quarters: int) -> Box:
    """Map a rectangle of a frame that was turned by so many quarters back to the frame as shown."""
    for _ in range(quarters % 4):
        # a quarter clockwise: what stands at (x, y) is shown at (height - y, x)
        frame_height = frame.height
        box = (frame_height - box[3], box[0], frame_height - box[1], box[2])
        frame = Frame(0, 0, 0, 0, 0, 0, frame.height, frame.width)
    return box
