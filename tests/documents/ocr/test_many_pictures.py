"""Pictures that are the pages of one report are read as one: packed in an archive, or shown by a saved page."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")

from monitor.app.whole import complete, look
from monitor.documents import Document, Unreadable, read_document
from monitor.extraction import Reading, Status, read_report
from tests.support.shells import shell

FOLDER = Path(__file__).parents[2] / "fixtures" / "reports" / "scan"
PAGES = [(FOLDER / f"2023-{page}.png").read_bytes() for page in (1, 2, 3)]

pytestmark = pytest.mark.slow


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return stream.getvalue()


def is_whole(reading: Reading) -> bool:
    """Tell whether all tables were read and no row of them is missing, though one runs over two pictures."""
    return len(reading.tables) == 3 and all(c.status is not Status.ABSENT for c in reading.cells.values())


def test_pictures_in_an_archive_are_its_pages_in_the_order_of_their_numbers() -> None:
    document = read_document(zipped({"年报10.png": PAGES[2], "年报2.png": PAGES[1], "年报1.png": PAGES[0]}))
    assert isinstance(document, Document)
    assert [b.place.page for b in document.blocks] == sorted(b.place.page or 0 for b in document.blocks)
    assert document.doubts == ("ocr",)
    assert is_whole(read_report(document))


def test_a_broken_picture_beside_others_is_a_doubt() -> None:
    document = read_document(zipped({"1.png": PAGES[0], "2.png": PAGES[1][:900]}))
    assert isinstance(document, Document)
    assert document.doubts == ("ocr", "unreadable_page")


def test_an_archive_of_pictures_without_text_has_no_content() -> None:
    answer = read_document(zipped({"1.png": PAGES[0][:900]}))
    assert isinstance(answer, Unreadable)
    assert answer.reason == "no_content"


def test_a_saved_page_that_carries_its_pictures_is_read_with_them() -> None:
    pictures = (f"<p><img src='data:image/png;base64,{base64.b64encode(page).decode()}'></p>" for page in PAGES)
    here = look(shell("".join(pictures), "云川市兰溪区水务局2023年政府信息公开工作年度报告").encode(), None, 2023)
    assert here.addresses == ()
    whole = complete(here, {}, 2023)
    assert isinstance(whole, Reading)
    assert is_whole(whole)
    cell = whole.cells["/tables/reconsideration_and_litigation/litigation_direct/total"]
    assert (cell.value, cell.place.page if cell.place else None) == (949, 3)
