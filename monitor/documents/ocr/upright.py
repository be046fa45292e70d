"""Reads pages that were scanned on their side or upside down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from monitor.documents.ocr.arrays import Pixels
from monitor.documents.ocr.engine import Engine
from monitor.documents.ocr.page import PageReading, read_page
from monitor.documents.ocr.planes import Frame

_CLEAR = 0.5
"""A page read more clearly than this stands upright: even a table has as many words as figures."""
_LEAST_SIDE = 24
"""Pixels: a smaller picture is an ornament and holds no text."""


def read_upright(picture: Pixels, engine: Engine) -> PageReading:
    """Read an RGB picture of a page whichever way it lies."""
    if min(picture.shape[:2]) < _LEAST_SIDE:
        return PageReading(Frame(picture.shape[0], np.eye(2, 3)), (), ())
    reading = read_page(picture, engine)
    if reading.clarity() >= _CLEAR or _is_empty(picture):
        return reading
    return max((reading, *(_turned(picture, quarters, engine) for quarters in (1, 3, 2))), key=PageReading.clarity)


def _is_empty(picture: Pixels) -> bool:
    return int(picture.max()) - int(picture.min()) < _LEAST_SIDE


def _turned(picture: Pixels, quarters: int, engine: Engine) -> PageReading:
    """Read the picture turned by quarters against the clock, places in the picture as it lies."""
    reading = read_page(np.ascontiguousarray(np.rot90(picture, quarters)), engine)
    back = _back(picture, quarters) @ np.vstack([reading.frame.back, [0, 0, 1]])
    return replace(reading, frame=Frame(reading.frame.height, back))


def _back(picture: Pixels, quarters: int) -> Pixels:
    """Take a point of the turned picture to the picture as it lies (2 × 3)."""
    height, width = picture.shape[:2]
    ways = {1: [[0, -1, width], [1, 0, 0]], 2: [[-1, 0, width], [0, -1, height]], 3: [[0, 1, 0], [-1, 0, height]]}
    return np.array(ways[quarters], float)
