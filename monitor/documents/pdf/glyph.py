"""Defines a glyph as it stands on an upright page."""

from __future__ import annotations

from typing import NamedTuple

UNKNOWN = "\ufffd"
"""Stands for a character that the file does not name, or does not name credibly."""
_DESCENT = 0.12
"""Share of a Chinese character's height that hangs below the line on which it stands."""


class Glyph(NamedTuple):
    """Holds one character; lengths in points, origin top left."""

    text: str
    left: float
    right: float
    base: float
    """The line on which it stands, measured from the top."""
    size: float
    font: int
    """Tells fonts apart, and nothing else."""
    turn: int = 0
    """Quarters by which it is turned clockwise; its lengths are then those of the page turned back."""
    light: float = 0.0
    """Brightness of its colour: 0 is black, 1 is white or invisible."""
    hidden: bool = False
    """Drawn without ink: the text under a scanned picture."""

    @property
    def top(self) -> float:
        """Give its upper edge."""
        return self.base - (1 - _DESCENT) * self.size

    @property
    def bottom(self) -> float:
        """Give its lower edge."""
        return self.base + _DESCENT * self.size
