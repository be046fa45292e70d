"""Lines become paragraphs as a reader joins them; what belongs to the pages is left out."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.documents.limits import ReadError
from tests.support.pdfs import Draw, both, drawn, paged, read, table

_LINE = "坚持以公开促落实、促规范、促服务，围绕群众关心的就业和教育等"


def _lines(*lines: tuple[float, str], top: float = 700, size: int = 12) -> Draw:
    """Give what draws lines below each other, each from its own left edge."""

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", size)
        for i, (left, text) in enumerate(lines):
            canvas.drawString(left, top - 20 * i, text)

    return draw


def _paragraphs(*pages: Draw) -> list[str]:
    return [paragraph.text for paragraph in read(drawn(*pages)).paragraphs()]


def test_full_lines_are_joined_and_an_indent_begins_a_paragraph() -> None:
    page = _lines((124, _LINE[:-2]), (100, _LINE), (100, "事项。"), (124, _LINE[:-2]), (100, "完。"))
    assert _paragraphs(page) == [f"{_LINE[:-2]}{_LINE}事项。", f"{_LINE[:-2]}完。"]


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    page = _lines((100, _LINE), (100, "一、总体情况"), (100, _LINE), (100, "（一）主动公开"), (100, _LINE))
    assert _paragraphs(page) == [_LINE, "一、总体情况", _LINE, "（一）主动公开", _LINE]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    first = _lines((124, _LINE[:-2]), (100, _LINE), top=120)
    second = _lines((100, "事项。"), top=780)
    texts = read(drawn(first, second)).paragraphs()
    assert [p.text for p in texts] == [f"{_LINE[:-2]}{_LINE}事项。"]
    assert texts[0].place.page == 1


def test_a_title_of_two_centred_lines_is_one_paragraph() -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 20)
        canvas.drawCentredString(297, 760, "云川市兰溪区水务局2024年政府信息公开工作年")
        canvas.drawCentredString(297, 730, "度报告")
        _lines((124, _LINE[:-2]), (100, _LINE))(canvas)

    assert _paragraphs(page)[0] == "云川市兰溪区水务局2024年政府信息公开工作年度报告"


@pytest.mark.parametrize("number", ["— 1 —", "- 1 -", "1", "第 1 页 共 2 页", "1/2"])
def test_page_numbers_are_no_text(number: str) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(290, 30, number)

    assert _paragraphs(both(_lines((100, _LINE)), page)) == [_LINE]


def test_a_running_head_is_no_text_but_a_line_that_stands_once_is() -> None:
    def head(canvas: Any) -> None:
        canvas.drawString(100, 810, "云川市兰溪区水务局年报 2024")

    def once(canvas: Any) -> None:
        canvas.drawString(100, 810, "附件")

    pages = (both(head, _lines((124, "甲。"))), both(head, _lines((124, "乙。"))), both(once, _lines((124, "丙。"))))
    assert _paragraphs(*pages) == ["甲。", "乙。", "附件", "丙。"]


def test_tables_and_text_stand_in_reading_order() -> None:
    document = read(
        drawn(both(_lines((100, "三、申请情况")), table([["甲", "1"]]), _lines((100, "四、复议"), top=300)))
    )
    assert [getattr(block, "text", "表") for block in document.blocks] == ["三、申请情况", "表", "四、复议"]


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    page = _mapped({0x41: 0x2F00, 0x42: 0x2ED3, 0x43: 0xF9D1, 0x44: 0xFF11}, b"ABCD")
    assert [p.text for p in read(page).paragraphs()] == ["一长六１"]


def test_characters_without_a_name_are_no_content() -> None:
    with pytest.raises(ReadError, match="mojibake"):
        read(_mapped({code: 0xE000 + code for code in range(0x41, 0x5B)}, b"ABCDEFGHIJKLMN"))


def test_a_font_that_names_some_characters_wrongly_is_believed_in_nothing() -> None:
    names = {0x41: 0xE041, 0x42: 0xE042, 0x43: 0xE043, 0x31: 0x37, 0x32: 0x38}
    good = b"BT /G 10 Tf 100 600 Td (all the other text here is set in a font that is right) Tj ET"
    document = read(_mapped(names, b"ABC12", good))
    assert not any(c.isdigit() for p in document.paragraphs() for c in p.text)
    assert "mojibake" in document.doubts


def test_latin_letters_in_place_of_chinese_are_not_believed() -> None:
    names = {0x41 + i: code for i, code in enumerate("Õþ¸®ÐÅÏ¢¹«¿ª12".encode("latin-1"))}
    with pytest.raises(ReadError, match="mojibake"):
        read(_mapped(names, bytes(names)))


def _mapped(names: dict[int, int], text: bytes, content: bytes = b"") -> bytes:
    """Write a page in a font whose characters are named by a ToUnicode map of our own."""
    entries = b"\n".join(b"<%02X> <%04X>" % pair for pair in names.items())
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange %d beginbfchar\n%s\nendbfchar endcmap end end" % (len(names), entries)
    )
    return paged(
        b"BT /F 12 Tf 100 700 Td (%s) Tj ET " % text + content,
        page=b"/MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R /G 7 0 R >> >>",
        more=[
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        ],
    )
