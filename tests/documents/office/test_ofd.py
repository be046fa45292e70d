"""OFD pages, set by hand after GB/T 33190-2016: no library writes OFD, and no agency's file was at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("lxml")

from monitor.app.demo.tables import PrintedRow
from monitor.documents import Document, Meta
from monitor.documents.limits import ReadError
from monitor.documents.office.ofd import read_ofd
from monitor.documents.office.zipped import read_zip
from monitor.extraction import read_report
from tests.support.packages import LIMITS, SHA, seen, zipped
from tests.support.printed import Printed, differences, printed_report
from tests.support.written import placed, width_of

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE = 2.0
_ROW, _LEFT, _WIDTH = 10.0, 10.0, 180.0


def _ofd(*pages: str, **more: str) -> bytes:
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    box = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    info = "<ofd:DocInfo><ofd:Title>年报</ofd:Title><ofd:CreationDate>2024-01-30</ofd:CreationDate></ofd:DocInfo>"
    root = f"<ofd:OFD {_NS}><ofd:DocBody>{info}<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    common = f"<ofd:CommonData>{box}{more.get('common', '')}</ofd:CommonData>"
    document = f"<ofd:Document {_NS}>{common}<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    contents = {f"Doc_0/Pages/Page_{i}/Content.xml": _content(page) for i, page in enumerate(pages)}
    templates = {"Doc_0/Tpl.xml": _content(more["template"])} if "template" in more else {}
    return zipped({"OFD.xml": root, "Doc_0/Document.xml": document, **contents, **templates})


def _content(page: str) -> str:
    return f"<ofd:Page {_NS}>{page}</ofd:Page>"


def _layer(inside: str) -> str:
    return f"<ofd:Content><ofd:Layer><ofd:PageBlock>{inside}</ofd:PageBlock></ofd:Layer></ofd:Content>"


def _text(text: str, x: float, y: float) -> str:
    deltas = " ".join(str(_SIZE if ord(c) > 0x2000 else _SIZE / 2) for c in text[:-1])
    box = f"{x} {y} {len(text) * _SIZE} {_SIZE}"
    code = f'<ofd:TextCode X="0" Y="{_SIZE * 0.88}" DeltaX="{deltas}">{text}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{box}" Size="{_SIZE}" Font="1">{code}</ofd:TextObject>'


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    data = f"M 0 0 L {x1 - x0} {y1 - y0}"
    inside = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{x0} {y0} 200 200" LineWidth="0.2">{inside}</ofd:PathObject>'


def _box(x: float, y: float, wide: float, high: float) -> str:
    data = f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"
    inside = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{x} {y} {wide} {high}">{inside}</ofd:PathObject>'


def _table(rows: list[PrintedRow], top: float) -> Iterator[str]:
    """Set a table: a box around each cell, its text in it, wrapped to the width."""
    wide = _WIDTH / width_of(rows)
    for row, column, cell in placed(rows):
        x, y = _LEFT + column * wide, top + row * _ROW
        yield _box(x, y, wide * cell.columns, _ROW * cell.rows)
        fits = max(1, int((wide * cell.columns - 1) / _SIZE))
        lines = (
            [cell.text[i : i + fits] for i in range(0, len(cell.text), fits)]
            if not cell.text.isascii()
            else [cell.text]
        )
        yield from (_text(line, x + 0.5, y + 0.2 + i * (_SIZE + 0.1)) for i, line in enumerate(lines) if line)


def _pages(report: Printed) -> Iterator[str]:
    """Set a report: each table on a page of its own."""
    page, top = [_text(report.title, 30, 10)], 20.0
    for part in report.parts:
        if isinstance(part, str):
            page.append(_text(part, 10, top))
            top += 6
            continue
        yield _layer("".join(page))
        yield _layer("".join(_table(part, 10)))
        page, top = [], 10.0
    yield _layer("".join(page))


def _read(*pages: str, **more: str) -> Document:
    return read_ofd(_ofd(*pages, **more), SHA, LIMITS)


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_a_report_is_read_right_to_the_cell(key: str) -> None:
    report = printed_report(key)
    document = read_zip(_ofd(*_pages(report)), SHA, LIMITS)
    assert document.format == "ofd"
    assert differences(read_report(document), report.truth) == {}


def test_the_properties_are_told() -> None:
    assert _read(_layer(_text("文", 10, 10))).meta == (
        Meta("title", "年报", "properties"),
        Meta("created", "2024-01-30", "properties"),
    )


def test_repeated_distances_and_runs_that_go_on_are_followed() -> None:
    run = '<ofd:TextCode X="0" Y="3" DeltaX="g 3 3">政府信息</ofd:TextCode><ofd:TextCode X="12">年</ofd:TextCode>'
    text = f'<ofd:TextObject Boundary="10 10 50 5" Size="3">{run}</ofd:TextObject>'
    assert seen(_read(_layer(text))) == ["政府信息年"]


def test_a_matrix_scales_text() -> None:
    run = '<ofd:TextCode X="0" Y="1" DeltaX="1">年报</ofd:TextCode>'
    text = f'<ofd:TextObject Boundary="10 10 50 5" Size="1" CTM="3 0 0 3 0 0">{run}</ofd:TextObject>'
    (paragraph,) = _read(_layer(text)).paragraphs()
    assert paragraph.text == "年报"
    assert paragraph.place.box is not None
    assert paragraph.place.box[2] - paragraph.place.box[0] == pytest.approx(2 * 3 * 72 / 25.4, rel=0.05)


def test_lines_may_be_strokes() -> None:
    across = "".join(_line(10, y, 50, y) for y in (10, 20, 30))
    down = "".join(_line(x, 10, x, 30) for x in (10, 30, 50))
    texts = _text("甲", 12, 12) + _text("1", 32, 12) + _text("乙", 12, 22) + _text("2", 32, 22)
    assert seen(_read(_layer(across + down + texts))) == [[["甲", "1"], ["乙", "2"]]]


def test_what_a_template_shows_is_on_the_page() -> None:
    page = '<ofd:Template TemplateID="7"/>' + _layer(_text("正文", 10, 40))
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpl.xml"/>'
    template = _layer(_text("底版", 10, 10) + _line(10, 30, 50, 30))
    assert "".join(p.text for p in _read(page, common=common, template=template).paragraphs()) == "底版正文"


def test_invisible_text_is_left_out() -> None:
    assert seen(_read(_layer(_text("甲", 10, 10) + _text("乙", 10, 30).replace("Font=", 'Visible="false" Font=')))) == [
        "甲"
    ]


def test_pages_of_pictures_are_no_text() -> None:
    with pytest.raises(ReadError, match="no_content: image_only"):
        _read(_layer('<ofd:ImageObject Boundary="0 0 210 297"/>'))


def test_a_large_picture_beside_few_tables_is_a_doubt() -> None:
    assert _read(_layer(_text("甲", 10, 10) + '<ofd:ImageObject Boundary="0 50 210 100"/>')).doubts == ("picture",)


def test_a_page_that_is_not_there_is_damage() -> None:
    with pytest.raises(ReadError, match="damaged"):
        read_ofd(zipped({"OFD.xml": f"<ofd:OFD {_NS}><ofd:DocRoot>no.xml</ofd:DocRoot></ofd:OFD>"}), SHA, LIMITS)
