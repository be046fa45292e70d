"""Takes the characters of a page from PDFium, with where they stand and how they are drawn."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from monitor.documents.limits import Limits, ReadError
from monitor.documents.pdf.frame import Box, Frame
from monitor.documents.pdf.glyph import UNKNOWN, Glyph
from monitor.documents.pdf.library import number_of, pdfium, quick
from monitor.documents.pdf.plain import PLAIN

_BLANKS = frozenset({0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F, 0xFEFF, 0})
_LINE_END_HYPHEN = 0x02
"""What PDFium makes of a hyphen at the end of a line."""
_NAMELESS = (range(0x20), range(0x7F, 0xA0), range(0xD800, 0xF900), range(0xF0000, 0x110001))
"""Controls, surrogates and private use (Unicode 16, chapter 23): codes that name no character to a reader."""
_INKLESS = frozenset({3, 7})
"""Text rendering modes that leave no ink (ISO 32000-1, table 106)."""


class _Style(NamedTuple):
    """Says how a run of text is drawn."""

    size: float
    quarter: int | None
    light: float
    hidden: bool
    font: int


class _Mark(NamedTuple):
    """Holds a character as PDFium gives it, in coordinates of the page."""

    text: str
    style: _Style
    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True)
class Drawn:
    """Holds the characters of a page and the frame in which most of them stand upright."""

    glyphs: list[Glyph]
    frame: Frame
    quarters: int
    """By how many quarters clockwise that frame is turned back from the page as shown."""


def read_glyphs(page: Any, frame: Frame, limits: Limits) -> Drawn:
    """Read the characters that stand on a page as shown; what is askew (a watermark) or off the page is left out.

    Raises ReadError `too_large`.
    """
    with _text_of(page) as text:
        count = pdfium.FPDFText_CountChars(text)
        if count > limits.characters:
            raise ReadError("too_large", f"{count} characters")
        marks = [mark for mark in _marks(number_of(text), max(count, 0), frame) if mark.style.quarter is not None]
    turns = Counter(mark.style.quarter for mark in marks)
    quarters = max(turns, key=lambda q: (turns[q], q == 0), default=0) or 0
    upright = frame.turned(quarters)
    glyphs = [_glyph(mark, upright, quarters) for mark in marks]
    return Drawn([g for g in glyphs if _is_on(g, upright)], upright, quarters)


@contextmanager
def _text_of(page: Any) -> Iterator[Any]:
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield text
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


def _marks(text: int, count: int, frame: Frame) -> Iterator[_Mark]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    x_, y_, box_ = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    ask, style_of = _asked(), _Styles(text, frame).of
    for index in range(count):
        code = ask.unicode(text, index)
        if code in _BLANKS:
            continue
        ask.origin(text, index, x_, y_)
        ask.box(text, index, box_)
        character = UNKNOWN if ask.is_unmapped(text, index) else _character(code)
        yield _Mark(character, style_of(index), x.value, y.value, (box.left, box.bottom, box.right, box.top))


def _character(code: int) -> str:
    """Give the character of a code; the private and the impossible ones name nothing."""
    if code == _LINE_END_HYPHEN:
        return "-"
    if any(code in codes for codes in _NAMELESS):
        return UNKNOWN
    character = chr(code)
    return PLAIN.get(character, character)


class _Asked(NamedTuple):
    """Holds the functions that are asked some thousand times a page."""

    unicode: Callable[..., int]
    is_unmapped: Callable[..., int]
    origin: Callable[..., int]
    box: Callable[..., int]
    run: Callable[..., int]
    matrix: Callable[..., int]
    size: Callable[..., float]
    colour: Callable[..., int]
    mode: Callable[..., int]
    font: Callable[..., int]


@cache
def _asked() -> _Asked:
    number, handle, place = ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
    return _Asked(
        unicode=quick("FPDFText_GetUnicode", ctypes.c_uint, handle, number),
        is_unmapped=quick("FPDFText_HasUnicodeMapError", number, handle, number),
        origin=quick("FPDFText_GetCharOrigin", number, handle, number, place, place),
        box=quick("FPDFText_GetLooseCharBox", number, handle, number, place),
        run=quick("FPDFText_GetTextObject", handle, handle, number),
        matrix=quick("FPDFText_GetMatrix", number, handle, number, place),
        size=quick("FPDFText_GetFontSize", ctypes.c_double, handle, number),
        colour=quick("FPDFText_GetFillColor", number, handle, number, place, place, place, place),
        mode=quick("FPDFTextObj_GetTextRenderMode", number, handle),
        font=quick("FPDFTextObj_GetFont", handle, handle),
    )


class _Styles:
    """Keeps how every run of text is drawn, asked once a run."""

    def __init__(self, text: int, frame: Frame) -> None:
        self._text = text
        self._frame = frame
        self._asked = _asked()
        self._known: dict[int, _Style] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._matrix_ = ctypes.byref(self._matrix)
        self._colour_ = tuple(ctypes.byref(part) for part in self._colour)
        self._quarters: dict[tuple[float, float], int | None] = {}

    def of(self, index: int) -> _Style:
        """Give how the character at an index is drawn."""
        run = self._asked.run(self._text, index)
        style = self._known.get(run)
        if style is None:
            style = self._known[run] = self._ask(run, index)
        return style

    def _ask(self, run: int, index: int) -> _Style:
        ask, matrix = self._asked, self._matrix
        ask.matrix(self._text, index, self._matrix_)
        return _Style(
            ask.size(self._text, index) * math.hypot(matrix.c, matrix.d),
            self._quarter(matrix.a, matrix.b),
            self._light(index),
            ask.mode(run) in _INKLESS,
            ask.font(run) or 0,
        )

    def _quarter(self, dx: float, dy: float) -> int | None:
        if (dx, dy) not in self._quarters:
            self._quarters[dx, dy] = self._frame.quarter(dx, dy)
        return self._quarters[dx, dy]

    def _light(self, index: int) -> float:
        if not self._asked.colour(self._text, index, *self._colour_):
            return 0.0
        red, green, blue, alpha = self._colour
        return brightness(red.value, green.value, blue.value, alpha.value)


def brightness(red: int, green: int, blue: int, alpha: int) -> float:
    """Give how bright a colour (parts 0 to 255) looks on white paper: 0 is black, 1 is white."""
    ink = 1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return 1 - ink * alpha / 255


def _glyph(mark: _Mark, upright: Frame, quarters: int) -> Glyph:
    style = mark.style
    left, top, right, bottom = upright.box(mark.box)
    turn = ((style.quarter or 0) - quarters) % 4
    base = upright.point(mark.x, mark.y)[1] if turn == 0 else (top + bottom) / 2 + 0.38 * style.size
    return Glyph(mark.text, left, right, base, style.size, style.font, turn, style.light, style.hidden)


def _is_on(glyph: Glyph, frame: Frame) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return 0 <= middle <= frame.width and 0 <= glyph.base - 0.3 * glyph.size <= frame.height and glyph.size > 0
