"""Takes the ruled lines and the pictures of a page from PDFium: strokes, thin and shaded rectangles, thin pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from monitor.documents.pdf.frame import Box, Frame
from monitor.documents.pdf.glyphs import brightness
from monitor.documents.pdf.library import pdfium

_THICKEST = 6.0
"""Points: a filled rectangle of no more is a line, one of more is a ground on which something stands."""
_STRAIGHT = 0.6
"""Points by which a line may lean."""
_LEAST = 0.4
_FARTHEST = 100_000.0
"""Points from the corner of the page, beyond which nothing is drawn by anyone who wants it seen."""
_MOST_OBJECTS = 60_000
_MOST_POINTS = 400
"""A path of more points is a drawing, no table."""
_DEEPEST = 4
_WHITE = 0.97
_WHOLE_PAGE = 0.8
_LINE, _MOVE = 0, 2


class Rule(NamedTuple):
    """Holds a straight line along one axis: where it stands across it, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Ruled:
    """Gathers what is drawn on a page beside its text."""

    across: list[Rule] = field(default_factory=list)
    """Lines from left to right."""
    down: list[Rule] = field(default_factory=list)
    grounds: list[tuple[Box, float]] = field(default_factory=list)
    """Filled rectangles that can be seen, in the order of drawing, with their brightness."""
    pictures: list[Box] = field(default_factory=list)
    drawings: int = 0
    """Paths that are no lines: letters turned into outlines, for one."""
    complete: bool = True
    """False when the page holds more than was looked at."""

    def is_on_ground(self, x: float, y: float, light: float) -> bool:
        """Tell whether a point lies on a ground darker than `light`."""
        return any(
            shade < light and left <= x <= right and top <= y <= bottom
            for (left, top, right, bottom), shade in self.grounds
        )


class _Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def times(self, outer: _Matrix) -> _Matrix:
        return _Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


_SAME = _Matrix(1, 0, 0, 1, 0, 0)


def read_ruled(page: Any, frame: Frame) -> Ruled:
    """Read the lines and pictures of a page, in its frame."""
    ruled = Ruled()
    to_frame = _Matrix(frame.a, frame.b, frame.c, frame.d, frame.e, frame.f)
    taker = _Taker(ruled, frame.width * frame.height)
    for count, (part, matrix) in enumerate(_parts(page, to_frame)):
        if count >= _MOST_OBJECTS:
            ruled.complete = False
            break
        taker.take(part, matrix)
    return ruled


def _parts(page: Any, matrix: _Matrix) -> Iterator[tuple[Any, _Matrix]]:
    """Give every object of a page that is neither text nor a group, groups opened, with what maps it to the frame."""
    waiting = [(pdfium.FPDFPage_GetObject(page, i), matrix, 0) for i in range(_count(page) - 1, -1, -1)]
    while waiting:
        part, outer, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield part, outer
        elif depth < _DEEPEST:
            inner = _matrix(part).times(outer)
            count = min(max(pdfium.FPDFFormObj_CountObjects(part), 0), _MOST_OBJECTS)
            waiting += [(pdfium.FPDFFormObj_GetObject(part, i), inner, depth + 1) for i in range(count - 1, -1, -1)]


def _count(page: Any) -> int:
    return min(max(int(pdfium.FPDFPage_CountObjects(page)), 0), _MOST_OBJECTS)


def _matrix(part: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(part, ctypes.byref(matrix)):
        return _SAME
    return _Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


class _Taker:
    """Sorts the objects of a page into lines, grounds, pictures and drawings."""

    def __init__(self, ruled: Ruled, area: float) -> None:
        self._ruled = ruled
        self._area = area

    def take(self, part: Any, outer: _Matrix) -> None:
        """Take one object."""
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._take_path(part, outer)
        elif kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING}:
            self._take_picture(part, outer)

    def _take_picture(self, part: Any, outer: _Matrix) -> None:
        whole = _matrix(part).times(outer)
        corners = [whole.point(x, y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        if not _is_near(corners):
            return
        box = _around(corners)
        if min(box[2] - box[0], box[3] - box[1]) <= _THICKEST:
            self._take_line(box)
        else:
            self._ruled.pictures.append(box)

    def _take_path(self, part: Any, outer: _Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(part, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            return
        figures = [f for f in _figures(part, _matrix(part).times(outer)) if _is_near(f[0])]
        if not figures:
            self._ruled.drawings += 1
        for points, closed in figures:
            if fill.value and _is_upright(points):
                self._take_ground(part, _around(points), stroked=bool(stroke.value))
            elif stroke.value:
                self._take_strokes(part, points, closed=closed)

    def _take_strokes(self, part: Any, points: list[tuple[float, float]], *, closed: bool) -> None:
        if _light(part, pdfium.FPDFPageObj_GetStrokeColor) >= _WHITE:
            return
        ends = [*points[1:], points[0]] if closed else points[1:]
        for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
            if min(abs(x1 - x0), abs(y1 - y0)) <= _STRAIGHT:
                self._take_line((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _take_ground(self, part: Any, box: Box, *, stroked: bool) -> None:
        """Take a filled rectangle: thin, it is a line; else a ground, unless it is the page or white on white."""
        width, height = box[2] - box[0], box[3] - box[1]
        light = _light(part, pdfium.FPDFPageObj_GetFillColor)
        if min(width, height) <= _THICKEST and max(width, height) > min(width, height):
            if light < _WHITE or stroked:
                self._take_line(box)
            return
        if width * height > self._area * _WHOLE_PAGE:
            return
        if stroked:
            self._take_border(box)
        if light < _WHITE or self._ruled.is_on_ground((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, _WHITE):
            self._ruled.grounds.append((box, light))

    def _take_border(self, box: Box) -> None:
        left, top, right, bottom = box
        self._ruled.across += [Rule(top, left, right), Rule(bottom, left, right)]
        self._ruled.down += [Rule(left, top, bottom), Rule(right, top, bottom)]

    def _take_line(self, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if width >= height and width >= _LEAST:
            self._ruled.across.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
        elif height > width and height >= _LEAST:
            self._ruled.down.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))


def _figures(path: Any, matrix: _Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Give the straight figures of a path and whether each is closed; one with a curve or too many points is left."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 0 < count <= _MOST_POINTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    x_, y_ = ctypes.byref(x), ctypes.byref(y)
    points: list[tuple[float, float]] = []
    closed = straight = True
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x_, y_)
        if kind == _MOVE and points:
            if straight and len(points) > 1:
                yield points, closed
            points, straight = [], True
        points.append(matrix.point(x.value, y.value))
        straight = straight and kind in {_LINE, _MOVE}
        closed = bool(pdfium.FPDFPathSegment_GetClose(segment))
    if straight and len(points) > 1:
        yield points, closed


def _is_near(points: list[tuple[float, float]]) -> bool:
    """Tell whether all points can be measured: not infinitely far, nor nowhere (NaN)."""
    return all(abs(x) < _FARTHEST and abs(y) < _FARTHEST for x, y in points)


def _is_upright(points: list[tuple[float, float]]) -> bool:
    """Tell whether the points are those of a rectangle along the axes, or of a line."""
    left, top, right, bottom = _around(points)
    return all(
        min(abs(x - left), abs(x - right)) <= _STRAIGHT and min(abs(y - top), abs(y - bottom)) <= _STRAIGHT
        for x, y in points
    )


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _light(part: Any, ask: Any) -> float:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(part, *(ctypes.byref(p) for p in (red, green, blue, alpha))):
        return 0.0
    return brightness(red.value, green.value, blue.value, alpha.value)
