"""Finds the marks of ink in a cell and the lines of text that they form; tells an empty cell from a faint one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Box, Pixels, around
from monitor.documents.ocr.planes import INK, PRINT

_SPECK = 4
"""What is neither wider nor taller is dirt, unless it stands beside a figure (a point, a comma)."""
_LEAST_POINT = 4
"""Pixels of ink in a point."""
_EDGE = 3
"""What is left of a rule is no thicker than this and runs along the side of a cell."""
_ONE_LINE, _TWO_LINES = 1.25, 1.75
"""By the height of letters: what is lower is one line, what is higher is two."""
_ROOM = 4
"""Pixels above and below a line that are seen with it."""
_TRACE = 215
_LEAST_TRACE = 6
_FAINT = 40
"""A smoothed pixel that much darker than its cell may be what is left of a stroke."""


@dataclass(frozen=True, slots=True)
class Line:
    """Holds a line of text in a cell: its box and the boxes of its marks, all in pixels of the page."""

    box: Box
    marks: tuple[Box, ...]
    room: Box
    """What may be seen of the cell with the line: thin strokes may be too faint for a mark, and 4 without them is 1."""


@dataclass(frozen=True, slots=True)
class Inked:
    """Holds what stands in a cell."""

    lines: tuple[Line, ...]
    clean: bool
    """Nothing is left beside the lines but paper."""


def find_lines(ink: Pixels, shade: Pixels, box: Box) -> Inked:
    """Find the lines of a cell; `box` is what is inside its rules."""
    marks = [m for m in _marks(box.of(ink)) if not _is_rule(m, box)]
    large = [m for m in marks if max(m.width, m.height) > _SPECK]
    bands = _bands(large)
    lines = tuple(_line(group, box) for group in _by_band(marks, bands))
    return Inked(lines, bool(lines) or _is_paper(ink, shade, box))


def marks_of(grey: Pixels, box: Box, threshold: int = INK) -> list[Box]:
    """Give the marks in a box of the page that are darker than a threshold, in pixels of the page."""
    return [m.moved(box.left, box.top) for m in _marks(box.of(grey), threshold)]


def unexplained(grey: Pixels, room: Box, explained: Iterable[Box]) -> bool:
    """Tell whether ink is left, however faint, beside what is explained: a figure's thin strokes or another's."""
    smooth = cv2.GaussianBlur(room.of(grey), (3, 3), 0.7)
    for box in explained:
        inner = box.moved(-room.left, -room.top)
        smooth[max(0, inner.top - 2) : inner.bottom + 2, max(0, inner.left - 2) : inner.right + 2] = 255
    _, _, stats, _ = cv2.connectedComponentsWithStats((smooth < _TRACE).astype(np.uint8), connectivity=8)
    return bool((stats[1:, cv2.CC_STAT_AREA] >= _LEAST_TRACE).any())


def _marks(grey: Pixels, threshold: int = INK) -> list[Box]:
    smooth = cv2.GaussianBlur(grey, (3, 3), 0.7)
    _, _, stats, _ = cv2.connectedComponentsWithStats((smooth < threshold).astype(np.uint8), connectivity=8)
    boxes = ((int(x), int(y), int(w), int(h)) for x, y, w, h, area in stats[1:] if area >= _LEAST_POINT)
    return [Box(x, y, x + w, y + h) for x, y, w, h in boxes]


def _is_rule(mark: Box, cell: Box) -> bool:
    along_side = mark.width <= _EDGE and mark.height > 0.85 * cell.height
    along_end = mark.height <= _EDGE and mark.width > 0.85 * cell.width
    at_side = mark.left <= 1 or mark.right >= cell.width - 1
    at_end = mark.top <= 1 or mark.bottom >= cell.height - 1
    return (along_side and at_side) or (along_end and at_end)


def _bands(marks: Sequence[Box]) -> list[Box]:
    """Join marks that share rows of pixels to lines of text."""
    bands: list[list[Box]] = []
    for mark in sorted(marks, key=lambda m: m.top):
        if bands and mark.top < max(m.bottom for m in bands[-1]) - 1:
            bands[-1].append(mark)
        else:
            bands.append([mark])
    return list(_whole_lines([part for band in bands for part in _parted(band)]))


def _parted(marks: list[Box]) -> list[Box]:
    """Part lines set so close that a bracket or tail of one reaches into the next: at the emptiest row between."""
    whole = around(marks)
    letter = _letter_height(marks)
    if whole.height < _TWO_LINES * letter:
        return [whole]
    ink = np.zeros(whole.height, np.int64)
    for mark in marks:
        ink[mark.top - whole.top : mark.bottom - whole.top] += mark.width
    start, end = round(0.7 * letter), whole.height - round(0.7 * letter)
    cut = whole.top + start + int(ink[start:end].argmin())
    upper, lower = [m for m in marks if m.middle <= cut], [m for m in marks if m.middle > cut]
    return [*_parted(upper), *_parted(lower)] if upper and lower else [whole]


def _letter_height(marks: Sequence[Box]) -> float:
    """Give the height of letters: that of the tallest marks, if no two lines run into one mark."""
    heights = sorted(m.height for m in marks if m.height < 2 * PRINT)
    return max(float(PRINT), float(heights[round(0.9 * (len(heights) - 1))])) if heights else float(PRINT)


def _whole_lines(bands: list[Box]) -> Iterator[Box]:
    """Join what is too low for a line of its own: 二 and 三 have gaps."""
    tallest = max((b.height for b in bands), default=0)
    height = max(tallest, round(1.2 * PRINT))
    current: Box | None = None
    for band in bands:
        joined = band if current is None else around((current, band))
        if current is not None and joined.height > _ONE_LINE * height:
            yield current
            joined = band
        current = joined
    if current is not None:
        yield current


def _by_band(marks: Sequence[Box], bands: Sequence[Box]) -> list[list[Box]]:
    """Count every mark to the line at whose height it stands; points and commas hang a little below."""
    groups: list[list[Box]] = [[] for _ in bands]
    for mark in marks:
        distances = [max(b.top - 2 - mark.middle, mark.middle - b.bottom) for b in bands]
        nearest = min(range(len(bands)), key=distances.__getitem__, default=None)
        if nearest is not None and distances[nearest] <= PRINT // 3:
            groups[nearest].append(mark)
    return [group for group in groups if group]


def _line(marks: Sequence[Box], cell: Box) -> Line:
    moved = tuple(m.moved(cell.left, cell.top) for m in sorted(_near(marks), key=lambda m: m.left))
    box = around(moved)
    room = Box(
        max(cell.left, box.left - PRINT // 2),
        max(cell.top, box.top - _ROOM),
        min(cell.right, box.right + PRINT // 2),
        min(cell.bottom, box.bottom + _ROOM),
    )
    return Line(box, moved, room)


def _near(marks: Sequence[Box]) -> list[Box]:
    """Leave out specks that stand apart from what is written."""
    large = around([m for m in marks if max(m.width, m.height) > _SPECK] or marks)
    return [m for m in marks if m.right > large.left - PRINT // 2 and m.left < large.right + PRINT // 2]


def _is_paper(ink: Pixels, shade: Pixels, box: Box) -> bool:
    """Tell a cell without a trace of writing from one that may have lost it, or whose writing is red."""
    return all(_is_even(box.of(plane)) for plane in (ink, shade))


def _is_even(grey: Pixels) -> bool:
    if min(grey.shape) < 2 * _EDGE + 2:
        return True
    smooth = cv2.blur(grey, (5, 5))[_EDGE:-_EDGE, _EDGE:-_EDGE]
    return float(np.median(smooth)) - float(smooth.min()) < _FAINT
