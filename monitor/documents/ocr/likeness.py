"""Compares every figure on a page with all others: one that looks more like another's kind was misread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Box, Pixels

_SIZE = (16, 24)
"""Columns and rows of a figure's portrait."""
_SHAPE_WEIGHT = 3.0
"""What the portraits' proportions count: 1 and 7 stretched to one size look alike."""
_ALONE = 0.30
"""A figure without its like may be no nearer to any other than this (a different figure's distance is above it)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """Holds one figure as read."""

    character: str
    box: Box
    owner: int
    """Which cell it stands in."""


def strangers(grey: Pixels, glyphs: Sequence[Glyph]) -> set[int]:
    """Give the owners of figures that are nearer to figures read as another character than to any of their own."""
    if not glyphs:
        return set()
    portraits = np.stack([_portrait(grey, g.box) for g in glyphs])
    distances = _distances(portraits)
    characters = np.array([g.character for g in glyphs])
    same = characters[:, None] == characters[None, :]
    nearest_same = np.where(same, distances, np.inf).min(axis=1)
    nearest_other = np.where(same, np.inf, distances).min(axis=1)
    lone = np.isinf(nearest_same)
    strange = np.where(lone, nearest_other < _ALONE, nearest_other < nearest_same)
    return {g.owner for g, is_strange in zip(glyphs, strange, strict=True) if is_strange}


def _portrait(grey: Pixels, box: Box) -> Pixels:
    """Bring a figure to one size and contrast, with its proportions beside it."""
    cut = 255 - box.of(grey).astype(np.float32)
    scaled = np.asarray(cv2.resize(cut, _SIZE, interpolation=cv2.INTER_AREA), np.float32).ravel()
    scaled = scaled / max(1.0, float(np.linalg.norm(scaled)))
    return np.append(scaled, _SHAPE_WEIGHT * 0.1 * box.width / max(1, box.height)).astype(np.float32)


def _distances(portraits: Pixels) -> Pixels:
    squares = (portraits**2).sum(axis=1)
    distances: Pixels = np.sqrt(np.maximum(0, squares[:, None] + squares[None, :] - 2 * portraits @ portraits.T))
    np.fill_diagonal(distances, np.inf)
    return distances
