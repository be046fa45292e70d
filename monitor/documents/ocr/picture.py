"""Reads pictures: PNG, JPEG, BMP, TIFF and GIF, every page or frame of them a page."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document
from monitor.documents.ocr.arrays import Pixels
from monitor.documents.ocr.pages import Source, read_pages

_FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "GIF")
_FRAMES = {"GIF": 1, "PNG": 1, "JPEG": 1}
"""How many frames count; those of a GIF or PNG move, those of a TIFF are pages."""


def read_picture(body: bytes, sha256: str, limits: Limits) -> Document:
    """Read a picture. Raises ReadError `damaged`, `too_large`, `no_content` or `reader_missing`."""
    with _opened(body) as image:
        return read_pages(_frames(image, limits), Source((image.format or "").lower(), sha256), limits)


def first_frame(body: bytes, limits: Limits) -> Pixels:
    """Unpack a picture, or the first of several, as RGB. Raises ReadError `damaged` or `too_large`."""
    with _opened(body) as image:
        return next(_frames(image, limits))


@contextmanager
def _opened(body: bytes) -> Iterator[Image.Image]:
    """Open a picture; what is wrong with it, now or when it is unpacked, ends as ReadError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # limits.pixels is stricter, and what is odd in a file is no one's business
            with Image.open(io.BytesIO(body), formats=_FORMATS) as image:
                yield image
    except Image.DecompressionBombError as error:
        raise ReadError("too_large", str(error)) from error
    except UnidentifiedImageError as error:
        raise ReadError("damaged", "no picture that can be opened") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ReadError("damaged", str(error)) from error


def _frames(image: Image.Image, limits: Limits) -> Iterator[Pixels]:
    most = _FRAMES.get(image.format or "", limits.pages + 1)
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number >= most:
            return
        _measure(frame, limits)
        yield _pixels(frame)


def _measure(frame: Image.Image, limits: Limits) -> None:
    """Refuse by the size that the header states, before anything is unpacked."""
    if frame.width * frame.height > limits.pixels:
        raise ReadError("too_large", f"{frame.width} × {frame.height} pixels")


def _pixels(frame: Image.Image) -> Pixels:
    """Unpack a frame upright (as its Exif says) and on white."""
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in {"I", "I;16", "I;16B", "F"}:
        return _deep(upright)
    plain = upright.convert("RGBA")
    paper = Image.new("RGBA", plain.size, "white")
    return np.array(Image.alpha_composite(paper, plain).convert("RGB"))


def _deep(frame: Image.Image) -> Pixels:
    """Bring more than 256 greys to 256."""
    values = np.array(frame, np.float64)
    most = max(1.0, float(values.max()))
    return np.repeat((values * (255 / most)).astype(np.uint8)[..., None], 3, axis=2)
