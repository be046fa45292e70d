"""Reads one page of an OFD file: its text objects as glyphs, its paths as ruled lines (GB/T 33190-2016, 8 to 11)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.documents.office.flow import Budget
from monitor.documents.office.xml import Element, local, skip, walk
from monitor.documents.pdf.frame import Box, Frame
from monitor.documents.pdf.glyph import Glyph
from monitor.documents.pdf.rules import Rule, Ruled
from monitor.documents.pdf.sheet import Sheet

MM = 72 / 25.4
"""Points a millimetre: OFD measures in millimetres."""
_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_STRAIGHT = 0.6
_THICKEST = 6.0
"""Points: a filled rectangle of no more is a line."""
_MOST_REPEATS = 10_000
_STEP = re.compile(r"[A-Za-z]|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Figures behind each step of a path (table 36): start, move, line, two curves, arc, close."""

Point = tuple[float, float]
Matrix = tuple[float, ...]


class PageReader:
    """Gathers what a page and its templates show."""

    def __init__(self, box: Sequence[float], budget: Budget) -> None:
        self._box = box if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0.0, 0.0, 210.0, 297.0)  # noqa: PLR2004 - x, y, width, height
        self._budget = budget
        self._glyphs: list[Glyph] = []
        self._ruled = Ruled()

    def read(self, page: Element | None) -> None:
        """Take a page's content, or a template's."""
        if page is None:
            return
        takers = {"TextObject": self._text, "PathObject": self._path, "ImageObject": self._image}
        space = page.tag.rpartition("}")[0]
        braced = f"{space}}}" if space else ""
        walk(page, {braced + name: taker for name, taker in takers.items()}, {})

    def sheet(self, number: int) -> Sheet:
        """Give the page."""
        width, height = self._box[2] * MM, self._box[3] * MM
        areas = [(x1 - x0) * (y1 - y0) / (width * height) for x0, y0, x1, y1 in self._ruled.pictures]
        return Sheet(
            number=number,
            frame=Frame(1, 0, 0, 1, 0, 0, width, height),
            quarters=0,
            glyphs=self._glyphs,
            ruled=self._ruled,
            is_picture=False,
            is_silent=False,
            largest_picture=max(areas, default=0.0),
        )

    def _text(self, element: Element) -> bool:
        size = (numbers(element.get("Size")) or (0.0,))[0]
        if size <= 0 or element.get("Visible") == "false" or element.get("Alpha") == "0":
            return skip(element)
        place = _Place(element)
        down = math.hypot(place.matrix[2], place.matrix[3])
        across = math.hypot(place.matrix[0], place.matrix[1])
        for code, advance, (x, y) in _codes(element, size):
            left, base = place.point((x, y))
            wide = max(0.1, min(advance, _natural(code, size))) * across * MM
            self._budget.text(code)
            if place.is_upright and not code.isspace():
                self._glyphs.append(Glyph(code, left, left + wide, base, size * down * MM, 0))
        return False

    def _path(self, element: Element) -> bool:
        if element.get("Visible") == "false":
            return skip(element)
        place = _Place(element)
        data = next((e.text or "" for e in element if local(e) == "AbbreviatedData"), "")
        for line in _lines(data):
            points = [place.point(p) for p in line]
            if element.get("Fill") == "true" and self._thin(points):
                continue
            if element.get("Stroke") != "false":
                self._rule(points)
        return False

    def _thin(self, points: Sequence[Point]) -> bool:
        """Take a filled rectangle that is so thin that it is a line."""
        left, top, right, bottom = _around(points)
        if bottom - top <= min(_THICKEST, right - left):
            self._ruled.across.append(Rule((top + bottom) / 2, left, right))
            return True
        if right - left <= min(_THICKEST, bottom - top):
            self._ruled.down.append(Rule((left + right) / 2, top, bottom))
            return True
        return False

    def _rule(self, points: Sequence[Point]) -> None:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
                self._ruled.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
                self._ruled.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _image(self, element: Element) -> bool:
        x, y, wide, high = _Place(element).boundary
        self._ruled.pictures.append((x * MM, y * MM, (x + wide) * MM, (y + high) * MM))
        return False


class _Place:
    """Says where an object stands: its own coordinates go through its matrix into its boundary (8.5)."""

    def __init__(self, element: Element) -> None:
        boundary = numbers(element.get("Boundary"))
        matrix = numbers(element.get("CTM"))
        self.boundary = boundary if len(boundary) == 4 else (0.0, 0.0, 0.0, 0.0)  # noqa: PLR2004 - x, y, width, height
        self.matrix: Matrix = matrix if len(matrix) == 6 else _UPRIGHT  # noqa: PLR2004 - a to f
        self.is_upright = self.matrix[0] > 0 and self.matrix[3] > 0 and abs(self.matrix[1]) < self.matrix[0] / 5

    def point(self, p: Point) -> Point:
        """Give a point in points of the page."""
        a, b, c, d, e, f = self.matrix
        x, y = p
        return (self.boundary[0] + a * x + c * y + e) * MM, (self.boundary[1] + b * x + d * y + f) * MM


def _codes(element: Element, size: float) -> Iterator[tuple[str, float, Point]]:
    """Give every character with its advance and where it stands; a run without X or Y goes on from the one before."""
    x = y = 0.0
    for run in element:
        if local(run) != "TextCode":
            continue
        x = (numbers(run.get("X")) or (x,))[0]
        y = (numbers(run.get("Y")) or (y,))[0]
        text = run.text or ""
        across, down = _deltas(run.get("DeltaX"), len(text)), _deltas(run.get("DeltaY"), len(text))
        for i, code in enumerate(text):
            advance = across[i] if i < len(across) else 0.0 if down else _natural(code, size)
            yield code, advance or _natural(code, size), (x, y)
            x += advance
            y += down[i] if i < len(down) else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """Read distances: `g 3 4.5` stands for three times 4.5 (11.3)."""
    words = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < most:
        if words[at] == "g" and at + 2 < len(words):
            times, distance = numbers(f"{words[at + 1]} {words[at + 2]}") or (0.0, 0.0)
            found += [distance] * int(max(0, min(times, most, _MOST_REPEATS)))
            at += 3
        else:
            found += numbers(words[at]) or (0.0,)
            at += 1
    return found


def _natural(code: str, size: float) -> float:
    return size if unicodedata.east_asian_width(code) in "WF" else size / 2


def _lines(data: str) -> Iterator[list[Point]]:
    """Give the figures of a path as points; of a curve only where it ends."""
    steps = _STEP.findall(data)
    line: list[Point] = []
    at = 0
    while at < len(steps):
        step = steps[at]
        count = _ARGUMENTS.get(step, 0)
        figures = numbers(" ".join(steps[at + 1 : at + 1 + count]))
        at += 1 + count
        if step == "C" and line:
            line.append(line[0])
        elif len(figures) >= 2 and step in _ARGUMENTS:  # noqa: PLR2004 - a point
            if step in {"S", "M"} and line:
                yield line
                line = []
            line.append((figures[-2], figures[-1]))
    if line:
        yield line


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def numbers(text: str | None) -> tuple[float, ...]:
    """Read numbers parted by blanks; nonsense gives none at all."""
    try:
        found = tuple(float(word) for word in (text or "").split())
    except ValueError:
        return ()
    return found if all(math.isfinite(n) and abs(n) < 1e6 for n in found) else ()  # noqa: PLR2004 - no page is a kilometre wide
