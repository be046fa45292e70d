"""Prepares a page: paper made white, ink black, upright to a twentieth of a degree, brought to one size of print."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Box, Pixels

INK = 165
"""Darker than this (of 255, paper) is ink."""
PRINT = 20
"""Height in pixels of a figure after a page is brought to size: 10 point at 200 dpi."""
_LARGE_ENOUGH, _SMALL_ENOUGH = 0.72, 1.2
_LETTERS = (5, 120)
"""Heights in pixels that letters may have before a page is brought to size."""
_LEAST_FACTOR, _MOST_FACTOR = 0.35, 2.5
_MOST_PIXELS = 9_000_000
"""Of a page after it is brought to size: A3 at 200 dpi has 7.7 million."""
_SURELY_INKED, _LEAST_INKED, _STROKES = 215, 0.002, 20
"""What is darker than this is ink, if so much of a page is; so many percent of it are the middle of strokes."""
_BLACK, _MOST_GAIN = 30, 3.0
_RED = 60
_RED_SHARE = 0.0004
_WIDEST_TURN = 5.0
_STRAIGHT = 0.02
"""Degrees that are not worth the loss of turning."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Says how a prepared page lies in its picture."""

    height: int
    """Of the prepared page."""
    back: Pixels
    """Takes a point of the prepared page to the picture (2 × 3)."""

    def in_picture(self, box: Box) -> tuple[float, float, float, float]:
        """Give a box in pixels of the picture."""
        corners = np.array([[x, y, 1] for x in (box.left, box.right) for y in (box.top, box.bottom)])
        points = corners @ self.back.T
        low, high = points.min(axis=0), points.max(axis=0)
        return (round(float(low[0]), 1), round(float(low[1]), 1), round(float(high[0]), 1), round(float(high[1]), 1))


@dataclass(frozen=True, slots=True)
class Planes:
    """Holds a prepared page."""

    ink: Pixels
    """Grey, without what is red: seals."""
    shade: Pixels
    """Grey, with everything that was there."""
    frame: Frame


def prepare(picture: Pixels) -> Planes:
    """Prepare an RGB picture."""
    shade = _blackened(_whitened(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)))
    ink = _blackened(_whitened(_without_red(picture))) if _has_red(picture) else shade
    factor = _factor(ink)
    matrix = _upright(ink, factor, _turn(ink))
    size = (max(1, round(ink.shape[1] * factor)), max(1, round(ink.shape[0] * factor)))
    flat = _warped(ink, matrix, size)
    return Planes(
        ink=flat,
        shade=flat if ink is shade else _warped(shade, matrix, size),
        frame=Frame(size[1], cv2.invertAffineTransform(matrix)),
    )


def _has_red(picture: Pixels) -> bool:
    red, green, blue = (picture[::2, ::2, i].astype(np.int16) for i in range(3))
    return float((red - np.maximum(green, blue) > _RED).mean()) > _RED_SHARE


def _without_red(picture: Pixels) -> Pixels:
    """Take the red ink away: as far as a pixel is red it lacks what red ink takes from the paper, black stays."""
    red, green = (picture[..., i].astype(np.float32) for i in range(2))
    stamped = (red - green)[red - green > _RED]
    strength = float(np.percentile(stamped, 75))
    lacking = float(np.percentile(red, 90)) - float(np.median(red[red - green > 0.8 * strength]))
    share = np.clip((red - green) / strength, 0, 1)
    seen: Pixels = np.clip(red + share * max(0.0, lacking), 0, 255).astype(np.uint8)
    return seen


def _whitened(grey: Pixels) -> Pixels:
    """Divide by the paper: what stays when everything narrower than a word is filled with its surroundings."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((13, 13), np.uint8))
    paper = cv2.resize(cv2.GaussianBlur(paper, (0, 0), 4), (grey.shape[1], grey.shape[0]))
    whitened: Pixels = cv2.divide(grey, np.maximum(paper, 1), scale=255)
    return whitened


def _blackened(grey: Pixels) -> Pixels:
    """Make ink black where little toner or a blur left it grey; paper stays white."""
    inked = grey[grey < _SURELY_INKED]
    if inked.size < _LEAST_INKED * grey.size:
        return grey
    gain = (255 - _BLACK) / (255 - float(np.percentile(inked, _STROKES)))
    if gain <= 1:
        return grey
    darkened: Pixels = cv2.convertScaleAbs(255 - grey, alpha=min(gain, _MOST_GAIN))
    return 255 - darkened


def _factor(grey: Pixels) -> float:
    """Give by how much to enlarge the page, for its print to have the usual height."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((grey < INK).astype(np.uint8))
    width, height = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    least, most = _LETTERS
    letters = height[(height >= least) & (height <= most) & (2 * width > least) & (width <= 2 * height)]
    factor = PRINT / float(np.median(letters)) if len(letters) else 1.0
    if _LARGE_ENOUGH < factor < _SMALL_ENOUGH:
        factor = 1.0
    factor = min(max(factor, _LEAST_FACTOR), _MOST_FACTOR)
    return min(factor, float((_MOST_PIXELS / grey.size) ** 0.5))


def _turn(grey: Pixels) -> float:
    """Give the degrees by which the page is turned: where rows of ink and rules stand out most."""
    height, width = grey.shape
    scale = min(1.0, 900 / max(height, width))
    small = 255 - cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    angle = _sharpest(small, np.arange(-_WIDEST_TURN, _WIDEST_TURN + 0.1, 0.5))
    angle = _sharpest(small, np.arange(angle - 0.5, angle + 0.51, 0.1))
    fine = min(1.0, 2 * scale)
    small = 255 - cv2.resize(grey, None, fx=fine, fy=fine, interpolation=cv2.INTER_AREA)
    return _sharpest(small, np.arange(angle - 0.12, angle + 0.13, 0.03))


def _sharpest(ink: Pixels, angles: Pixels) -> float:
    return float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))


def _sharpness(ink: Pixels, angle: float) -> float:
    size = (ink.shape[1], ink.shape[0])
    turned = cv2.warpAffine(ink, cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), angle, 1), size)
    rows = turned.sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _upright(grey: Pixels, factor: float, angle: float) -> Pixels:
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle if abs(angle) > _STRAIGHT else 0, factor)
    matrix[0, 2] += width * (factor - 1) / 2
    matrix[1, 2] += height * (factor - 1) / 2
    return matrix


def _warped(grey: Pixels, matrix: Pixels, size: tuple[int, int]) -> Pixels:
    if np.allclose(matrix, np.eye(2, 3)):
        return grey
    if matrix[0, 0] < _LARGE_ENOUGH:
        grey = cv2.GaussianBlur(grey, (0, 0), 0.4 / float(matrix[0, 0]))
    return cv2.warpAffine(grey, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255)
