"""Tables are told from their lines, however these are drawn, or from the order of their figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.pdfs import Draw, both, drawn, paged, raws, read, table, texts

_ROWS = [["项目", "自然人", "总计"], ["本年新收", "12", "3,001"]]
_ACROSS, _DOWN = (500, 476, 452), (100, 190, 280, 370)


def _in_pieces(canvas: Any) -> None:
    for y in _ACROSS:
        for x in range(100, 370, 10):
            canvas.line(x, y, x + 8.5, y)
    for x in _DOWN:
        for y in range(452, 500, 8):
            canvas.line(x, y, x, y + 8)


def _doubled(canvas: Any) -> None:
    for shift in (0, 1.8):
        canvas.grid([x + shift for x in _DOWN], [y + shift for y in _ACROSS])


def _thin_rectangles(canvas: Any) -> None:
    for y in _ACROSS:
        canvas.rect(100, y, 270, 0.5, stroke=0, fill=1)
    for x in _DOWN:
        canvas.rect(x, 452, 4, 50, stroke=0, fill=1)


def _boxes(canvas: Any) -> None:
    for x in _DOWN[:-1]:
        for y in _ACROSS[1:]:
            canvas.rect(x, y, 90, 24)


def _white_on_grey(canvas: Any) -> None:
    canvas.setFillGray(0.3)
    canvas.rect(99, 451, 272, 50, stroke=0, fill=1)
    canvas.setFillGray(1)
    for x in _DOWN[:-1]:
        for y in _ACROSS[1:]:
            canvas.rect(x + 0.5, y + 0.5, 89, 23, stroke=0, fill=1)
    canvas.setFillGray(0)


def _open_sides(canvas: Any) -> None:
    for y in _ACROSS:
        canvas.line(100, y, 370, y)
    for x in _DOWN[1:-1]:
        canvas.line(x, 452, x, 500)


@pytest.mark.parametrize("lines", [_in_pieces, _doubled, _thin_rectangles, _boxes, _white_on_grey, _open_sides])
def test_lines_are_found_however_they_are_drawn(lines: Draw) -> None:
    document = read(drawn(both(lines, texts(_ROWS))))
    assert [raws(grid) for grid in document.grids()] == [_ROWS]
    assert document.paragraphs() == ()


def test_missing_lines_make_merged_cells() -> None:
    def page(canvas: Any) -> None:
        canvas.lines([(100, 500, 370, 500), (190, 476, 370, 476), (100, 452, 370, 452)])
        canvas.lines([(100, 452, 100, 500), (190, 452, 190, 500), (280, 452, 280, 476), (370, 452, 370, 500)])
        texts([["不予公开", "申请人情况", ""], ["", "12", "3"]])(canvas)

    grid = read(drawn(page)).grids()[0]
    assert [(c.raw, c.row_span, c.column_span) for c in grid.cells] == [
        ("不予公开", 2, 1),
        ("申请人情况", 1, 2),
        ("12", 1, 1),
        ("3", 1, 1),
    ]


def test_a_cell_without_one_of_its_lines_is_uncertain() -> None:
    def page(canvas: Any) -> None:
        canvas.grid([100, 190, 280], [500, 476])
        canvas.lines([(100, 452, 280, 452), (100, 452, 100, 476), (280, 452, 280, 476)])
        canvas.lines([(100, 428, 280, 428), (100, 428, 100, 452), (190, 428, 190, 452), (280, 428, 280, 452)])
        canvas.setStrokeGray(1)
        texts([["甲", "1"], ["乙", "2"], ["丙", "3"]])(canvas)

    def cut(canvas: Any) -> None:
        canvas.lines([(100, 500, 280, 500), (100, 476, 190, 476), (100, 452, 280, 452)])
        canvas.lines([(100, 452, 100, 500), (190, 476, 190, 500), (280, 452, 280, 500)])
        texts([["甲", "1"], ["乙", "2"]])(canvas)

    assert all(cell.confidence == 1 for cell in read(drawn(page)).grids()[0].cells)
    assert min(cell.confidence for cell in read(drawn(cut)).grids()[0].cells) < 0.9


def test_a_frame_a_rule_and_a_shade_behind_text_are_no_tables() -> None:
    def page(canvas: Any) -> None:
        canvas.rect(80, 300, 400, 400)
        canvas.line(100, 600, 400, 600)
        canvas.setFillGray(0.9)
        for y in (500, 516):
            canvas.rect(100, y, 300, 14, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(100, 520, "本年度按时完成各项工作")
        canvas.drawString(100, 504, "没有发生因答复不当的情形")

    document = read(drawn(page))
    assert document.grids() == ()
    assert len(document.paragraphs()) > 0


@pytest.mark.parametrize(
    ("parts", "raw"),
    [
        ([(105, "12", 10), (120, "34", 10)], "12 34"),
        ([(105, "1", 10), (111, "2", 10), (117, "3", 10)], "123"),
        ([(105, "12", 10), (115.5, "3", 6)], "12 3"),
        ([(105, "2024", 10), (127, "年", 10)], "2024年"),
        ([(105, "结", 10), (118, "果", 10)], "结果"),
        ([(105, "结", 10), (135, "果", 10)], "结 果"),
    ],
)
def test_only_a_gap_that_a_reader_sees_parts_a_text(parts: list[tuple[float, str, int]], raw: str) -> None:
    def page(canvas: Any) -> None:
        canvas.grid([100, 190, 280], [500, 476])
        canvas.drawString(195, 485, "总计")
        for x, text, size in parts:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(x, 485, text)

    assert raws(read(drawn(page)).grids()[0]) == [[raw, "总计"]]


@pytest.mark.parametrize(
    ("width", "lines", "raw", "sure"),
    [
        (30, ["3985", "758"], "3985758", True),
        (22, ["39", "85"], "3985", False),
        (90, ["12", "34"], "12\n34", False),
        (90, ["12", "（其中修订3）"], "12\n（其中修订3）", True),
        (60, ["其他法律", "禁止公开"], "其他法律禁止公开", True),
        (90, ["甲类", "乙类"], "甲类\n乙类", True),
        (60, ["本", "年", "度"], "本年度", True),
    ],
)
def test_lines_are_joined_where_only_the_width_of_the_cell_broke_them(
    width: float, lines: list[str], raw: str, *, sure: bool
) -> None:
    def page(canvas: Any) -> None:
        canvas.grid([100, 100 + width, 280], [500, 440])
        canvas.drawString(200, 485, "总计")
        for i, line in enumerate(lines):
            canvas.drawString(105, 485 - 12 * i, line)

    cell = read(drawn(page)).grids()[0].cells[0]
    assert (cell.raw, cell.confidence == 1) == (raw, sure)


def test_text_written_on_its_side_in_a_cell_is_read() -> None:
    def page(canvas: Any) -> None:
        canvas.grid([100, 130, 280], [500, 400])
        for i in range(4):
            canvas.drawString(140, 480 - 20 * i, "本年度办理结果数量")
        canvas.saveState()
        canvas.translate(118, 410)
        canvas.rotate(90)
        canvas.drawString(0, 0, "办理结果12件")
        canvas.restoreState()

    assert read(drawn(page)).grids()[0].cells[0].raw == "办理结果12件"


def test_columns_without_lines_are_a_table_and_sure_where_every_row_is_whole() -> None:
    rows = [["项目", "甲", "乙", "丙"], ["规章", "1", "0", "11"], ["行政规范性文件", "8", "26", "66"]]
    grid = read(drawn(texts(rows))).grids()[0]
    assert raws(grid) == rows
    assert all(cell.confidence == 1 for cell in grid.cells if cell.raw.isdigit())


def test_a_blank_in_columns_without_lines_is_a_cell_but_not_sure() -> None:
    rows = [["甲项", "1", "2", "3"], ["乙项", "4", "", "6"], ["丙项", "7", "8", "9"]]
    grid = read(drawn(texts(rows))).grids()[0]
    assert raws(grid) == rows
    assert {cell.confidence for cell in grid.cells if cell.row == 1} == {0.8}


@pytest.mark.parametrize("under", [["", "", "", "6"], ["", "86", "", "88"], ["续行", "", "", "6"]])
def test_a_figure_under_which_digits_stand_alone_or_beside_the_end_of_a_label_is_not_sure(under: list[str]) -> None:
    rows = [["甲项", "12", "10", "1637"], under, ["乙项", "4", "5", "6"], ["丙项", "7", "8", "9"]]
    grid = read(drawn(texts(rows))).grids()[0]
    assert [list(filter(None, row)) for row in raws(grid)] == [list(filter(None, row)) for row in rows]
    assert {cell.confidence for cell in grid.cells if cell.row == 0} == {0.8}
    assert {cell.confidence for cell in grid.cells if cell.row == 3} == {1.0}


def test_rows_without_lines_that_are_not_whole_leave_the_reading_in_doubt() -> None:
    whole = [["甲项", "1", "2", "3"], ["乙项", "4", "5", "6"], ["丙项", "7", "8", "9"]]
    assert read(drawn(texts(whole))).doubts == ()
    loose = [*whole[:2], ["丙项", "7", "", "9"]]
    assert read(drawn(texts(loose))).doubts == ("unruled_table",)
    ruled = both(*(table(whole, top=800 - 120 * i) for i in range(3)))
    assert read(drawn(both(ruled, texts(loose, top=300)))).doubts == ()


def test_labels_of_many_lines_do_not_part_a_table_nor_tell_a_row_twice() -> None:
    def labels(canvas: Any) -> None:
        for i in range(11):
            canvas.drawString(105, 476 - 14 * i, f"第{i}行字")

    rows = [["1.甲项", "11", "12", "13"], ["2.乙项", "4", "5", "6"], ["3.丙项", "7", "8", "9"]]
    page = both(texts(rows[:1], top=500), labels, texts(rows[1:], top=320))
    (grid,) = read(drawn(page)).grids()
    assert grid.cells[0].raw.startswith("1.甲项")
    assert "第10行字" in grid.cells[0].raw
    assert [c.raw for c in grid.cells if c.raw.isdigit()] == ["11", "12", "13", "4", "5", "6", "7", "8", "9"]


def test_text_with_figures_is_no_table() -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(100, 500, "本年新收12件，上年结转3件。")
        canvas.drawString(100, 480, "本年办结15件，结转下年0件。")

    assert read(drawn(page)).grids() == ()


def test_a_table_inside_a_group_of_drawings_is_found_where_it_is_shown() -> None:
    lines = (
        "100 0 m 100 48",
        "190 0 m 190 48",
        "280 0 m 280 48",
        "100 0 m 280 0",
        "100 24 m 280 24",
        "100 48 m 280 48",
    )
    form = " ".join(f"{line} l S" for line in lines).encode()
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [1 0 0 1 0 452] /Length %d >>" % len(form)
    text = b"BT /F 10 Tf 105 460 Td (A) Tj 90 0 Td (12) Tj -90 24 Td (B) Tj 90 0 Td (34) Tj ET"
    body = paged(
        b"/X Do " + text,
        page=b"/MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> /Font << /F 6 0 R >> >>",
        more=[
            head + b"\nstream\n%s\nendstream" % form,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ],
    )
    assert raws(read(body).grids()[0]) == [["B", "34"], ["A", "12"]]


def test_the_order_of_drawing_does_not_matter() -> None:
    def backwards(canvas: Any) -> None:
        for part in reversed([texts([row], top=500 - 24 * i) for i, row in enumerate(_ROWS)]):
            part(canvas)
        canvas.grid(_DOWN, _ACROSS)

    assert raws(read(drawn(backwards)).grids()[0]) == _ROWS


def test_two_tables_on_a_page_stay_two() -> None:
    document = read(drawn(both(table(_ROWS), table(_ROWS, top=300))))
    assert [raws(grid) for grid in document.grids()] == [_ROWS, _ROWS]
    assert [grid.place.table for grid in document.grids()] == [1, 2]
