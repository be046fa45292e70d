"""Reads the text of one cell: its lines, and which line breaks only the width of the cell has made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.documents.pdf.glyph import Glyph
from monitor.documents.pdf.lines import Line, is_wide, lines_of

_PADDING = 11.0
"""Points that a cell keeps free left and right together, by the defaults of writing programs."""
_CUT_FIGURE = 3
"""Digits of a line from which on its end surely cuts a number: narrower cells might hold two."""
_STACKED = 2
"""Characters that a line may hold at most where a label is written from top to bottom, mostly one: 三、 本 年 度."""
_FIGURE_PARTS = frozenset("0123456789,.，．０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class CellText:
    """Holds the text of a cell."""

    text: str
    lines: tuple[Line, ...]
    sure: bool = True
    """False where lines of figures were joined that may have been two, or not joined that may have been one."""


def cell_text(glyphs: Sequence[Glyph], width: float) -> CellText:
    """Give the text of a cell; `width` is the cell's, in points.

    Lines that the cell's width has broken are joined; others stay lines.
    """
    lines = tuple(lines_of(_upright(glyphs)))
    if is_stacked(lines):
        return CellText("".join(line.text for line in lines), lines)
    parts = [line.text for line in lines[:1]]
    for before, after in pairwise(lines):
        parts += [_joint(before, after, width), after.text]
    sure = all(_is_sure(before, after, width) for before, after in pairwise(lines))
    return CellText("".join(parts), lines, sure=sure)


def is_stacked(lines: Sequence[Line]) -> bool:
    """Tell a label whose characters stand one below the other."""
    single = sum(len(line.text) == 1 for line in lines)
    short = all(len(line.text) <= _STACKED and is_wide(line.text[-1]) for line in lines)
    return len(lines) > 1 and short and single * 2 > len(lines)


def _joint(before: Line, after: Line, width: float) -> str:
    if not is_full(before, after, width):
        return "\n"
    ends = before.text[-1], after.text[0]
    return "" if set(ends) <= _FIGURE_PARTS or any(is_wide(end) for end in ends) else " "


def _is_sure(before: Line, after: Line, width: float) -> bool:
    """Tell whether it is beyond doubt that two lines are one figure, or two texts."""
    if is_full(before, after, width):
        return not {before.text[-1], after.text[0]} <= _FIGURE_PARTS or _is_long_figure(before.text)
    return not set(before.text + after.text) <= _FIGURE_PARTS


def _is_long_figure(text: str) -> bool:
    return sum(c.isdigit() for c in text) >= _CUT_FIGURE


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
