from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.app import examine
from monitor.extraction import Reading
from tests.support.layouts import PAGES, TEXTS, Rows, in_lines, in_markup
from tests.support.printed import EDITIONS, YEARS, differences, printed_report
from tests.support.written import width_of


def _read(text: str, edition: str) -> Reading:
    reading = examine.read(text.encode(), None, YEARS[edition])
    assert isinstance(reading, Reading)
    return reading


def _is_whole(reading: Reading, edition: str) -> None:
    assert reading.edition == edition
    assert differences(reading, printed_report(edition).truth) == {}
    assert reading.departures == ()
    assert all(t.certain and t.section == t.key for t in reading.tables)
    assert [s.key for s in reading.sections] == [s.key for s in EDITIONS[edition].sections]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", TEXTS.values(), ids=TEXTS.keys())
def test_every_cell_is_read_from_a_text_in_any_layout(layout: Callable[[Rows], list[str]], edition: str) -> None:
    _is_whole(_read(in_lines(printed_report(edition), layout), edition), edition)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", PAGES.values(), ids=PAGES.keys())
def test_every_cell_is_read_from_a_page_in_any_layout(layout: Callable[[Rows], str], edition: str) -> None:
    _is_whole(_read(in_markup(printed_report(edition), layout), edition), edition)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_text_that_lost_all_its_lines_keeps_its_sections_and_nothing_of_its_tables_is_missing(edition: str) -> None:
    """Figures that run into one another (15130000154) are nobody's; that they stand there is plain."""
    report = printed_report(edition)
    glued = "".join(p if isinstance(p, str) else "".join(c.text for row in p for c in row) for p in report.parts)
    before = "标题: {0}\n发布时间: 2024-01-20 09:30\n本地目录: nb/2024/77_{0}\n本报告根据条例编制。"
    reading = _read(before.format(report.title) + glued, edition)
    assert (reading.title, reading.edition) == (report.title, edition)
    assert [s.key for s in reading.sections] == [s.key for s in EDITIONS[edition].sections]
    assert {s.key: s.text for s in reading.sections}[
        "problems_and_improvements"
    ] == "解读材料还不够多，下一年逐项补上。"
    assert not any(c.certain for c in reading.cells.values())
    assert [s.text for s in reading.sections if reading.table(s.key)] == ["", "", ""]
    assert reading.departures == ()


def test_a_list_of_the_sections_in_a_sentence_parts_nothing() -> None:
    """The preamble names all six, each behind a mark that ends no sentence."""
    report = printed_report("2021")
    named = "；".join(p for p in report.parts if isinstance(p, str) and p[1] == "、")
    preamble = f"本报告按照规定的格式编制，一共分为六个部分，依次写明各项情况，包括：{named}。现予以公布。"
    text = in_lines(report, TEXTS["pipes behind"]).replace(report.title, f"{report.title}\n{preamble}")
    assert [p.text for p in _read(text, "2021").preamble] == [preamble]


def _lines_without_blanks(rows: Rows) -> list[str]:
    return [cell.text for row in rows for cell in row if not cell.text.isdecimal()]


def test_rows_whose_blanks_left_no_trace_are_not_missing() -> None:
    reading = _read(in_lines(printed_report("2021"), _lines_without_blanks), "2021")
    assert not any(c.certain for c in reading.cells.values() if not c.raw)
    assert reading.departures == ()


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", PAGES.values(), ids=PAGES.keys())
def test_a_figure_on_two_lines_of_its_cell_is_in_doubt_and_its_neighbours_are_not(
    layout: Callable[[Rows], str], edition: str
) -> None:
    report = printed_report(edition)
    at = "/tables/reconsideration_and_litigation/litigation_direct/upheld"
    torn = [p if isinstance(p, str) else _torn(p) for p in report.parts]
    page = in_markup(replace(report, parts=tuple(torn)), layout).replace("97^2", "97<br>2")
    reading = _read(page, edition)
    assert set(differences(reading, report.truth)) == {at}
    assert not reading.cells[at].certain


def _torn(rows: Rows) -> Rows:
    """Break the figure of the sixth column of a table of fifteen."""
    if width_of(rows) != 15:
        return rows
    last = [replace(cell, text="97^2") if i == 5 else cell for i, cell in enumerate(rows[-1])]
    return [*rows[:-1], last]


def test_a_row_whose_label_is_wrapped_around_too_few_figures_is_not_missing() -> None:
    """Blanks left no trace, and so few figures beside half a label are not known for a row's."""
    text = in_lines(printed_report("2021"), TEXTS["a page's text, labels wrapped"])
    wrapped = next(line for line in text.split("\n") if line.startswith(("三、本年度办理结果 （二）", "（二）部分")))
    reading = _read(text.replace(wrapped, " ".join(wrapped.split()[:-5])), "2021")
    assert not any(c.certain for p, c in reading.cells.items() if "/partially_granted/" in p)
    assert reading.departures == ()
