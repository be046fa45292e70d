"""The numbers of automatic lists are on the page, so they are read."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml")

from monitor.documents.office.numerals import numeral
from monitor.extraction import read_report
from tests.support.packages import p, seen, tbl, tc, word

_LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (kind, text) in enumerate(
        (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%3"))
    )
)
_LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def _item(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_levels_count_and_begin_anew() -> None:
    body = _item("甲") + _item("子", 1) + _item("丑", 1) + _item("乙") + _item("寅", 1) + _item("卯", 2)
    assert seen(word(body, numbering=_LISTS)) == [
        "一、 甲",
        "（一） 子",
        "（二） 丑",
        "二、 乙",
        "（一） 寅",
        "二.1 卯",
    ]


def test_a_list_that_starts_elsewhere_does_so_once() -> None:
    body = _item("甲") + _item("乙", number=3) + _item("丙", number=3)
    assert seen(word(body, numbering=_LISTS)) == ["一、 甲", "五、 乙", "六、 丙"]


def test_bullets_and_unknown_lists_show_no_number() -> None:
    assert seen(word(_item("甲", number=2) + _item("乙", number=9) + _item("丙", number=0), numbering=_LISTS))[1:] == [
        "乙",
        "丙",
    ]


def test_a_style_may_carry_the_list() -> None:
    styles = (
        '<w:style w:styleId="h"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="plain"><w:basedOn w:val="h"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = p("甲", '<w:pStyle w:val="h"/>') + p("乙", '<w:pStyle w:val="plain"/>') + p("丙", '<w:pStyle w:val="h"/>')
    assert seen(word(body, styles=styles, numbering=_LISTS)) == ["一、 甲", "乙", "二、 丙"]


def test_a_number_inside_a_cell_is_read() -> None:
    assert seen(word(tbl(tc(_item("予以公开", 1)) + tc("3")), numbering=_LISTS)) == [[["（一） 予以公开", "3"]]]


def test_a_report_with_automatic_headings_has_numbered_sections() -> None:
    titles = (
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    )
    reading = read_report(word("".join(_item(title) + p("文字。") for title in titles), numbering=_LISTS))
    assert [s.number for s in reading.sections] == list("一二三四五六")


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (103, "chineseCounting", "一百零三"),
        (110, "chineseCounting", "一百一十"),
        (1005, "chineseCounting", "一千零五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (14, "lowerRoman", "xiv"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (7, "decimalFullWidth", "７"),
        (7, "no-such", "7"),
        (0, "chineseCounting", "0"),
        (10**9, "upperRoman", "1000000000"),
        (3, "bullet", ""),
    ],
)
def test_numbers_are_written_as_word_writes_them(value: int, kind: str, shown: str) -> None:
    assert numeral(value, kind) == shown
