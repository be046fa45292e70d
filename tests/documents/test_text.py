from __future__ import annotations

import pytest

from tests.support.pages import drawn, read, slots

_TABLES = (
    ("no outer pipes", "规章 | 1 | 2", [["规章", "1", "2"]]),
    ("outer pipes are borders", "| 规章 | 1 | 2 |", [["规章", "1", "2"]]),
    ("a pipe that ends every row closes it", "规章 | 1 |\n甲 | |\n| 2 |", [["规章", "1"], ["甲", ""], ["", "2"]]),
    ("a pipe that ends some rows opens a blank cell", "规章 | 1 |\n甲 | 2", [["规章", "1", ""], ["甲", "2", "·"]]),
    ("empty cells are kept", "| 规章 |  | 2 |", [["规章", "", "2"]]),
    ("rows of unlike length", "甲 | 1 | 2\n乙 | 3", [["甲", "1", "2"], ["乙", "3", "·"]]),
    ("the rule under a head is no row", "| 甲 | 乙 |\n|---|:---:|\n| 1 | 2 |", [["甲", "乙"], ["1", "2"]]),
    ("dashes in place of figures are a row", "| 甲 | 乙 |\n| -- | - |", [["甲", "乙"], ["--", "-"]]),
    ("an escaped pipe is a character", r"| 甲\|乙 | 1 |", [["甲|乙", "1"]]),
    ("blank lines part no table", "甲 | 1\n\n乙 | 2", [["甲", "1"], ["乙", "2"]]),
    ("white space is folded", "| 　甲 \t 乙 | １２ |", [["甲 乙", "１２"]]),
    ("a line of pipes is a row of blanks", "甲 | 1\n|||", [["甲", "1"], ["", ""]]),
    ("full-width pipes", "｜ 甲 ｜ 1 ｜", [["甲", "1"]]),
    ("strokes of a frame", "│甲│1│\n├───┼───┤\n│乙│2│", [["甲", "1"], ["乙", "2"]]),
)


@pytest.mark.parametrize(("what", "text", "expected"), _TABLES, ids=[c[0] for c in _TABLES])
def test_lines_with_pipes_are_rows(what: str, text: str, expected: list[list[str]]) -> None:
    del what
    (grid,) = read(text).grids()
    assert slots(grid) == expected


def test_places_are_lines_as_an_editor_counts_them() -> None:
    document = read("标题\r\n\r\n甲 | 1\r乙 | 2\n\x0c分页\u2028同行\n末")
    assert drawn(document) == ["标题", [["甲", "1"], ["乙", "2"]], "分页 同行", "末"]
    lines = [p.place.line for p in document.paragraphs()]
    cells = [c.place.as_json() for c in document.grids()[0].cells]
    assert lines == [1, 5, 6]
    assert cells[1] == {"table": 1, "row": 1, "column": 2, "line": 3}
    assert cells[2] == {"table": 1, "row": 2, "column": 1, "line": 4}


def test_the_line_of_a_row_counts_the_rule_that_is_left_out() -> None:
    (grid,) = read("| 甲 |乙|\n|---|---|\n| 1 |2|").grids()
    assert [(c.place.row, c.place.line) for c in grid.cells] == [(1, 1), (1, 1), (2, 3), (2, 3)]


def test_marks_of_headings_give_a_level_and_are_no_text() -> None:
    found = read("# 一、总体情况\n#没有空格\n### 三").paragraphs()
    assert [(p.text, p.level) for p in found] == [("一、总体情况", 1), ("#没有空格", None), ("三", 3)]


_CELLS_A_LINE = (
    ("a pipe behind each cell", "目录 | ||\n甲 |\n1 |\n2 |\n乙 |\n3 | |\n丙 |\n|\n4 |"),
    ("what a span takes on a line of its own", "目录 |\n||\n甲 |\n1 |\n2 |\n乙 |\n3 |\n|\n丙 |\n|\n4 |"),
    ("a pipe that slipped down", "目录 |\n||\n甲\n|\n1 |\n2 |\n乙 |\n3 |\n|\n丙 |\n|\n4 |"),
)


@pytest.mark.parametrize(("what", "text"), _CELLS_A_LINE, ids=[c[0] for c in _CELLS_A_LINE])
def test_a_table_of_one_cell_a_line_is_put_together_where_its_spans_tell_the_width(what: str, text: str) -> None:
    del what
    (grid,) = read(text).grids()
    assert [row[:2] for row in slots(grid)] == [["目录", ""], ["甲", "1"], ["乙", "3"], ["丙", ""]]
    assert slots(grid)[3] == ["丙", "", "4"]


def test_a_row_of_one_cell_a_line_may_begin_with_a_pipe() -> None:
    (grid,) = read("|\n目录 | ||\n|\n甲 |\n1 |\n2 |\n|\n乙 |\n3 | |\n|\n丙 |\n5 |\n4 |").grids()
    assert slots(grid) == [["", "目录", "", ""], ["", "甲", "1", "2"], ["", "乙", "3", ""], ["", "丙", "5", "4"]]
    assert [c.place.line for c in grid.cells if c.raw] == [2, 4, 5, 6, 8, 9, 11, 12, 13]


@pytest.mark.parametrize(
    "text", ["甲\n|\n1\n|\n乙\n|\n2\n|", "甲 |\n1 |\n乙 |\n2 |", "甲 |\n1 | |\n乙 |\n|\n2 | ||\n|"]
)
def test_cells_whose_rows_nobody_can_tell_are_paragraphs(text: str) -> None:
    assert drawn(read(text)) == ["甲", "1", "乙", "2"]


def test_tabs_part_cells_where_many_lines_have_them() -> None:
    rows = [*(f"行{i}\t{i}\t" for i in range(5)), "7\t8\t9"]
    assert drawn(read("\n".join(["一、\t总体情况", "\t正文", *rows]))) == [
        "一、 总体情况",
        "正文",
        [*([f"行{i}", str(i), ""] for i in range(5)), ["7", "8", "9"]],
    ]
    assert drawn(read("甲\t1\t2")) == ["甲 1 2"]


def test_a_stroke_in_a_title_stays_what_it_is() -> None:
    assert drawn(read("年报｜兰溪区")) == ["年报｜兰溪区"]


def test_a_line_by_itself_with_a_pipe_behind_it_is_a_paragraph() -> None:
    assert drawn(read("年度报告 |\n正文。\n甲 | |\n正文。")) == ["年度报告", "正文。", [["甲", ""]], "正文。"]


def test_pipes_without_any_text_are_no_table() -> None:
    assert drawn(read("|")) == []


def test_prose_parts_tables() -> None:
    assert drawn(read("甲 | 1\n说明\n乙 | 2")) == [[["甲", "1"]], "说明", [["乙", "2"]]]


def test_a_million_pipes_make_a_bounded_grid() -> None:
    (grid,) = read("甲" + "|" * 1_000_000).grids()
    assert (grid.rows, grid.columns) == (1, 100)


def test_ten_thousand_rows_make_a_bounded_grid() -> None:
    (grid,) = read("甲|1\n" * 10_000).grids()
    assert grid.rows == 2000
