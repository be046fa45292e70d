"""Reads one page: what is shown on it as glyphs, lines and pictures, in the frame in which its text is upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from monitor.documents.limits import Limits
from monitor.documents.pdf.frame import Box, Frame, back, shown
from monitor.documents.pdf.glyph import Glyph
from monitor.documents.pdf.glyphs import read_glyphs
from monitor.documents.pdf.rules import Ruled, read_ruled
from monitor.documents.pdf.trust import credible

_WHITE = 0.95
_FAINT = 0.6
_DARK = 0.6
_LARGE = 1.8
"""Times the usual size from which on faint letters are a watermark."""
_FEW = 12
"""Letters that a page of pictures may show: its number, a stamp."""
_COVERED = 0.4
"""Share of a page that its pictures cover at least, where they are all that it shows."""
_OUTLINES = 300
"""Drawings from which on a page without letters is a text turned into outlines."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Holds one page."""

    number: int
    frame: Frame
    quarters: int
    glyphs: list[Glyph]
    ruled: Ruled
    is_picture: bool
    """Whether all that the page says is a picture; its glyphs, if any, are another program's guess."""
    is_silent: bool
    """Whether not even such a guess stands under the picture."""
    largest_picture: float
    """Share of the page that its largest picture covers."""

    def as_shown(self, box: Box) -> Box:
        """Give a box of the upright page as it lies on the page as shown."""
        return back(box, self.frame, self.quarters)


def read_sheet(page: Any, number: int, limits: Limits) -> Sheet:
    """Read a page. Raises ReadError `too_large`."""
    drawn = read_glyphs(page, shown(page), limits)
    ruled = read_ruled(page, drawn.frame)
    drawn_glyphs = credible(drawn.glyphs)
    visible = _visible(drawn_glyphs, ruled)
    whole = drawn.frame.width * drawn.frame.height
    areas = [_area_on(picture, drawn.frame) / whole for picture in ruled.pictures]
    is_picture = len(visible) <= _FEW and (sum(areas) >= _COVERED or ruled.drawings >= _OUTLINES)
    under = [g for g in drawn_glyphs if g.hidden] if is_picture else []
    is_guessed = len(under) > len(visible)
    glyphs = under if is_guessed else visible
    return Sheet(
        number=number,
        frame=drawn.frame,
        quarters=drawn.quarters,
        glyphs=glyphs,
        ruled=ruled,
        is_picture=is_picture,
        is_silent=is_picture and not is_guessed,
        largest_picture=max(areas, default=0.0),
    )


def _visible(glyphs: Sequence[Glyph], ruled: Ruled) -> list[Glyph]:
    """Leave out what has no ink or the paper's colour, and large faint letters."""
    sizes = sorted(g.size for g in glyphs)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return [g for g in glyphs if not g.hidden and (g.light < _FAINT or _is_legible(g, usual, ruled))]


def _is_legible(glyph: Glyph, usual: float, ruled: Ruled) -> bool:
    x, y = (glyph.left + glyph.right) / 2, glyph.base - 0.38 * glyph.size
    return ruled.is_on_ground(x, y, _DARK) or (glyph.light < _WHITE and glyph.size < _LARGE * usual)


def _area_on(box: Box, frame: Frame) -> float:
    """Give the area of a box that lies on the page."""
    width = min(box[2], frame.width) - max(box[0], 0)
    height = min(box[3], frame.height) - max(box[1], 0)
    return max(width, 0) * max(height, 0)
