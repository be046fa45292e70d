"""Runs the two PP-OCR models that the rapidocr wheel carries: where lines of text stand, and what a line says.

Only the models are used, with onnxruntime: no download, two threads, and the probability of every character.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np

from monitor.documents.limits import ReadError
from monitor.documents.ocr.arrays import Box, Pixels

STRIP = 48
"""Height in pixels of what the model reads."""
_STEP = 32
"""Widths are rounded up to this, so that lines of about the same length share a batch."""
_BATCH = 24
_BATCH_WIDTH = 3200
"""Of all lines in a batch together: bounds memory."""
_THREADS = 2
_LIKELY = 0.3
_SURELY = 0.5
_SMALLEST = 3
_UNCLIP = 1.6


@dataclass(frozen=True, slots=True)
class Recognised:
    """Holds what the model read in one strip."""

    text: str
    scores: tuple[float, ...]
    """Probability of every character."""

    @property
    def least(self) -> float:
        """Give the probability of the least certain character; 0 where nothing was read."""
        return min(self.scores, default=0.0)

    @property
    def mean(self) -> float:
        """Give the mean probability of its letters and figures; 0 where nothing was read.

        Marks do not count: the model wavers between the brackets of two widths, and both mean the same.
        """
        letters = [s for c, s in zip(self.text, self.scores, strict=True) if c.isalnum()] or self.scores
        return sum(letters) / len(letters) if letters else 0.0


class Engine:
    """Holds the loaded models."""

    def __init__(self) -> None:
        self._finder = _load("det")
        self._reader = _load("rec")
        listed = self._reader.get_modelmeta().custom_metadata_map["character"].split("\n")
        self._characters = ["", *listed, " "]

    def read(self, strips: Sequence[Pixels]) -> list[Recognised]:
        """Read strips of grey (STRIP pixels high, dark on light), in the order given."""
        results: dict[int, Recognised] = {}
        for batch in _batches(strips):
            pixels = _stack([strips[i] for i in batch])
            scores = self._reader.run(None, {self._reader.get_inputs()[0].name: pixels})[0]
            results.update(zip(batch, map(self._decode, scores), strict=True))
        return [results[i] for i in range(len(strips))]

    def find(self, grey: Pixels) -> list[Box]:
        """Give the boxes of the lines of text on a page."""
        height, width = grey.shape
        padded = np.full((-(-height // _STEP) * _STEP, -(-width // _STEP) * _STEP), 255, np.uint8)
        padded[:height, :width] = grey
        heat = self._finder.run(None, {self._finder.get_inputs()[0].name: _stack([padded])})[0][0, 0]
        return list(_boxes(heat, width, height))

    def _decode(self, scores: Pixels) -> Recognised:
        """Take the likeliest symbol of every step; repeats are one character, symbol 0 parts them (CTC)."""
        likeliest = scores.argmax(axis=1)
        certain = scores.max(axis=1)
        text: list[str] = []
        chances: list[float] = []
        for symbol, steps in groupby(range(len(likeliest)), key=lambda step: int(likeliest[step])):
            if symbol:
                text.append(self._characters[symbol])
                chances.append(max(float(certain[step]) for step in steps))
        return Recognised("".join(text), tuple(chances))


@cache
def engine() -> Engine:
    """Give the one engine of this process; raise ReadError where its parts are not installed."""
    return Engine()


def _load(kind: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - onnxruntime carries no types
    try:
        import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy and optional
    except ImportError as error:
        raise _missing() from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others use these processors too
    return onnxruntime.InferenceSession(_model(kind), options, providers=["CPUExecutionProvider"])


def _model(kind: str) -> str:
    found = importlib.util.find_spec("rapidocr")
    folders = list(found.submodule_search_locations or ()) if found else []
    models = [path for folder in folders for path in sorted(Path(folder, "models").glob(f"*_{kind}_*.onnx"))]
    if not models:
        raise _missing()
    return str(models[-1])


def _missing() -> ReadError:
    return ReadError("reader_missing", "pip install 'nianbao[ocr]' (rapidocr, onnxruntime)")


def _batches(strips: Sequence[Pixels]) -> Iterator[list[int]]:
    """Give the numbers of strips of one width together, within the bounds of a batch."""
    order = sorted(range(len(strips)), key=lambda i: strips[i].shape[1])
    for width, members in groupby(order, key=lambda i: _rounded(strips[i].shape[1])):
        same = list(members)
        size = max(1, min(_BATCH, _BATCH_WIDTH // width))
        yield from (same[i : i + size] for i in range(0, len(same), size))


def _rounded(width: int) -> int:
    return -(-width // _STEP) * _STEP


def _stack(strips: Sequence[Pixels]) -> Pixels:
    """Give strips as the models take them: three channels from -1 to 1, the rest of the width paper."""
    width = _rounded(max(s.shape[1] for s in strips))
    batch = np.full((len(strips), 3, strips[0].shape[0], width), 1.0, np.float32)
    for i, strip in enumerate(strips):
        batch[i, :, :, : strip.shape[1]] = strip.astype(np.float32) / 127.5 - 1
    return batch


def _boxes(heat: Pixels, width: int, height: int) -> Iterator[Box]:
    """Give the boxes of what is likely text, grown by what the model was taught to shrink them by."""
    mask = cv2.dilate((heat > _LIKELY).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    for i in range(1, count):
        left, top, w, h, area = (int(v) for v in stats[i])
        inside = heat[top : top + h, left : left + w][labels[top : top + h, left : left + w] == i]
        if min(w, h) < _SMALLEST or float(inside.mean()) < _SURELY:
            continue
        grow = round(area * _UNCLIP / (2 * (w + h)))
        yield Box(max(0, left - grow), max(0, top - grow), min(width, left + w + grow), min(height, top + h + grow))
