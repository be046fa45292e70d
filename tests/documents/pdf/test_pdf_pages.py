"""What is shown on a page is read as it is shown; what is not shown is not read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from monitor.documents.limits import Limits, ReadError
from monitor.documents.pdf import pictured
from tests.support.pdfs import A4, SONG, both, drawn, raws, read, table

image = pytest.importorskip("PIL.Image", reason="Pillow makes the pictures")
encryption = pytest.importorskip("reportlab.lib.pdfencrypt", reason="reportlab draws these PDFs")
utils = pytest.importorskip("reportlab.lib.utils", reason="as above")

_ROWS = [["项目", "自然人", "总计"], ["本年新收", "12", "3,001"]]


def _picture(canvas: Any) -> None:
    canvas.drawImage(utils.ImageReader(image.new("L", (60, 84), 200)), 0, 0, *A4)


def _written(text: str, x: float, y: float, mode: int = 0) -> Any:
    def draw(canvas: Any) -> None:
        line = canvas.beginText(x, y)
        line.setTextRenderMode(mode)
        line.textOut(text)
        canvas.drawText(line)

    return draw


def test_a_ruled_table_is_read_with_its_places() -> None:
    grid = read(drawn(table(_ROWS))).grids()[0]
    assert raws(grid) == _ROWS
    assert grid.cells[4].place.as_json() == {
        "table": 1, "row": 2, "column": 2, "page": 1, "box": [190.0, 366.0, 280.0, 390.0],
    }  # fmt: skip


def test_a_page_turned_by_its_rotation_has_places_as_shown() -> None:
    def page(canvas: Any) -> None:
        canvas.setPageRotation(90)
        table(_ROWS)(canvas)

    grid = read(drawn(page)).grids()[0]
    assert raws(grid) == _ROWS
    assert grid.cells[4].place.box == (452.0, 190.0, 476.0, 280.0)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_table_that_lies_on_its_side_is_read(quarters: int) -> None:
    def page(canvas: Any) -> None:
        canvas.translate(297, 421)
        canvas.rotate(90 * quarters)
        canvas.translate(-297, -421)
        table(_ROWS)(canvas)

    assert raws(read(drawn(page)).grids()[0]) == _ROWS


def test_a_cropped_page_has_its_places_from_its_own_corner() -> None:
    def page(canvas: Any) -> None:
        canvas.setCropBox((50, 100, 545, 800))
        table(_ROWS)(canvas)

    assert read(drawn(page)).grids()[0].cells[0].place.box == (50.0, 300.0, 140.0, 324.0)


def test_text_drawn_twice_to_look_bold_counts_once() -> None:
    def again(canvas: Any) -> None:
        canvas.translate(0.3, 0)
        table(_ROWS)(canvas)

    assert raws(read(drawn(both(table(_ROWS), again))).grids()[0]) == _ROWS


def test_hidden_white_and_far_text_is_not_read() -> None:
    def white(canvas: Any) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(100, 200, "白字88")
        canvas.drawString(2000, 200, "页外99")

    document = read(drawn(both(table(_ROWS), _written("隐藏77", 100, 300, mode=3), white)))
    assert document.paragraphs() == ()
    assert raws(document.grids()[0]) == _ROWS


def test_white_letters_on_a_dark_ground_are_read() -> None:
    def page(canvas: Any) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(100, 476, 270, 24, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        table(_ROWS)(canvas)

    assert raws(read(drawn(page)).grids()[0])[0] == _ROWS[0]


def test_watermarks_are_not_read() -> None:
    def marks(canvas: Any) -> None:
        canvas.setFillGray(0.8)
        canvas.setFont(SONG, 40)
        canvas.drawString(120, 460, "内部12")
        canvas.translate(100, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "样张34")

    document = read(drawn(both(table(_ROWS), marks)))
    assert raws(document.grids()[0]) == _ROWS
    assert document.paragraphs() == ()


def test_what_a_form_was_filled_in_with_is_read() -> None:
    def field(canvas: Any) -> None:
        canvas.acroForm.textfield(value="4567", x=300, y=300, width=100, height=20)

    assert [p.text for p in read(drawn(both(table(_ROWS), field))).paragraphs()] == ["4567"]


def test_a_document_of_pictures_has_no_content() -> None:
    body = drawn(_picture, _picture)
    with pytest.raises(ReadError, match="no_content: image_only"):
        read(body)
    assert [(p.page, p.box) for p in pictured(body, Limits())] == [(1, None), (2, None)]


def test_a_cover_before_pictures_is_read_and_the_pictures_are_a_doubt() -> None:
    title = "云川市兰溪区水务局二〇二四年政府信息公开工作年度报告"
    document = read(drawn(_written(title, 60, 500), _picture, _picture))
    assert [p.text for p in document.paragraphs()] == [title]
    assert document.doubts == ("image_only",)


def test_single_pages_that_are_pictures_are_a_doubt() -> None:
    body = drawn(table(_ROWS), _picture)
    assert read(body).doubts == ("image_only",)
    assert [(p.page, p.box) for p in pictured(body, Limits())] == [(2, None)]


def test_a_large_picture_is_a_doubt_where_tables_are_few() -> None:
    def chart(canvas: Any) -> None:
        canvas.drawImage(utils.ImageReader(image.new("L", (60, 84), 200)), 100, 50, 400, 250)

    assert read(drawn(both(table(_ROWS), chart))).doubts == ("picture",)


def test_text_hidden_under_a_picture_is_read_with_doubt() -> None:
    guess = _written("本年新收十二件，上年结转三件，均已办结。", 100, 500, mode=3)
    document = read(drawn(both(_picture, guess)))
    assert [p.text for p in document.paragraphs()] == ["本年新收十二件，上年结转三件，均已办结。"]
    assert document.doubts == ("hidden_text",)
    assert [(p.page, p.box) for p in pictured(drawn(both(_picture, guess)), Limits())] == [(1, None)]


def test_figures_hidden_under_a_picture_are_uncertain() -> None:
    def hidden(canvas: Any) -> None:
        canvas.grid([100, 200, 300], [500, 476])
        for text, x in (("本年新收的申请数量如右所示", 105), ("12", 205)):
            _written(text, x, 485, mode=3)(canvas)

    grid = read(drawn(both(_picture, hidden))).grids()[0]
    assert {cell.confidence for cell in grid.cells} == {0.5}


def test_an_encrypted_document_is_refused_and_an_owner_password_is_no_hindrance() -> None:
    with pytest.raises(ReadError, match="encrypted"):
        read(drawn(table(_ROWS), encrypt=encryption.StandardEncryption("geheim", "eigner")))
    assert raws(read(drawn(table(_ROWS), encrypt=encryption.StandardEncryption("", "eigner"))).grids()[0]) == _ROWS


def test_a_document_without_any_text_has_no_content() -> None:
    with pytest.raises(ReadError, match="no_content: no text"):
        read(drawn(lambda canvas: canvas))


def test_properties_are_read_with_dates_in_the_form_of_iso_8601() -> None:
    def page(canvas: Any) -> None:
        canvas.setTitle("云川市兰溪区水务局年报")
        table(_ROWS)(canvas)

    meta = {m.name: (m.value, m.source) for m in read(drawn(page)).meta}
    assert meta["title"] == ("云川市兰溪区水务局年报", "properties")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", meta["creationdate"][0])
