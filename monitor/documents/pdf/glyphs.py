"""Takes the characters of a page from PDFium, with where they stand and how they are drawn."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from monitor.documents.limits import Limits, ReadError
from monitor.documents.pdf.frame import Frame
from monitor.documents.pdf.glyph import UNKNOWN, Glyph
from monitor.documents.pdf.library import address, pdfium
from monitor.documents.pdf.plain import PLAIN

_BLANKS = frozenset({0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000, *range(0x2000, 0x200C), 0x202F, 0x205F, 0xFEFF, 0})
_LINE_END_HYPHEN = 0x02
"""What PDFium makes of a hyphen at the end of a line."""
_INKLESS = frozenset({3, 7})
"""Text rendering modes that leave no ink (ISO 32000-1, table 106)."""


class _Style(NamedTuple):
    """Says how a run of text is drawn."""

    size: float
    quarter: int | None
    light: float
    hidden: bool
    font: int


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
        styles = _Styles(text, frame)
        marks = [mark for mark in _marks(text, max(count, 0)) if styles.of(mark).quarter is not None]
    turns = Counter(styles.of(mark).quarter for mark in marks)
    quarters = max(turns, key=lambda q: (turns[q], q == 0), default=0) or 0
    upright = frame.turned(quarters)
    glyphs = [_glyph(mark, styles.of(mark), upright, quarters) for mark in marks]
    return Drawn([g for g in glyphs if _is_on(g, upright)], upright, quarters)


@contextmanager
def _text_of(page: Any) -> Iterator[Any]:
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield text
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


class _Mark(NamedTuple):
    """Holds a character as PDFium gives it, in coordinates of the page."""

    index: int
    text: str
    run: int
    x: float
    y: float
    box: tuple[float, float, float, float]


def _marks(text: Any, count: int) -> Iterator[_Mark]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    x_, y_, box_ = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    # these names are looked up some thousand times a page
    unicode, is_unmapped, run_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_HasUnicodeMapError, _run_of
    origin, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    for index in range(count):
        code = unicode(text, index)
        if code in _BLANKS:
            continue
        origin(text, index, x_, y_)
        box_of(text, index, box_)
        mark = UNKNOWN if is_unmapped(text, index) else _character(code)
        corners = (box.left, box.bottom, box.right, box.top)
        yield _Mark(index, mark, run_of(text, index), x.value, y.value, corners)


def _run_of(text: Any, index: int) -> int:
    return address(pdfium.FPDFText_GetTextObject(text, index))


def _character(code: int) -> str:
    """Give the character of a code; the private and the impossible ones name nothing."""
    if code == _LINE_END_HYPHEN:
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or code >= 0xF0000:
        return UNKNOWN
    character = chr(code)
    return PLAIN.get(character, character)


class _Styles:
    """Keeps how every run of text is drawn, asked once a run."""

    def __init__(self, text: Any, frame: Frame) -> None:
        self._text = text
        self._frame = frame
        self._known: dict[int, _Style] = {}

    def of(self, mark: _Mark) -> _Style:
        style = self._known.get(mark.run)
        if style is None:
            style = self._known[mark.run] = self._ask(mark.index)
        return style

    def _ask(self, index: int) -> _Style:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix))
        run = pdfium.FPDFText_GetTextObject(self._text, index)
        upwards = (matrix.c**2 + matrix.d**2) ** 0.5
        return _Style(
            size=pdfium.FPDFText_GetFontSize(self._text, index) * upwards,
            quarter=self._frame.quarter(matrix.a, matrix.b),
            light=self._light(index),
            hidden=pdfium.FPDFTextObj_GetTextRenderMode(run) in _INKLESS,
            font=address(pdfium.FPDFTextObj_GetFont(run)),
        )

    def _light(self, index: int) -> float:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        parts = [ctypes.byref(part) for part in (red, green, blue, alpha)]
        if not pdfium.FPDFText_GetFillColor(self._text, index, *parts):
            return 0.0
        return brightness(red.value, green.value, blue.value, alpha.value)


def brightness(red: int, green: int, blue: int, alpha: int) -> float:
    """Give how bright a colour (parts 0 to 255) looks on white paper: 0 is black, 1 is white."""
    ink = 1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return 1 - ink * alpha / 255


def _glyph(mark: _Mark, style: _Style, upright: Frame, quarters: int) -> Glyph:
    left, top, right, bottom = upright.box(mark.box)
    turn = ((style.quarter or 0) - quarters) % 4
    base = upright.point(mark.x, mark.y)[1] if turn == 0 else (top + bottom) / 2 + 0.38 * style.size
    return Glyph(mark.text, left, right, base, style.size, style.font, turn, style.light, style.hidden)


def _is_on(glyph: Glyph, frame: Frame) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return 0 <= middle <= frame.width and 0 <= glyph.base - 0.3 * glyph.size <= frame.height and glyph.size > 0
