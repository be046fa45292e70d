"""Every fixture is read exactly: each value with its raw text and its place, and nothing beside them."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.documents import Document, read_document
from monitor.extraction import Reading, Status, read_report

_FOLDER = Path(__file__).parents[1] / "fixtures" / "reports"
_NAMES = ("2020-district.txt", "2020-district-cells.txt", "2020-district.html", "2023-bureau-portal.html")


@cache
def _read(name: str) -> Reading:
    document = read_document((_FOLDER / name).read_bytes())
    assert isinstance(document, Document)
    return read_report(document)


@cache
def _truth(name: str) -> dict[str, Any]:
    text = (_FOLDER / f"{name}.truth.json").read_text(encoding="utf-8")
    truth: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return truth


@pytest.fixture(params=_NAMES)
def case(request: pytest.FixtureRequest) -> tuple[Reading, dict[str, Any]]:
    return _read(request.param), _truth(request.param)


def test_every_fixture_has_its_truth_and_is_tried() -> None:
    truths = {path.name for path in _FOLDER.glob("*.truth.json")}
    assert truths == {f"{name}.truth.json" for name in _NAMES}


def test_every_value_is_read_as_published(case: tuple[Reading, dict[str, Any]]) -> None:
    reading, truth = case
    assert reading.report()["tables"] == truth["tables"]


def test_every_cell_has_its_raw_text_status_and_place(case: tuple[Reading, dict[str, Any]]) -> None:
    reading, truth = case
    read = {
        pointer: {
            "raw": cell.raw,
            "status": str(cell.status),
            "certain": cell.certain,
            "where": cell.place.as_json() if cell.place else None,
        }
        for pointer, cell in reading.cells.items()
    }
    assert read == truth["cells"]


def test_every_section_holds_its_text_and_no_other(case: tuple[Reading, dict[str, Any]]) -> None:
    reading, truth = case
    assert {s.key: {"heading": s.heading, "text": s.text} for s in reading.sections} == truth["sections"]
    assert [s.number for s in reading.sections] == list("一二三四五六")


def test_what_the_report_says_of_itself_is_read(case: tuple[Reading, dict[str, Any]]) -> None:
    reading, truth = case
    report = reading.report()
    head = ("edition", "year", "agency", "title", "period", "published_on")
    assert {key: report[key] for key in head} == {key: truth[key] for key in head}
    assert reading.edition_certain is truth["edition_certain"]


def test_every_table_stands_in_its_section_without_doubt(case: tuple[Reading, dict[str, Any]]) -> None:
    reading, truth = case
    assert {t.key: (t.section, t.certain) for t in reading.tables} == {key: (key, True) for key in truth["tables"]}
    assert reading.doubts == ()


def test_every_departure_from_the_form_is_told(case: tuple[Reading, dict[str, Any]]) -> None:
    reading, truth = case
    assert [[str(d.oddity), d.key, d.label] for d in reading.departures] == truth["departures"]
    assert all(d.place is not None for d in reading.departures)


def test_the_three_forms_of_one_report_give_one_report() -> None:
    pipes, cells, grid = (_read(name).report() for name in _NAMES[:3])
    assert pipes == cells == grid


def test_the_page_around_a_report_leaves_no_trace_in_it() -> None:
    reading = _read("2023-bureau-portal.html")
    everything = json.dumps(reading.report(), ensure_ascii=False, default=str)
    for chrome in ("搜索", "当前位置", "版权所有", "附件", "上一篇", "索引号", "2024年1月19日"):
        assert chrome not in everything


def test_the_page_displays_its_date_twice_and_is_signed_on_another_day() -> None:
    dates = [(d.source, d.on.isoformat()) for d in _read("2023-bureau-portal.html").dates]
    assert dates == [("meta", "2024-01-22"), ("text", "2024-01-22"), ("signature", "2024-01-19")]


def test_blank_cells_stay_blank() -> None:
    cell = _read("2023-bureau-portal.html").cells["/tables/requests/received/enterprise"]
    assert (cell.value, cell.raw, cell.status, cell.certain) == (None, "", Status.BLANK, True)
