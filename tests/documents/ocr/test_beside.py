"""Reads the pictures of a document that is text for the rest, each where it stands."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")

from PIL import Image

from monitor.documents import Document
from monitor.documents.confined import Job, resolve
from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import CERTAIN_FROM, Block, Grid
from monitor.documents.readers import BINARY_READERS, SCANS
from tests.support.pdfs import A4, both, drawn, raws, table

docx = pytest.importorskip("docx", reason="python-docx writes these documents")
utils = pytest.importorskip("reportlab.lib.utils", reason="reportlab draws these PDFs")

PAGE = Image.open(Path(__file__).parents[2] / "fixtures" / "reports" / "scan" / "2023-3.png").convert("L")
TABLE = PAGE.crop((100, 1120, 1555, 1425))
"""The table of reconsideration and litigation, as it is pasted into a text as a picture."""
FIGURES = ["0", "36", "20", "/", "7", "93", "", "-", "0", "949", "20436", "0", "3", "-", "-"]
ROWS = [["信息内容", "本年处理决定数量"], ["行政许可", "12"]]


def placed(picture: Image.Image, left: float, top: float, width: float) -> Any:
    """Give what draws a picture, places counted from the top."""
    height = width * picture.height / picture.width

    def draw(canvas: Any) -> None:
        canvas.drawImage(utils.ImageReader(picture), left, A4[1] - top - height, width, height)

    return draw


def written(text: str, top: float, mode: int = 0) -> Any:
    def draw(canvas: Any) -> None:
        line = canvas.beginText(60, A4[1] - top)
        line.setTextRenderMode(mode)
        line.textOut(text)
        canvas.drawText(line)

    return draw


def read(body: bytes, kind: str = "pdf") -> Document:
    return resolve.read_here(body, Job(kind, "0" * 64, BINARY_READERS[kind], SCANS.get(kind), Limits()))


def told(block: Block) -> str:
    return raws(block)[0][0] if isinstance(block, Grid) else block.text


def test_a_table_that_is_a_picture_within_a_page_of_text_is_read_where_it_stands() -> None:
    words = both(written("四、政府信息公开行政复议、行政诉讼情况", 100), written("五、存在的主要问题及改进情况", 400))
    document = read(drawn(table(ROWS), both(words, placed(TABLE, 60, 150, 475))))
    assert [told(b) for b in document.blocks] == [
        "信息内容",
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议",
        "五、存在的主要问题及改进情况",
    ]
    typed, seen = document.grids()
    assert raws(typed) == ROWS
    assert raws(seen)[-1] == FIGURES
    assert all(c.confidence >= CERTAIN_FROM for c in seen.cells)
    assert (seen.place.table, seen.place.page, seen.cells[-1].place.table) == (2, 2, 2)
    assert seen.place.box == pytest.approx((64, 154, 533, 246), abs=4)
    assert document.doubts == ("ocr",)


def test_a_photograph_within_a_page_is_none_of_the_text_and_stays_a_doubt() -> None:
    photograph = Image.linear_gradient("L").resize((600, 400))
    document = read(drawn(both(table(ROWS), placed(photograph, 60, 400, 475))))
    assert [told(b) for b in document.blocks] == ["信息内容"]
    assert document.doubts == ("picture",)


def as_word(*parts: str | Image.Image) -> bytes:
    """Have python-docx write paragraphs, and pictures as wide as the text."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        stream = io.BytesIO()
        part.save(stream, "PNG")
        document.add_picture(stream, docx.shared.Cm(15))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_table_that_is_a_picture_in_a_word_document_is_read_where_it_stands() -> None:
    headings = ("四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况")
    document = read(as_word(headings[0], TABLE, headings[1]), "zip")
    assert [told(b) for b in document.blocks] == [headings[0], "行政复议", headings[1]]
    (seen,) = document.grids()
    assert raws(seen)[-1] == FIGURES
    assert (seen.place.table, seen.place.page, len(seen.place.source or "")) == (1, None, 64)
    assert document.doubts == ("ocr",)


def test_a_photograph_in_a_word_document_stays_a_doubt() -> None:
    document = read(as_word("一、总体情况", Image.linear_gradient("L").resize((600, 400))), "zip")
    assert [told(b) for b in document.blocks] == ["一、总体情况"]
    assert document.doubts == ("picture",)


@pytest.mark.slow
def test_a_scanned_page_among_pages_of_text_is_read_in_their_order() -> None:
    document = read(drawn(table(ROWS), placed(PAGE, 0, 0, A4[0]), written("附注：以上数据截至年底。", 100)))
    assert [b.place.page for b in document.blocks] == sorted(b.place.page or 0 for b in document.blocks)
    assert [g.place.table for g in document.grids()] == [1, 2, 3]
    assert raws(document.grids()[2])[-1] == FIGURES
    assert document.blocks[-1].place.page == 3
    assert document.doubts == ("ocr",)


@pytest.mark.slow
def test_what_was_guessed_under_a_scanned_page_gives_way_to_what_is_seen() -> None:
    guess = [written(text, 100 + 30 * i, mode=3) for i, text in enumerate(["夏议", "结果维侍", "九十三"] * 3)]
    document = read(drawn(both(placed(PAGE, 0, 0, A4[0]), *guess)))
    assert raws(document.grids()[-1])[-1] == FIGURES
    assert not any("夏议" in told(b) for b in document.blocks)
    assert document.doubts == ("ocr",)


def test_without_the_extra_the_text_is_read_and_the_doubt_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> Any:
        raise ReadError("reader_missing", "pip install 'nianbao[ocr]'")

    body = drawn(table(ROWS), placed(TABLE, 0, 100, A4[0]), placed(PAGE, 0, 0, A4[0]))
    monkeypatch.setattr("monitor.documents.ocr.beside.engine", lambda: missing(""))
    document = read(body)
    assert [told(b) for b in document.blocks] == ["信息内容"]
    assert "image_only" in document.doubts
    assert "install_nianbao_ocr" in document.doubts
