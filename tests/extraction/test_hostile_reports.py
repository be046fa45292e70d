"""Whatever a document holds, reading it as a report ends: with an answer, soon, and without invented figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.documents import Document, read_document
from monitor.extraction import Cell, Reading, read_report
from monitor.form import schema_errors
from tests.support.figures import E2019, E2021
from tests.support.sheets import read_page

_FOLDER = Path(__file__).parents[1] / "fixtures" / "reports"
_FIXTURES = tuple(
    (_FOLDER / n).read_bytes() for n in ("2020-district.txt", "2020-district-cells.txt", "2020-district.html")
)
_LINES = _FIXTURES[0].decode().splitlines()


def _check(reading: Reading) -> None:
    """Hold what every reading promises: evidence for each value, digits as published, and a report that is one."""
    for pointer, cell in reading.cells.items():
        assert cell.pointer == pointer
        if cell.value is not None:
            assert cell.place is not None
            figure = re.sub(r"\D", "", str(abs(cell.value)))
            assert figure.lstrip("0") in re.sub(r"\D", "", cell.raw)
    list(schema_errors(reading.report(), E2019 if reading.edition == "2019" else E2021))


@settings(max_examples=12, deadline=None)
@given(
    which=st.integers(0, len(_FIXTURES) - 1),
    cut=st.tuples(st.integers(0, 8000), st.integers(0, 2500)),
    flips=st.lists(st.tuples(st.integers(0, 8000), st.integers(0, 255)), max_size=12),
)
def test_a_damaged_report_is_read_without_harm(which: int, cut: tuple[int, int], flips: list[tuple[int, int]]) -> None:
    body = bytearray(_FIXTURES[which])
    for at, byte in flips:
        body[at % len(body)] = byte
    start = cut[0] % len(body)
    del body[start : start + cut[1]]
    document = read_document(bytes(body))
    if isinstance(document, Document):
        _check(read_report(document))


@settings(max_examples=12, deadline=None)
@given(order=st.randoms(use_true_random=False), kept=st.integers(0, len(_LINES)))
def test_lines_in_any_order_are_read_without_harm(order: Random, kept: int) -> None:
    lines = list(_LINES)
    order.shuffle(lines)
    document = read_document("\n".join(["年报", *lines[:kept]]).encode())
    assert isinstance(document, Document)
    _check(read_report(document))


def _holds_what_is_certain(damaged: str, whole: str) -> None:
    """What is certain after a loss is what was there before it."""
    before = _cells_of(whole)
    for pointer, cell in _read(damaged).cells.items():
        if cell.certain and cell.value is not None:
            assert (pointer, cell.value) == (pointer, before[pointer].value)


@settings(max_examples=10, deadline=None)
@given(
    gone=st.lists(st.integers(0, len(_LINES) - 1), max_size=4, unique=True),
    cells=st.lists(st.tuples(st.integers(0, len(_LINES) - 1), st.integers(0, 6)), max_size=3),
)
def test_a_lost_line_or_cell_never_gives_a_wrong_figure_with_certainty(
    gone: list[int], cells: list[tuple[int, int]]
) -> None:
    lines = [line.split(" | ") for line in _LINES]
    for line, behind in cells:
        if len(lines[line]) > 7:
            del lines[line][-2 - behind]
    kept = (" | ".join(line) for i, line in enumerate(lines) if i not in gone)
    _holds_what_is_certain("\n".join(kept), "\n".join(_LINES))


@settings(max_examples=10, deadline=None)
@given(gone=st.sets(st.integers(0, 400), max_size=4))
def test_a_lost_line_of_one_cell_a_line_never_gives_a_wrong_figure_with_certainty(gone: set[int]) -> None:
    lines = _FIXTURES[1].decode().splitlines()
    _holds_what_is_certain("\n".join(x for i, x in enumerate(lines) if i not in gone), "\n".join(lines))


@settings(max_examples=10, deadline=None)
@given(gone=st.sets(st.integers(0, 330), max_size=4))
def test_a_lost_cell_of_a_page_never_gives_a_wrong_figure_with_certainty(gone: set[int]) -> None:
    page = _FIXTURES[2].decode()
    pieces = re.split(r"(?=<td)", page)
    damaged = (re.sub(r"^<td.*?</td>", "", piece) if i in gone else piece for i, piece in enumerate(pieces))
    _holds_what_is_certain("".join(damaged), page)


@cache
def _cells_of(whole: str) -> Mapping[str, Cell]:
    return _read(whole).cells


def _read(text: str) -> Reading:
    document = read_document(text.encode())
    assert isinstance(document, Document)
    return read_report(document)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>一、总体情况</p><p>二、主动公开政府信息情况</p>" * 700,
        "<p>六、其他需要报告的事项</p>" * 1000,
        "<p>3.其他</p><p>1</p>" * 1000,
        "<p>3.其他</p>" + "<p>1</p>" * 2000,
        f"<p>{'2023年1月1日至12月31日' * 3000}</p>",
        f"<p>{'政府信息公开' * 5000}年度报告</p>",
        "<table>" + "<tr><td>规章<td>1<td>2<td>3" * 700 + "</table>",
        f"<table><tr><td>规章<td>{'1' * 50_000}<td>2<td>3<tr><td>行政许可<td>1</table>",
        f"<table><tr><td>{'规' * 50_000}<td>1</table>",
        f"<table><tr><td>规章<td>1{' ' * 50_000}1</table>",
        f"<table><tr><td>规章<td>1（{'（' * 20_000}</table>",
    ],
    ids=[
        "headings",
        "one heading",
        "labels",
        "figures",
        "days",
        "titles",
        "rows",
        "digits",
        "label",
        "blanks",
        "brackets",
    ],
)
def test_repetition_costs_no_more_than_its_length(markup: str) -> None:
    assert read_page(markup).sha256
