"""Traps into which libraries and programs of this field lead: each once, told as a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.documents import Document, Grid, GridCell, Paragraph, Place, Unreadable, read_document
from monitor.documents.limits import Limits
from monitor.documents.office.convert import to_docx
from monitor.documents.office.marked import CELL, ROW, agrees, as_blocks
from tests.support.pages import drawn, page
from tests.support.printed import Printed, printed_report
from tests.support.written import as_docx, as_page, as_xls, as_xlsx

_SHA = "ab" * 32


@pytest.fixture(scope="module")
def printed() -> Printed:
    return printed_report("2021")


def _read(body: bytes) -> Document:
    document = read_document(body)
    if isinstance(document, Unreadable) and document.reason == "reader_missing":
        pytest.skip(f"not installed: {document.detail}")
    assert isinstance(document, Document), document
    return document


def test_cells_that_stand_in_a_table_without_a_row_are_its_row() -> None:
    """An XML-minded parser drops them; a browser makes the row that is missing."""
    assert drawn(page("<table><td>规章<td>3<tr><td>行政许可<td>5</table>")) == [[["规章", "3"], ["行政许可", "5"]]]


def test_a_page_saved_under_the_name_of_a_workbook_is_read_as_a_page(printed: Printed) -> None:
    """Readers of workbooks refuse it: its content is asked, not its name."""
    markup = as_page(printed)
    office = f"<html xmlns:x='urn:schemas-microsoft-com:office:excel'>{markup.partition('<html>')[2]}"
    document = _read(office.encode())
    assert document.format == "html"
    assert len(document.grids()) == 3


def test_whole_numbers_of_a_workbook_have_no_decimals_whichever_its_age(printed: Printed) -> None:
    """A new workbook gives every number as a float, an old one some as whole numbers."""
    new, old = _read(as_xlsx(printed)), _read(as_xls(printed))
    texts = [[cell.raw for grid in d.grids() for cell in grid.cells if cell.raw] for d in (new, old)]
    assert texts[0] == texts[1]
    assert not [text for text in texts[0] if text.endswith(".0")]


def test_a_merged_cell_of_a_word_file_stands_once(printed: Printed) -> None:
    """A library repeats its text in every slot that it covers; a figure would be counted twice."""
    document = _read(as_docx(printed))
    merged = [c for grid in document.grids() for c in grid.cells if c.raw.startswith("第二十条第（一）项")]
    assert len(merged) == 1
    assert merged[0].column_span > 1


def test_a_table_that_a_conversion_lost_is_noticed_and_what_remains_is_not_vouched_for() -> None:
    """LibreOffice put every cell of one table into a paragraph, and said nothing."""
    text = f"规章{CELL}3{CELL}{ROW}行政许可{CELL}5{CELL}{ROW}"
    cells = (("规章", 0, 0), ("3", 0, 1), ("行政许可", 1, 0), ("5", 1, 1))
    grid = Grid(2, 2, tuple(GridCell(t, r, c, 1, 1, Place(row=r + 1)) for t, r, c in cells), Place(table=1))
    lost = Paragraph("规章 3 行政许可 5", Place(paragraph=1))
    assert agrees(Document("doc", _SHA, (grid,)), text)
    assert not agrees(Document("doc", _SHA, (lost,)), text)
    (rescued,) = as_blocks(text)
    assert isinstance(rescued, Grid)
    assert all(cell.confidence < 1 for cell in rescued.cells)


def test_every_conversion_has_a_profile_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two runs of LibreOffice on one profile: the second does nothing, and ends well."""
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\nfor last; do :; done\nprintf \'%s\' "$1" > "${last%.*}.docx"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    profiles = [to_docx(b"a", "doc", Limits()) for _ in range(2)]
    assert all(p.startswith(b"-env:UserInstallation=file:///") for p in profiles)
    assert profiles[0] != profiles[1]


def test_a_span_over_several_figures_is_not_a_figure_for_each() -> None:
    """Flattening a merged cell fills every slot with its figure, and every sum is wrong."""
    (grid,) = page("<table><tr><td>规章<td colspan=3>3</table>").grids()
    assert [cell.raw for cell in grid.cells] == ["规章", "3"]
