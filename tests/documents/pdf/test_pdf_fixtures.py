"""Reports that other programs wrote as PDF are read to the cell, or known to be uncertain."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.documents.limits import Limits
from monitor.documents.model import Document
from monitor.documents.pdf import read_pdf
from monitor.extraction import Reading, read_report

pytest.importorskip("pypdfium2", reason="PDF is read with pypdfium2")

_FOLDER = Path(__file__).parents[2] / "fixtures" / "reports" / "pdf"
_NAMES = ("2019-cut-rows", "2019-landscape", "2021-breaks", "2021-vertical")
_Truth = dict[str, str]


def _truth(name: str) -> Iterator[tuple[str, str]]:
    tables = json.loads((_FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
    for table, rows in tables.items():
        for row, cells in rows.items():
            yield from ((f"/tables/{table}/{row}/{column}", raw) for column, raw in cells.items())


@pytest.fixture(scope="module", params=_NAMES)
def case(request: pytest.FixtureRequest) -> tuple[str, Document, Reading, _Truth]:
    body = (_FOLDER / f"{request.param}.pdf").read_bytes()
    document = read_pdf(body, "0" * 64, Limits())
    return request.param, document, read_report(document), dict(_truth(request.param))


def test_every_fixture_is_tried() -> None:
    assert {path.stem for path in _FOLDER.glob("*.pdf")} == set(_NAMES)


def test_every_cell_holds_the_text_that_was_put_there(case: tuple[str, Document, Reading, _Truth]) -> None:
    _, _, reading, truth = case
    assert {at: re.sub(r"\s", "", reading.cells[at].raw) for at in truth} == truth


def test_only_figures_that_the_width_or_a_page_cut_are_uncertain(case: tuple[str, Document, Reading, _Truth]) -> None:
    name, _, reading, _ = case
    uncertain = [cell for cell in reading.cells.values() if not cell.certain]
    assert bool(uncertain) is (name == "2019-cut-rows")
    assert all(len(cell.raw) > 4 or "declined_repeated" in cell.pointer for cell in uncertain)


def test_every_cell_has_its_page_and_box(case: tuple[str, Document, Reading, _Truth]) -> None:
    _, document, reading, truth = case
    for pointer in truth:
        place = reading.cells[pointer].place
        assert place is not None
        assert place.page is not None
        assert place.box is not None
        left, top, right, bottom = place.box
        assert 0 <= left < right <= 900
        assert 0 <= top < bottom <= 900
    assert document.doubts == ()


def test_a_table_over_page_breaks_is_one_grid(case: tuple[str, Document, Reading, _Truth]) -> None:
    _, document, reading, _ = case
    assert len(document.grids()) == 3
    assert reading.departures == ()


def test_headings_title_and_text_are_read(case: tuple[str, Document, Reading, _Truth]) -> None:
    name, _, reading, _ = case
    assert [section.number for section in reading.sections] == list("一二三四五六")
    assert reading.agency == "云川市兰溪区人民政府"
    assert reading.edition == name[:4]
    assert reading.period is not None


def test_page_numbers_are_no_text(case: tuple[str, Document, Reading, _Truth]) -> None:
    _, document, _, _ = case
    assert not any(re.fullmatch(r"[—\s\d]+", paragraph.text) for paragraph in document.paragraphs())
