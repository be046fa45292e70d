"""Reads the cells of a page's tables: each line twice or three times, each figure held against its shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from monitor.documents.ocr.arrays import Box, Pixels
from monitor.documents.ocr.engine import Engine, Recognised
from monitor.documents.ocr.glyphs import CHANGES, FIGURES, fits, is_raised, shapes
from monitor.documents.ocr.likeness import Glyph, strangers
from monitor.documents.ocr.marks import Inked, Line, find_lines, marks_of, unexplained
from monitor.documents.ocr.planes import INK, PRINT, Planes
from monitor.documents.ocr.strips import ALONE, BETWEEN, Cut, Setting, strip
from monitor.documents.ocr.words import has_figure, is_figure, is_odd, joined, letters, may_be_figure, plain

_AGAIN = (Setting(0.52), Setting(0.8))
"""Words with a figure are read at three sizes: a figure that one of them loses is in doubt."""
_THRESHOLDS = (INK, 205, 228, 120, 80)
"""The thin strokes of a blurred figure join in a lighter print; figures that touch come apart in a darker one."""
_LEAST_SCORE = 0.3
"""The model's own doubt beyond which two equal readings are not trusted."""

_LEGIBLE = 0.5
"""Share of a page's figures that must be beyond doubt, for any to be."""


@dataclass(frozen=True, slots=True)
class CellReading:
    """Holds what a cell says and how sure that is, from 0 to 1 (sure from CERTAIN_FROM)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Figure:
    """Holds two equal readings of a figure, and its shapes where they fit."""

    text: str
    score: float
    shapes: tuple[Box, ...]


def read_cells(planes: Planes, boxes: Sequence[Box], engine: Engine) -> list[CellReading]:
    """Read cells; `boxes` are what is inside their rules."""
    inked = [find_lines(planes.ink, planes.shade, box) for box in boxes]
    reader = _Reader(planes.ink, engine, inked)
    return reader.readings()


class _Reader:
    """Reads the cells of one page."""

    def __init__(self, grey: Pixels, engine: Engine, inked: Sequence[Inked]) -> None:
        self._grey = grey
        self._engine = engine
        self._inked = inked
        self._alone = self._first_readings()
        self._height = self._figure_height()

    def readings(self) -> list[CellReading]:
        """Give the readings of all cells."""
        figures = self._figures()
        sure = self._sure(figures)
        repeated = self._repeated({i for i, figure in figures.items() if figure is not None})
        return [self._reading(i, figures, sure, repeated) for i in range(len(self._inked))]

    def _read(self, wanted: Sequence[Line], setting: Setting, height: float | None = None) -> list[Recognised]:
        strips = [
            strip(self._grey, Cut(w.box, w.room, height or max(w.box.height, 0.8 * PRINT)), setting) for w in wanted
        ]
        return self._engine.read(strips)

    def _first_readings(self) -> list[list[Recognised]]:
        read = iter(self._read([line for cell in self._inked for line in cell.lines], ALONE))
        return [[next(read) for _ in cell.lines] for cell in self._inked]

    def _figure_height(self) -> float:
        heights = [
            cell.lines[0].box.height
            for cell, read in zip(self._inked, self._alone, strict=True)
            if len(read) == 1 and read[0].text and set(read[0].text) <= FIGURES
        ]
        return float(median(heights)) if heights else float(PRINT)

    def _figures(self) -> dict[int, _Figure | None]:
        """Read what may be a figure between known figures; None where the readings are not one figure."""
        wanted = [i for i, read in enumerate(self._alone) if len(read) == 1 and may_be_figure(read[0].text)]
        lines = [self._inked[i].lines[0] for i in wanted]
        both = [self._read(lines, setting, self._height) for setting in BETWEEN]
        return {
            i: self._agreed(lines[n], [s.within(r[n]) for s, r in zip(BETWEEN, both, strict=True)])
            for n, i in enumerate(wanted)
        }

    def _agreed(self, line: Line, read: Sequence[Recognised | None]) -> _Figure | None:
        known = [r for r in read if r is not None and is_figure(plain(r.text))]
        if not known:
            return None
        text = plain(known[0].text)
        if len(known) < len(read) or any(plain(r.text) != text for r in known):
            return _Figure(text, 0.0, ())
        return _Figure(text, min(r.least for r in known), self._fitting_shapes(text, line))

    def _fitting_shapes(self, text: str, line: Line) -> tuple[Box, ...]:
        for threshold in _THRESHOLDS:
            marks = line.marks if threshold == _THRESHOLDS[0] else marks_of(self._grey, line.room, threshold)
            found = shapes(marks)
            if fits(text, found, self._height) and not unexplained(self._grey, line.room, found):
                return tuple(found)
        return ()

    def _sure(self, figures: Mapping[int, _Figure | None]) -> set[int]:
        """Give the cells whose figures are beyond doubt; none on a page most of whose figures are not.

        Where strokes are lost, what is left of a 4 may be a whole 1.
        """
        read = {i: figure for i, figure in figures.items() if figure is not None}
        fitting = {i for i, figure in read.items() if figure.shapes and figure.score >= _LEAST_SCORE}
        sure = fitting - strangers(self._grey, list(_glyphs(read)))
        all_shapes = [shape for i in sure for shape in read[i].shapes]
        sure -= {i for i in sure if is_raised(read[i].text, read[i].shapes, all_shapes, self._height)}
        return sure if len(sure) > _LEGIBLE * len(read) else set()

    def _repeated(self, figures: set[int]) -> Mapping[int, Sequence[Sequence[Recognised]]]:
        """Read again the cells that hold a figure among words."""
        wanted = [i for i, read in enumerate(self._alone) if i not in figures and any(has_figure(r.text) for r in read)]
        lines = [line for i in wanted for line in self._inked[i].lines]
        readings = [iter(self._read(lines, setting)) for setting in _AGAIN]
        return {i: [[next(read) for _ in self._inked[i].lines] for read in readings] for i in wanted}

    def _reading(
        self,
        cell: int,
        figures: Mapping[int, _Figure | None],
        sure: set[int],
        repeated: Mapping[int, Sequence[Sequence[Recognised]]],
    ) -> CellReading:
        if not self._alone[cell]:
            return CellReading("", 1.0 if self._inked[cell].clean else 0.0)
        figure = figures.get(cell)
        if figure is None:
            return _worded(self._alone[cell], repeated.get(cell, ()))
        return CellReading(figure.text, 0.9 + 0.1 * figure.score if cell in sure else 0.5 * figure.score)


def _glyphs(figures: Mapping[int, _Figure]) -> Iterator[Glyph]:
    for owner, figure in figures.items():
        if figure.shapes:
            tail = figure.text.lstrip(CHANGES)
            boxes = figure.shapes[len(figure.shapes) - len(tail) :]
            yield from (Glyph(c, b, owner) for c, b in zip(tail, boxes, strict=True) if b.height > PRINT // 3)


def _matters(read: Sequence[Recognised]) -> bool:
    return any(has_figure(r.text) for r in read) or (len(read) == 1 and may_be_figure(read[0].text))


def _worded(read: Sequence[Recognised], again: Sequence[Sequence[Recognised]]) -> CellReading:
    """Take words as read; what was read again must be alike."""
    text = joined([r.text for r in read])
    score = min((r.mean for r in read), default=0.0)
    alike = all(letters("".join(r.text for r in other)) == letters(text) for other in again)
    return CellReading(text, score if alike and not is_odd(text) else 0.5 * score)
