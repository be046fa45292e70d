"""Refuses pictures that cannot or must not be unpacked."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")

from PIL import Image

from monitor.documents.limits import Limits, ReadError
from monitor.documents.ocr import read_picture, read_scanned_pdf

LIMITS = Limits()


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("L", size, 255).save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(picture((40, 40))[:50], "damaged", id="cut off"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"x" * 60, "damaged", id="no picture"),
        pytest.param(picture((9000, 9000)), "too_large", id="more pixels than allowed"),
        pytest.param(picture((15000, 15000)), "too_large", id="a bomb"),
    ],
)
def test_a_picture_is_refused_with_a_reason(body: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_picture(body, "0" * 64, LIMITS)
    assert caught.value.reason == reason


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "TIFF", "JPEG"])
@pytest.mark.parametrize("size", [(1, 1), (3, 900), (300, 300)])
def test_an_empty_picture_holds_no_content(kind: str, size: tuple[int, int]) -> None:
    with pytest.raises(ReadError) as caught:
        read_picture(picture(size, kind), "0" * 64, LIMITS)
    assert caught.value.reason == "no_content"


def test_a_picture_of_more_pages_than_allowed_is_refused() -> None:
    pages = [Image.new("1", (30, 30), 1) for _ in range(4)]
    stream = io.BytesIO()
    pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(ReadError) as caught:
        read_picture(stream.getvalue(), "0" * 64, replace(LIMITS, pages=3))
    assert caught.value.reason == "too_large"


def test_a_damaged_pdf_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        read_scanned_pdf(b"%PDF-1.4 nothing", "0" * 64, LIMITS)
    assert caught.value.reason == "damaged"
