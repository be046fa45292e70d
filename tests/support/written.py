"""Has foreign libraries write a printed report: python-docx, openpyxl, xlwt; and sets it as a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from io import BytesIO

import pytest

from monitor.app.demo.tables import PrintedCell, PrintedRow
from tests.support.printed import Printed

Placed = tuple[int, int, PrintedCell]


def placed(rows: list[PrintedRow]) -> Iterator[Placed]:
    """Give every printed cell with its row and column."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            taken |= {(r, c) for r in range(at, at + cell.rows) for c in range(column, column + cell.columns)}
            yield at, column, cell


def width_of(rows: list[PrintedRow]) -> int:
    return max(column + cell.columns for _, column, cell in placed(rows))


def as_page(report: Printed) -> str:
    """Set a report as an HTML page."""
    body = "".join(_paragraph(p) if isinstance(p, str) else _table(p) for p in report.parts)
    head = f"<meta charset='utf-8'><title>{report.title}</title>"
    return f"<html><head>{head}</head><body><p>{report.title}</p>{body}</body></html>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(rows: list[PrintedRow]) -> str:
    lines = ("".join(_cell(cell) for cell in row) for row in rows)
    return f"<table border=1>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _cell(cell: PrintedCell) -> str:
    return f"<td rowspan={cell.rows} colspan={cell.columns}>{escape(cell.text)}</td>"


def as_docx(report: Printed) -> bytes:
    """Have python-docx write a report, cells merged across and down."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(report.title)
    for part in report.parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), width_of(part))
        grid = [list(row.cells) for row in table.rows]
        for row, column, cell in placed(part):
            last = grid[row + cell.rows - 1][column + cell.columns - 1]
            own = grid[row][column].merge(last) if last is not grid[row][column] else last
            own.text = cell.text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx(report: Printed, *, sheets: bool = False) -> bytes:
    """Have openpyxl write a report into one sheet, or a table a sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet, top = book.active, 1
    sheet.cell(1, 1, report.title)
    for part in report.parts:
        if isinstance(part, str):
            top += 1
            sheet.cell(top, 1, part)
            continue
        if sheets:
            sheet, top = book.create_sheet(), 0
        for row, column, cell in placed(part):
            at = (top + 1 + row, column + 1)
            sheet.cell(*at, _number(cell.text))
            if cell.rows * cell.columns > 1:
                sheet.merge_cells(None, *at, at[0] + cell.rows - 1, at[1] + cell.columns - 1)
        top += len(part)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_xls(report: Printed) -> bytes:
    """Have xlwt write a report into one sheet."""
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook(encoding="utf-8")
    sheet, top = book.add_sheet("年报"), 1
    sheet.write(0, 0, report.title)
    for part in report.parts:
        if isinstance(part, str):
            sheet.write(top, 0, part)
            top += 1
            continue
        for row, column, cell in placed(part):
            corners = (top + row, top + row + cell.rows - 1, column, column + cell.columns - 1)
            sheet.write_merge(*corners, _number(cell.text))
        top += len(part)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _number(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
