"""Spoils pictures of pages as scanners and copiers do."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import cv2
import numpy as np
from PIL import Image

Picture = np.ndarray[Any, np.dtype[np.uint8]]


def as_rgb(body: bytes) -> Picture:
    """Unpack a picture."""
    return np.array(Image.open(io.BytesIO(body)).convert("RGB"))


Spoiler = Callable[[Picture, Random], Picture]


def _as_picture(values: np.ndarray[Any, Any]) -> Picture:
    picture: Picture = np.clip(values, 0, 255).astype(np.uint8)
    return picture


def shrink(factor: float) -> Spoiler:
    return lambda p, _: _as_picture(cv2.resize(p, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))


def noise(sigma: float) -> Spoiler:
    def spoil(picture: Picture, random: Random) -> Picture:
        grain = np.random.default_rng(random.randrange(2**32)).normal(0, sigma, picture.shape)
        return _as_picture(picture + grain)

    return spoil


def jpeg(quality: int) -> Spoiler:
    def spoil(picture: Picture, _: Random) -> Picture:
        body = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        return as_rgb(body.tobytes())

    return spoil


def turn(degrees: float) -> Spoiler:
    def spoil(picture: Picture, random: Random) -> Picture:
        height, width = picture.shape[:2]
        angle = degrees * random.choice((-1, 1))
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        return _as_picture(cv2.warpAffine(picture, matrix, (width, height), borderValue=(255, 255, 255)))

    return spoil


def blur(sigma: float) -> Spoiler:
    return lambda p, _: _as_picture(cv2.GaussianBlur(p, (0, 0), sigma))


def grey_background(paper: int) -> Spoiler:
    """Lay the print on grey paper that darkens towards one corner."""

    def spoil(picture: Picture, _: Random) -> Picture:
        height, width = picture.shape[:2]
        shade = np.linspace(1, 0.85, width)[None, :, None] * np.linspace(1, 0.95, height)[:, None, None]
        return _as_picture(picture * (paper / 255) * shade + 20)

    return spoil


def seal(colour: tuple[int, int, int]) -> Spoiler:
    """Stamp a round seal on the page, somewhere in its upper half."""

    def spoil(picture: Picture, random: Random) -> Picture:
        height, width = picture.shape[:2]
        radius = width // 8
        centre = (random.randrange(2 * radius, width - 2 * radius), random.randrange(radius + 50, height // 2))
        stamp = np.full_like(picture, 255)
        cv2.circle(stamp, centre, radius, colour, max(3, radius // 20))
        cv2.circle(stamp, centre, radius // 4, colour, -1)
        for i in range(12):
            angle = i * np.pi / 6
            spot = (int(centre[0] + radius * 0.75 * np.cos(angle)), int(centre[1] + radius * 0.75 * np.sin(angle)))
            cv2.putText(stamp, "R8#"[i % 3], spot, cv2.FONT_HERSHEY_SIMPLEX, radius / 120, colour, 3)
        return _as_picture(np.minimum(picture, stamp))

    return spoil


def fade(share: float) -> Spoiler:
    """Print with little toner: only a share of the darkness is left."""
    return lambda p, _: _as_picture(255 - (255.0 - p) * share)


def wear(picture: Picture, _: Random) -> Picture:
    """Thin every stroke by a pixel: copies of copies."""
    return _as_picture(cv2.dilate(picture, np.ones((2, 2), np.uint8)))


def as_grey(picture: Picture, _: Random) -> Picture:
    """Scan without colour."""
    return _as_picture(np.repeat(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)[..., None], 3, axis=2))


DEGRADATIONS: Mapping[str, tuple[Spoiler, ...]] = {
    "clean 200 dpi": (),
    "150 dpi": (shrink(0.75),),
    "noise": (noise(18),),
    "JPEG 60": (jpeg(60),),
    "JPEG 35": (jpeg(35),),
    "turned 0.5": (turn(0.5),),
    "turned 1.5, JPEG 60": (turn(1.5), jpeg(60)),
    "blurred": (blur(1.3),),
    "grey paper": (grey_background(215), noise(6), jpeg(60)),
    "red seal": (seal((215, 40, 45)), jpeg(75)),
    "grey seal": (seal((215, 40, 45)), as_grey, jpeg(75)),
    "faint": (fade(0.4), noise(4), jpeg(60)),
    "worn": (wear, blur(0.8), jpeg(60)),
    "110 dpi": (shrink(0.55), jpeg(60)),
    "150 dpi, 1.2 turned, noise, JPEG 35": (shrink(0.75), turn(1.2), noise(10), jpeg(35)),
}


def spoil(picture: Picture, steps: tuple[Spoiler, ...], seed: int) -> Picture:
    """Spoil a picture, step by step."""
    random = Random(seed)  # noqa: S311 - test data
    for step in steps:
        picture = step(picture, random)
    return picture


def as_png(picture: Picture) -> bytes:
    """Give a picture as a greyscale PNG."""
    body: bytes = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))[1].tobytes()
    return body


def as_bytes(picture: Any, kind: str, **options: Any) -> bytes:
    """Give a Pillow image in a format."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()
