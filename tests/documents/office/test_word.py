"""A Word document is read as it is shown."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml")

from monitor.documents import Meta
from monitor.documents.limits import ReadError
from monitor.documents.office.docx import read_docx
from tests.support.packages import LIMITS, SHA, STRICT, p, seen, tbl, tc, word, word_parts, zipped

_RESTART, _CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_cells_merged_across_and_down_cover_their_places() -> None:
    document = word(
        tbl(
            tc("标题", '<w:gridSpan w:val="3"/>'),
            tc("组", _RESTART) + tc("甲") + tc("1"),
            tc("", _CONTINUE) + tc("乙") + tc("2"),
        )
    )
    assert seen(document) == [[["标题"] * 3, ["组", "甲", "1"], ["组", "乙", "2"]]]


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own() -> None:
    assert seen(word(tbl(tc("甲", _CONTINUE) + tc("1"), tc("乙", _CONTINUE) + tc("2")))) == [[["甲", "1"], ["甲", "2"]]]


def test_two_merges_below_each_other_stay_two() -> None:
    document = word(tbl(*(tc(t, m) for t, m in (("甲", _RESTART), ("", _CONTINUE), ("乙", _RESTART), ("", _CONTINUE)))))
    assert seen(document) == [[["甲"], ["甲"], ["乙"], ["乙"]]]


def test_cells_merged_the_old_way_are_one() -> None:
    row = tc("甲", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + tc("3")
    assert seen(word(tbl(row))) == [[["甲", "甲", "3"]]]


def test_a_row_may_begin_further_right() -> None:
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("2")}</w:tr>'
    assert seen(word(f"<w:tbl><w:tr>{tc('甲') + tc('1')}</w:tr>{late}</w:tbl>")) == [[["甲", "1"], ["", "2"]]]


def test_places_count_from_one() -> None:
    (grid,) = word(p("前") + tbl(tc("甲") + tc("1"))).grids()
    assert [(c.place.table, c.place.row, c.place.column) for c in grid.cells] == [(1, 1, 1), (1, 1, 2)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r>", "12"),
        ("<w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins><w:r><w:t>9</w:t></w:r></w:ins>", "9"),
        ("<w:moveFrom><w:r><w:t>8</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>9</w:t></w:r></w:moveTo>", "9"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>9</w:t></w:r>", "9"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>9</w:t></w:r>', "9"),
        ('<w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>', "12 1"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>9</w:t></w:r>", "8 9"),
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>", "1 2"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        ('<w:r><w:sym w:font="Symbol" w:char="F038"/></w:r>', "8"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F038"/></w:r>', "\ufffd"),
        ("<m:oMath><m:r><m:t>7</m:t></m:r></m:oMath>", "7"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>9</w:t></w:r></w:sdtContent></w:sdt>", "9"),
        ("<w:hyperlink><w:smartTag><w:r><w:t>9</w:t></w:r></w:smartTag></w:hyperlink>", "9"),
        ('<w:fldSimple w:instr="=SUM(ABOVE)"><w:r><w:t>9</w:t></w:r></w:fldSimple>', "9"),
        ("<w:r><w:t>1<!-- 5 --><?x 6?><![CDATA[2]]></w:t></w:r>", "12"),
        (
            "<w:ruby><w:rt><w:r><w:t>nian</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>年</w:t></w:r></w:rubyBase></w:ruby>",
            "年",
        ),
    ],
)
def test_a_text_is_read_as_it_is_shown(inside: str, text: str) -> None:
    assert seen(word(f"<w:p>{inside}</w:p>")) == [text]


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_a_field_shows_its_result() -> None:
    instruction = "<w:r><w:instrText>=SUM(A1:A9)</w:instrText></w:r>"
    inside = _field("begin") + instruction + _field("separate") + _run("45") + _field("end") + _run("件")
    assert seen(word(f"<w:p>{inside}</w:p>")) == ["45件"]


def test_a_field_that_never_shows_a_result_does_not_swallow_the_rest() -> None:
    assert seen(word(f"<w:p>{_field('begin')}{_run('99')}</w:p>" + p("后文"))) == ["后文"]


def test_a_break_ends_a_line_in_text_and_in_cells() -> None:
    broken = "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>"
    assert seen(word(broken + tbl(tc(broken)))) == ["一", "二", [["一\n二"]]]


def test_a_paragraph_whose_mark_was_deleted_goes_on() -> None:
    assert seen(word(p("前半", "<w:rPr><w:del/></w:rPr>") + p("后半") + p("另一段"))) == ["前半后半", "另一段"]


def test_deleted_and_hidden_rows_and_deleted_cells_are_not_there() -> None:
    rows = "".join(f"<w:tr><w:trPr><w:{mark}/></w:trPr>{tc(mark)}</w:tr>" for mark in ("del", "hidden", "ins"))
    assert seen(word(f"<w:tbl>{rows}</w:tbl>" + tbl(tc("甲") + tc("旧", "<w:cellDel/>") + tc("1")))) == [
        [["ins"]],
        [["甲", "1"]],
    ]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{tbl(tc('甲') + tc('1'))}{p('框内')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert seen(word(f"<w:p>{_run('前')}<w:r>{both}</w:r>{_run('段')}</w:p>" + p("后"))) == [
        "前段",
        [["甲", "1"]],
        "框内",
        "后",
    ]


def test_a_fallback_alone_is_read() -> None:
    only = "<mc:AlternateContent><mc:Fallback><w:r><w:t>9</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    assert seen(word(f"<w:p>{only}</w:p>")) == ["9"]


def test_a_table_around_tables_only_arranges_the_page() -> None:
    inner = tbl(tc("甲") + tc("1"))
    assert seen(word(tbl(tc(p("总体情况") + inner + p("后文")), tc("尾")))) == ["总体情况", [["甲", "1"]], "后文", "尾"]


def test_content_controls_may_hold_rows_and_cells() -> None:
    cell = f"<w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{tc('甲')}{cell}</w:tr></w:sdtContent></w:sdt>"
    assert seen(word(f"<w:tbl>{row}</w:tbl>")) == [[["甲", "1"]]]


def test_the_strict_namespace_is_read() -> None:
    assert seen(word(p("前") + tbl(tc("甲") + tc("1")), STRICT)) == ["前", [["甲", "1"]]]


def test_a_heading_has_the_level_of_its_style_or_its_own() -> None:
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    body = (
        p("甲", '<w:pStyle w:val="b"/>') + p("乙", '<w:outlineLvl w:val="1"/>') + p("丙", '<w:outlineLvl w:val="9"/>')
    )
    assert [x.level for x in word(body, styles=styles).paragraphs()] == [1, 2, None]


def test_the_core_properties_are_told() -> None:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    core = f"<x {spaces}><dc:title>年报</dc:title><dc:creator>某</dc:creator>"
    core += "<dcterms:created>2024-01-02T03:04:05Z</dcterms:created></x>"
    document = read_docx(zipped({**word_parts(p("文")), "docProps/core.xml": core}), SHA, LIMITS)
    assert document.meta == (Meta("title", "年报", "properties"), Meta("created", "2024-01-02T03:04:05Z", "properties"))


def _picture(wide: int, high: int) -> str:
    inline = f'<wp:inline><wp:extent cx="{wide}" cy="{high}"/><a:blip/></wp:inline>'
    return f"<w:p><w:r><w:drawing>{inline}</w:drawing></w:r></w:p>"


def test_a_picture_as_large_as_a_table_is_a_doubt_where_tables_are_missing() -> None:
    large, small = _picture(5_000_000, 3_000_000), _picture(900_000, 900_000)
    assert word(large).doubts == ("picture",)
    assert word(small).doubts == ()
    assert word(large + (tbl(tc("甲") + tc("1")) + p("隔")) * 3).doubts == ()


def test_what_is_included_from_another_part_is_a_doubt() -> None:
    assert word(p("文") + "<w:altChunk/>").doubts == ("unread_part",)


def test_a_document_without_its_main_part_is_damaged() -> None:
    with pytest.raises(ReadError) as refused:
        read_docx(zipped({"[Content_Types].xml": "<Types/>"}), SHA, LIMITS)
    assert refused.value.reason == "damaged"
