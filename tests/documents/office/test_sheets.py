"""A worksheet is read as it is shown: figures without decoration, merged cells, text above and below its table."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

pytest.importorskip("lxml")

from monitor.documents import Paragraph
from monitor.documents.limits import ReadError
from monitor.documents.office.figures import kind_of, shown
from monitor.documents.office.sheet import address
from monitor.documents.office.sheetxml import read_sheetxml
from monitor.documents.office.xls import as_text
from monitor.documents.office.xlsx import position, read_xlsx
from tests.support.packages import LIMITS, SHA, seen, workbook


def _cells(*cells: str, more: str = "") -> str:
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>{more}'


def _first_row(sheet: str, **more: str) -> list[str]:
    return [cell.raw for cell in workbook(sheet, **more).grids()[0].cells]


@pytest.mark.parametrize(
    ("stored", "kind", "text"),
    [
        ("8", "number", "8"),
        ("8.0", "number", "8"),
        ("610.6988", "number", "610.6988"),
        ("0.30000000000000004", "number", "0.3"),
        ("1E3", "number", "1000"),
        ("1.5E-5", "number", "0.000015"),
        ("-15", "number", "-15"),
        ("123456789012", "number", "123456789012"),
        ("0.25", "percent", "25%"),
        ("0.1234", "percent", "12.34%"),
        ("45322", "date", "2024-01-31"),
        ("45322.5", "date", "2024-01-31 12:00"),
        ("0.5", "date", "12:00:00"),
        ("abc", "number", "abc"),
        ("nan", "number", "nan"),
        ("1E400", "number", "1.00000000000000E+400"),
    ],
)
def test_a_stored_number_is_shown_as_readers_see_it(stored: str, kind: str, text: str) -> None:
    assert shown(stored, kind) == text


def test_workbooks_of_old_macs_count_days_from_1904() -> None:
    assert shown("43860", "date", from_1904=True) == "2024-01-31"


@pytest.mark.parametrize(
    ("number_format", "code", "kind"),
    [
        (0, "", "number"), (9, "", "percent"), (14, "", "date"), (31, "", "date"), (164, "0.00%", "percent"),
        (165, 'yyyy"年"m"月"', "date"), (166, '0"年"', "number"), (167, "#,##0_);[Red]\\(#,##0\\)", "number"),
        (168, "General", "number"), (169, '0;"d"', "number"),
    ],
)  # fmt: skip
def test_a_number_format_tells_dates_and_shares(number_format: int, code: str, kind: str) -> None:
    assert kind_of(number_format, code) == kind


def test_values_of_old_workbooks_are_written_alike() -> None:
    assert [as_text(v) for v in (8.0, 8, 610.6988, True, "  甲 ")] == ["8", "8", "610.6988", "TRUE", "甲"]


def test_addresses_are_read_and_written() -> None:
    assert [address(0, 0), address(9, 26), address(0, 16383)] == ["A1", "AA10", "XFD1"]
    assert [position("A1"), position("$AA$10"), position("1A"), position("A99999999")] == [(0, 0), (9, 26), None, None]


def test_strings_are_read_with_their_runs_and_without_readings() -> None:
    strings = "<si><r><t>行政</t></r><r><t>许可_x000D_</t></r><rPh><t>xuke</t></rPh></si>"
    assert _first_row(_cells('<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>3</v></c>'), strings=strings) == [
        "行政许可",
        "3",
    ]


def test_a_share_and_a_date_are_told_by_their_style() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs>'
    cells = '<c r="A1" s="1"><v>0.25</v></c>', '<c r="B1" s="2"><v>45322</v></c>', '<c r="C1" t="b"><v>1</v></c>'
    assert _first_row(_cells(*cells), styles=styles) == ["25%", "2024-01-31", "TRUE"]


def test_merged_cells_span_their_area() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>组</v></c><c r="B1" t="str"><v>甲</v></c>'
        '<c r="C1"><v>1</v></c></row>'
        '<row r="2"><c r="B2" t="str"><v>乙</v></c><c r="C2"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    )
    assert seen(workbook(sheet))[0] == [["组", "甲", "1"], ["组", "乙", "2"]]


def test_cells_without_addresses_follow_each_other() -> None:
    assert _first_row("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>") == ["1", "2"]


def test_what_is_hidden_is_left_out_and_told() -> None:
    sheet = (
        '<cols><col min="2" max="2" hidden="1"/></cols>'
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>'
        '<c r="C1"><v>3</v></c></row><row r="2" hidden="1"><c r="A2"><v>4</v></c></row></sheetData>'
    )
    document = workbook(sheet)
    assert seen(document)[0] == [["1", "", "3"]]
    assert document.doubts == ("hidden_cells",)


def test_hidden_sheets_are_not_read() -> None:
    assert seen(workbook(_cells('<c r="A1"><v>1</v></c>', '<c r="B1"><v>2</v></c>'), state="hidden")) == ["第二页"]


def test_a_formula_that_was_never_calculated_is_a_doubt() -> None:
    document = workbook(
        _cells('<c r="A1" t="str"><v>合计</v></c>', '<c r="B1"><f>1+1</f></c>', '<c r="C1"><v>1</v></c>')
    )
    assert document.doubts == ("formula_without_value",)


def test_sheets_come_in_order_and_text_stands_above_and_below() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["某局年报"], ["第二十条第（一）项"], ["规章", 1], ["行政许可"], [], ["注：以上均为本级数据。"]):
        sheet.append(row)
    book.create_sheet("二").append(["行政处罚", 2])
    out = BytesIO()
    book.save(out)
    document = read_xlsx(out.getvalue(), SHA, LIMITS)
    assert seen(document) == [
        "某局年报",
        [["第二十条第（一）项", ""], ["规章", "1"], ["行政许可", ""]],
        "注：以上均为本级数据。",
        [["行政处罚", "2"]],
    ]
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert (first.place.sheet, first.place.address) == ("Sheet", "A1")


def test_a_string_that_is_not_there_is_damage() -> None:
    with pytest.raises(ReadError, match="damaged"):
        workbook(_cells('<c r="A1" t="s"><v>7</v></c>'))


def test_the_xml_form_of_excel_2003_is_read() -> None:
    xml = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
    xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="表"><Table>
    <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">信息内容</Data></Cell>
    <Cell><Data ss:Type="String">件数</Data></Cell></Row>
    <Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">组</Data></Cell>
    <Cell ss:Index="2"><Data ss:Type="String">甲</Data></Cell><Cell><Data ss:Type="Number">8.0</Data></Cell></Row>
    <Row><Cell ss:Index="2"><Data ss:Type="String">乙</Data></Cell><Cell><Data ss:Type="Number">9</Data></Cell></Row>
    <Row ss:Hidden="1"><Cell><Data ss:Type="Number">77</Data></Cell></Row>
    </Table></Worksheet></Workbook>"""
    document = read_sheetxml(xml.encode(), SHA, LIMITS)
    assert seen(document) == [[["信息内容", "信息内容", "件数"], ["组", "甲", "8"], ["组", "乙", "9"]]]
    assert document.doubts == ("hidden_cells",)
