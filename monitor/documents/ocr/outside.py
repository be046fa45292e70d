"""Reads what stands outside the tables of a page: finds its lines, reads them, joins them to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2

from monitor.documents.ocr.arrays import Box, Pixels, around
from monitor.documents.ocr.engine import Engine
from monitor.documents.ocr.planes import INK
from monitor.documents.ocr.strips import ALONE, Cut, strip
from monitor.documents.ocr.words import joined

_SCALE = 0.5
"""Lines are found on the page at half its size: letters are 12 pixels high there."""
_PAGE_NUMBER = re.compile(r"^[\s\-—–_·.第]*(?:\d{1,3}|[IVX]{1,5})(?:\s*/\s*\d{1,3})?[\s\-—–_·.页]*$")
_EDGE = 0.09
"""Share of the page at its top and foot where page numbers stand."""
_UNREADABLE = 0.4


@dataclass(frozen=True, slots=True)
class TextLine:
    """Holds one line of text with its place on the page."""

    text: str
    box: Box
    score: float = 1.0


def read_outside(grey: Pixels, tables: Sequence[Box], engine: Engine) -> list[TextLine]:
    """Read the lines outside the tables, from top to bottom; page numbers are left out."""
    page = _without(grey, tables)
    if int(page.min()) > INK:
        return []
    small = cv2.resize(page, None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_AREA)
    boxes = [_enlarged(box) for box in engine.find(small)]
    read = engine.read([strip(page, Cut(box, box, 0.8 * box.height), ALONE) for box in boxes])
    known = [TextLine(r.text.strip(), b, r.mean) for r, b in zip(read, boxes, strict=True) if r.mean >= _UNREADABLE]
    return [line for line in _rows(known) if not _is_page_number(line, grey.shape[0])]


def _without(grey: Pixels, tables: Sequence[Box]) -> Pixels:
    page = grey.copy()
    for box in tables:
        page[max(0, box.top - 3) : box.bottom + 3, max(0, box.left - 3) : box.right + 3] = 255
    return page


def _enlarged(box: Box) -> Box:
    return Box(*(round(side / _SCALE) for side in (box.left, box.top, box.right, box.bottom)))


def _rows(lines: Sequence[TextLine]) -> list[TextLine]:
    """Join what stands beside each other to one line, from left to right."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda x: x.box.middle):
        if rows and abs(rows[-1][-1].box.middle - line.box.middle) < 0.5 * line.box.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_row(sorted(row, key=lambda x: x.box.left)) for row in rows]


def _row(parts: Sequence[TextLine]) -> TextLine:
    text = parts[0].text
    for before, part in pairwise(parts):
        apart = part.box.left - before.box.right > 0.5 * part.box.height
        text += (" " if apart else "") + part.text
    return TextLine(text, around(p.box for p in parts), min(p.score for p in parts))


def _is_page_number(line: TextLine, height: int) -> bool:
    at_edge = line.box.top < _EDGE * height or line.box.bottom > (1 - _EDGE) * height
    return at_edge and _PAGE_NUMBER.match(line.text) is not None


def paragraphs(lines: Sequence[TextLine]) -> list[TextLine]:
    """Join lines to paragraphs: a line goes on if it reaches the right margin and the next is not indented."""
    if not lines:
        return []
    margins = around(line.box for line in lines)
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [TextLine(joined([x.text for x in group]), around(x.box for x in group)) for group in groups]


def _goes_on(before: TextLine, line: TextLine, margins: Box) -> bool:
    letter = before.box.height
    same_print = abs(before.box.height - line.box.height) < 0.35 * letter
    close = line.box.top - before.box.bottom < 1.6 * letter
    full = before.box.right > margins.right - 1.8 * letter
    flush = line.box.left < margins.left + 0.9 * letter
    return same_print and close and full and flush
