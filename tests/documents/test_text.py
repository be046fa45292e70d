from __future__ import annotations

import pytest

from tests.support.pages import drawn, read, slots

_TABLES = (
    ("no outer pipes", "规章 | 1 | 2", [["规章", "1", "2"]]),
    ("outer pipes are borders", "| 规章 | 1 | 2 |", [["规章", "1", "2"]]),
    ("a pipe behind the last cell alone opens a blank one", "规章 | 1 |", [["规章", "1", ""]]),
    ("empty cells are kept", "| 规章 |  | 2 |", [["规章", "", "2"]]),
    ("rows of unlike length", "甲 | 1 | 2\n乙 | 3", [["甲", "1", "2"], ["乙", "3", "·"]]),
    ("the rule under a head is no row", "| 甲 | 乙 |\n|---|:---:|\n| 1 | 2 |", [["甲", "乙"], ["1", "2"]]),
    ("dashes in place of figures are a row", "| 甲 | 乙 |\n| -- | - |", [["甲", "乙"], ["--", "-"]]),
    ("an escaped pipe is a character", r"| 甲\|乙 | 1 |", [["甲|乙", "1"]]),
    ("blank lines part no table", "甲 | 1\n\n乙 | 2", [["甲", "1"], ["乙", "2"]]),
    ("white space is folded", "| 　甲 \t 乙 | １２ |", [["甲 乙", "１２"]]),
    ("a line of pipes is a row of blanks", "|||", [["", ""]]),
    ("one pipe alone", "|", [["", ""]]),
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


def test_prose_parts_tables() -> None:
    assert drawn(read("甲 | 1\n说明\n乙 | 2")) == [[["甲", "1"]], "说明", [["乙", "2"]]]


def test_a_million_pipes_make_a_bounded_grid() -> None:
    (grid,) = read("甲" + "|" * 1_000_000).grids()
    assert (grid.rows, grid.columns) == (1, 100)


def test_ten_thousand_rows_make_a_bounded_grid() -> None:
    (grid,) = read("甲|1\n" * 10_000).grids()
    assert grid.rows == 2000
