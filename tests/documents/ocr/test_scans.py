"""Reads the pages of one printed report as scanners give them."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")

from PIL import Image

from monitor.documents import Document, Unreadable, read_document
from monitor.documents.limits import Limits
from monitor.documents.model import CERTAIN_FROM
from monitor.documents.ocr import Source, read_pages, read_picture, read_scanned_pdf
from monitor.extraction import read_report
from tests.bench.scans import judge
from tests.support.scans import DEGRADATIONS, Picture, as_rgb, spoil

FOLDER = Path(__file__).parents[2] / "fixtures" / "reports" / "scan"
RAWS: dict[str, str] = json.loads((FOLDER / "2023.truth.json").read_text("utf-8"))
BODIES = [(FOLDER / f"2023-{page}.png").read_bytes() for page in (1, 2, 3)]
LIMITS = Limits()

pytestmark = pytest.mark.slow


def pages() -> list[Picture]:
    return [as_rgb(body) for body in BODIES]


SHORT = ("/tables/proactive_disclosure", "/tables/reconsideration_and_litigation")
"""Tables that stand whole on the first and the last page, without the long one between."""


def outcomes(document: Document, tables: tuple[str, ...] = ("/tables",)) -> dict[str, list[str]]:
    cells = read_report(document).cells
    found: dict[str, list[str]] = {}
    for pointer, raw in RAWS.items():
        if pointer.startswith(tables):
            found.setdefault(judge(cells.get(pointer), raw), []).append(pointer)
    return found


def test_nearly_all_cells_of_a_clean_scan_are_right_and_no_other_is_certain() -> None:
    found = outcomes(read_pages(pages(), Source("scan", "0" * 64), LIMITS))
    assert found.get("WRONG", []) == []
    assert len(found["right"]) >= 0.99 * len(RAWS)


@pytest.mark.parametrize(("name", "share"), [("150 dpi, 1.2 turned, noise, JPEG 35", 0.9), ("red seal", 0.9)])
def test_most_cells_of_a_spoilt_scan_are_right_and_no_other_is_certain(name: str, share: float) -> None:
    pictures = [spoil(page, DEGRADATIONS[name], seed) for seed, page in enumerate(pages()[::2])]
    found = outcomes(read_pages(pictures, Source("scan", "0" * 64), LIMITS), SHORT)
    assert found.get("WRONG", []) == []
    assert len(found["right"]) >= share * sum(map(len, found.values()))


def test_a_grey_seal_over_a_table_makes_cells_uncertain_and_none_wrong() -> None:
    picture = spoil(pages()[2], DEGRADATIONS["grey seal"], 9)
    assert outcomes(read_pages([picture], Source("scan", "0" * 64), LIMITS)).get("WRONG", []) == []


def test_a_picture_is_read_with_its_headings_and_its_places_in_pixels() -> None:
    document = read_picture(BODIES[0], hashlib.sha256(BODIES[0]).hexdigest(), LIMITS)
    assert document.format == "png"
    assert document.doubts == ("ocr",)
    assert any("总体情况" in p.text for p in document.paragraphs())
    cell = next(c for c in document.grids()[0].cells if "规章" in c.raw)
    assert cell.confidence >= CERTAIN_FROM
    assert cell.place.page == 1
    assert cell.place.box is not None
    assert 0 < cell.place.box[0] < cell.place.box[2] < as_rgb(BODIES[0]).shape[1]


def test_a_page_that_lies_on_its_side_is_read_and_its_places_lie_with_it() -> None:
    upright = read_picture(BODIES[2], "0" * 64, LIMITS)
    picture = Image.open(io.BytesIO(BODIES[2])).convert("L").transpose(Image.Transpose.ROTATE_90)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    turned = read_picture(stream.getvalue(), "0" * 64, LIMITS)
    assert [c.raw for g in turned.grids() for c in g.cells] == [c.raw for g in upright.grids() for c in g.cells]
    at, lies = upright.grids()[0].place.box, turned.grids()[0].place.box
    assert at is not None
    assert lies is not None
    assert lies == pytest.approx((at[1], picture.height - at[2], at[3], picture.height - at[0]), abs=4)


def scan_as_pdf() -> bytes:
    images = [Image.fromarray(page) for page in pages()[::2]]
    stream = io.BytesIO()
    images[0].save(stream, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return stream.getvalue()


def test_a_pdf_of_pictures_is_read_in_points() -> None:
    document = read_scanned_pdf(scan_as_pdf(), "0" * 64, LIMITS)
    assert document.format == "scan"
    assert outcomes(document).get("WRONG", []) == []
    boxes = [c.place.box for g in document.grids() for c in g.cells]
    assert all(box is not None and box[2] < 600 and box[3] < 850 for box in boxes)


def test_a_tiff_holds_pages() -> None:
    images = [Image.open(io.BytesIO(body)).convert("1") for body in BODIES[::2]]
    stream = io.BytesIO()
    images[0].save(stream, "TIFF", save_all=True, append_images=images[1:], compression="group4")
    document = read_picture(stream.getvalue(), "0" * 64, LIMITS)
    assert document.format == "tiff"
    assert {g.place.page for g in document.grids()} == {1, 2}


def test_a_picture_is_read_in_the_confined_process() -> None:
    document = read_document(BODIES[2])
    assert not isinstance(document, Unreadable)
    assert document.grids()
