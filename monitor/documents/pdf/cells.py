"""Reads the text of one cell: its lines, and which line breaks only the width of the cell has made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.documents.pdf.glyph import Glyph
from monitor.documents.pdf.lines import Line, is_wide, lines_of

_PADDING = 11.0
"""Points that a cell keeps free left and right together, by the defaults of writing programs."""
_CUT_FIGURE = 3
"""Digits that a line must hold at least before its end may cut a number."""
_STACKED = 2
"""Characters in a line of a label that is written from top to bottom."""
_FIGURE_PARTS = frozenset("0123456789,.，．０１２３４５６７８９")


def cell_text(glyphs: Sequence[Glyph], width: float) -> tuple[str, tuple[Line, ...]]:
    """Give the text of a cell and its lines; `width` is the cell's, in points.

    Lines that the cell's width has broken are joined; others stay lines.
    """
    lines = tuple(lines_of(_upright(glyphs)))
    if is_stacked(lines):
        return "".join(line.text for line in lines), lines
    parts = [line.text for line in lines[:1]]
    for before, after in pairwise(lines):
        parts += [_joint(before, after, width), after.text]
    return "".join(parts), lines


def is_stacked(lines: Sequence[Line]) -> bool:
    """Tell a label whose characters stand one below the other."""
    return len(lines) > 1 and all(len(line.text) <= _STACKED and is_wide(line.text[-1]) for line in lines)


def _joint(before: Line, after: Line, width: float) -> str:
    if not is_full(before, after, width):
        return "\n"
    ends = before.text[-1], after.text[0]
    if set(ends) <= _FIGURE_PARTS:
        return "" if _is_cut_figure(before.text) else "\n"
    return "" if any(is_wide(end) for end in ends) else " "


def _is_cut_figure(text: str) -> bool:
    return sum(c.isdigit() for c in text) >= _CUT_FIGURE and set(text) <= _FIGURE_PARTS


def is_full(before: Line, after: Line, width: float) -> bool:
    """Tell whether the first character of a line would not have fitted at the end of the one above."""
    room = width - (before.right - before.left)
    first = after.glyphs[0]
    return room < _PADDING + 1.3 * (first.right - first.left)


def _upright(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Turn glyphs that lie on their side upright, if most of the cell's do."""
    turned = [g for g in glyphs if g.turn]
    if len(turned) * 2 <= len(glyphs):
        return [g for g in glyphs if not g.turn]
    turn = max({g.turn for g in turned}, key=lambda t: sum(g.turn == t for g in turned))
    return [_turned_back(g) for g in turned if g.turn == turn]


def _turned_back(glyph: Glyph) -> Glyph:
    """Give a glyph as it stands after a turn by its own quarters back."""
    half = glyph.size * (0.5 if is_wide(glyph.text) else 0.25)
    across, along = (glyph.left + glyph.right) / 2, glyph.base - 0.38 * glyph.size
    x, y = {1: (along, -across), 2: (-across, -along), 3: (-along, across)}[glyph.turn]
    return glyph._replace(left=x - half, right=x + half, base=y + 0.38 * glyph.size, turn=0)
