"""Puts glyphs together to lines of text, and tells a blank from the space that a font leaves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from monitor.documents.pdf.frame import Box
from monitor.documents.pdf.glyph import UNKNOWN, Glyph

_SAME_LINE = 0.45
"""Share of a letter's height by which letters of one line may stand higher or lower."""
_TWICE = 0.15
"""Share of a letter's height by which a letter is shifted that is drawn again to look bold."""
_NARROW_GAP = 0.2
"""Share of a letter's height that parts two figures or words; a blank is a quarter at least."""
_WIDE_GAP = 0.6
"""The same between Chinese characters, which are often set apart to fill a line."""
_MIXED_GAP = 0.42
"""The same between the two kinds: writing programs put a quarter there by themselves."""
_COLUMN_GAP = 2.0
"""Share of a letter's height that shows two columns."""
_RAISED = 0.2
_SMALLER = 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """Holds one line of text; lengths in points, origin top left."""

    text: str
    left: float
    right: float
    base: float
    size: float
    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> Box:
        """Give where the line stands."""
        tallest = max(self.glyphs, key=_size)
        return self.left, tallest.top, self.right, tallest.bottom

    @property
    def is_spaced(self) -> bool:
        """Tell whether parts of the line stand apart as columns do."""
        return any(after.left - before.right > _COLUMN_GAP * self.size for before, after in pairwise(self.glyphs))

    def words(self, gap: float) -> list[Line]:
        """Give the parts of the line that stand apart; `gap` is a share of a letter's height."""
        if all(after.left - before.right <= gap * self.size for before, after in pairwise(self.glyphs)):
            return [self]
        parts: list[list[Glyph]] = [[]]
        for glyph in self.glyphs:
            if parts[-1] and glyph.left - parts[-1][-1].right > gap * self.size:
                parts.append([])
            parts[-1].append(glyph)
        return [line_of(part) for part in parts]


_base, _left, _right, _size = attrgetter("base"), attrgetter("left"), attrgetter("right"), attrgetter("size")


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Give the lines that upright glyphs form, top to bottom."""
    return [line_of(row) for row in _rows(glyphs)]


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=_base):
        if row and glyph.base - row[0].base > _SAME_LINE * min(glyph.size, row[0].size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def line_of(glyphs: Iterable[Glyph]) -> Line:
    """Make one line of glyphs, left to right; what is drawn twice counts once."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=_left):
        if not row or glyph.left - row[-1].left >= _TWICE * glyph.size or not _is_again(glyph, row[-3:]):
            row.append(glyph)
    return Line(
        text=_text(row),
        left=row[0].left,
        right=max(map(_right, row)),
        base=row[0].base,
        size=sorted(map(_size, row))[len(row) // 2],
        glyphs=tuple(row),
    )


def _is_again(glyph: Glyph, before: Sequence[Glyph]) -> bool:
    return any(g.text == glyph.text and glyph.left - g.left < _TWICE * glyph.size for g in before)


def _text(row: Sequence[Glyph]) -> str:
    parts = [row[0].text]
    for before, glyph in pairwise(row):
        if _is_parted(before, glyph):
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)


def _is_parted(before: Glyph, after: Glyph) -> bool:
    space = after.left - before.right
    if space <= _NARROW_GAP * after.size and before.size == after.size and before.base == after.base:
        return False
    wide = is_wide(before.text) + is_wide(after.text)
    gap = (_NARROW_GAP, _MIXED_GAP, _WIDE_GAP)[wide]
    return space > gap * min(before.size, after.size) or (wide == 0 and _is_raised(before, after))


def _is_raised(before: Glyph, after: Glyph) -> bool:
    """Tell a mark set higher or lower beside a figure: 12 with a footnote 1 is no 121."""
    if not (before.text.isdigit() and after.text.isdigit()):
        return False
    small, large = sorted((before.size, after.size))
    return small < _SMALLER * large or abs(before.base - after.base) > _RAISED * large


@lru_cache(maxsize=8192)
def is_wide(text: str) -> bool:
    """Tell whether a character is as wide as high (Unicode annex 11); quotation marks and dashes are in Chinese."""
    return text == UNKNOWN or unicodedata.east_asian_width(text[0]) in {"W", "F"} or text in "“”‘’—…·"
