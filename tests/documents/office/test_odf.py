"""OpenDocument texts and sheets are read as they are shown."""

from __future__ import annotations

from io import BytesIO

import pytest

pytest.importorskip("lxml")

from monitor.documents import Document
from monitor.documents.limits import ReadError
from monitor.documents.office.odf import read_flat_odf, read_odf
from tests.support.packages import LIMITS, SHA, seen, zipped

_NAMES = ("office", "text", "table", "style")
_SPACES = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in _NAMES)
_SPACES += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
_STYLES = (
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="R"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."'
    ' style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-prefix="("'
    ' style:num-suffix=")"/></text:list-style>'
)


def _flat(body: str) -> Document:
    styles = f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
    xml = f"<office:document {_SPACES}>{styles}<office:body>{body}</office:body></office:document>"
    return read_flat_odf(xml.encode(), SHA, LIMITS)


def _text(inside: str) -> list[str | list[list[str]]]:
    return seen(_flat(f"<office:text>{inside}</office:text>"))


def _sheet(inside: str) -> Document:
    return _flat(f'<office:spreadsheet><table:table table:name="表">{inside}</table:table></office:spreadsheet>')


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("甲<text:span>乙</text:span>丙", "甲乙丙"),
        ("1<text:s text:c='3'/>2", "1 2"),
        ("1<text:tab/>2", "1 2"),
        ("12<text:span text:style-name='R'>1</text:span>", "12 1"),
        ("9<text:span text:style-name='H'>8</text:span>件", "9件"),
        ("9<text:note><text:note-citation>1</text:note-citation><text:note-body/></text:note>件", "9件"),
        ("9<office:annotation><text:p>批</text:p></office:annotation>件", "9件"),
        ("<text:a>9</text:a>件", "9件"),
    ],
)
def test_a_text_is_read_as_it_is_shown(inside: str, text: str) -> None:
    assert _text(f"<text:p>{inside}</text:p>") == [text]


def test_what_was_deleted_is_not_there() -> None:
    assert _text("<text:tracked-changes><text:p>旧</text:p></text:tracked-changes><text:p>新</text:p>") == ["新"]


def test_lists_show_their_numbers() -> None:
    inner = "<text:list><text:list-item><text:p>子</text:p></text:list-item></text:list>"
    first = f"<text:list-item><text:p>甲</text:p>{inner}</text:list-item>"
    first += "<text:list-item><text:p>乙</text:p></text:list-item>"
    more = "<text:list-item><text:p>丙</text:p></text:list-item>"
    going = f'<text:list text:style-name="L" text:continue-numbering="true">{more}</text:list>'
    anew = f'<text:list text:style-name="L">{more}</text:list>'
    body = f'<text:list text:style-name="L">{first}</text:list>{going}{anew}'
    assert _text(body) == ["一、 甲", "(1) 子", "二、 乙", "三、 丙", "一、 丙"]


def test_cells_span_and_repeat() -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>组</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>0</text:p></table:table-cell></table:table-row>'
        "<table:table-row><table:covered-table-cell/>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>甲</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
    )
    assert _text(f"<table:table>{rows}</table:table>") == [[["组", "0", "0"], ["组", "甲", "甲"]]]


def test_a_text_box_stands_behind_its_paragraph() -> None:
    box = "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    assert _text(f"<text:p>前{box}段</text:p>") == ["前段", "框"]


def test_a_sheet_gives_stored_figures_and_shown_texts() -> None:
    cells = (
        '<table:table-cell office:value-type="float" office:value="610.6988"><text:p>610.70</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25%</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date"><text:p>2024年1月31日</text:p></table:table-cell>'
        "<table:table-cell><text:p>一<text:line-break/>二</text:p><text:p>三</text:p></table:table-cell>"
    )
    assert seen(_sheet(f"<table:table-row>{cells}</table:table-row>")) == [
        [["610.6988", "25%", "2024年1月31日", "一\n二\n三"]]
    ]


def test_a_million_repeated_rows_cost_nothing() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048570">{cell}</table:table-row>'
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in "甲1")
    row = f"<table:table-row>{cells}</table:table-row>"
    assert seen(_sheet(blank + row)) == [[["甲", "1"]]]


def test_hidden_rows_and_sheets_are_left_out() -> None:
    row = "<table:table-row {}><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    document = _sheet(row.format("", "甲") + row.format('table:visibility="collapse"', "乙"))
    assert (seen(document), document.doubts) == (["甲"], ("hidden_cells",))
    sheets = (
        f"<table:table {style}>{row.format('', t)}</table:table>"
        for style, t in (('table:style-name="off"', "丙"), ("", "丁"))
    )
    assert seen(_flat(f"<office:spreadsheet>{''.join(sheets)}</office:spreadsheet>")) == ["丁"]


def test_what_odfpy_writes_is_read() -> None:
    opendocument = pytest.importorskip("odf.opendocument")
    text = pytest.importorskip("odf.text")
    document = opendocument.OpenDocumentText()
    document.text.addElement(text.P(text="一、总体情况"))
    out = BytesIO()
    document.save(out)
    assert seen(read_odf(out.getvalue(), SHA, LIMITS)) == ["一、总体情况"]


def test_the_dates_of_a_file_are_named_as_in_other_formats() -> None:
    told = "<meta:creation-date>2024-01-19T08:00:00</meta:creation-date><dc:date>2024-01-22T09:30:00</dc:date>"
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="m" xmlns:dc="d"'
    body = "<office:body><office:text/></office:body>"
    body = f"<office:document {spaces}><office:meta>{told}</office:meta>{body}</office:document>"
    found = read_flat_odf(body.encode(), SHA, LIMITS).meta
    assert [(m.name, m.value[:10], m.source) for m in found] == [
        ("created", "2024-01-19", "properties"),
        ("modified", "2024-01-22", "properties"),
    ]


def test_an_encrypted_file_is_told() -> None:
    manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    with pytest.raises(ReadError, match="encrypted"):
        read_odf(zipped({"META-INF/manifest.xml": manifest, "content.xml": "x"}), SHA, LIMITS)


def test_a_presentation_is_no_text() -> None:
    with pytest.raises(ReadError, match="unsupported_format"):
        _flat("<office:presentation/>")
