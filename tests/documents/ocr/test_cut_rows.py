"""A row that a page break cuts is one row; two rows are two."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra `ocr` is not installed")

from monitor.documents.model import Grid, GridCell, Place
from monitor.documents.ocr.cut import Break, mended

Rows = list[list[str]]
HEAD, TAIL = "1.申请人无正当理由逾期不补正、行政机", "关不再处理其政府信息公开申请"
ABOVE = ["3.补正后申请内容仍不明确", "5", "8"]
BELOW = ["3.其他", "4", "7"]


def grid(rows: Rows, page: int, shift: float = 0, confidence: float = 1.0) -> Grid:
    cells = tuple(
        GridCell(text, r, c, 1, 1, Place(page, r + 1, c + 1, page=page, box=edges(c, shift)), confidence)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Grid(len(rows), len(rows[0]), cells, Place(table=page, page=page, box=(50 + shift, 0, 450 + shift, 100)))


def edges(column: int, shift: float) -> tuple[float, float, float, float]:
    xs = (50, 250, 350, 450)
    return (xs[column] + shift, 0, xs[column + 1] + shift, 20)


def texts(grids: tuple[Grid, ...]) -> list[Rows]:
    return [[[c.raw for c in g.cells if c.row == row] for row in range(g.rows)] for g in grids]


def over(upper: list[str], lower: list[str], *, is_open: bool = False, shift: float = 0) -> list[Rows]:
    at = Break(grid([ABOVE, upper], 1), grid([lower, BELOW], 2, shift), open=is_open)
    return texts(mended(at))


@pytest.mark.parametrize(
    ("upper", "lower", "one"),
    [
        ([HEAD, "12", "3,001"], [TAIL, "", ""], [HEAD + TAIL, "12", "3,001"]),
        ([HEAD, "", ""], [TAIL, "12", "0"], [HEAD + TAIL, "12", "0"]),
        ([HEAD, "", ""], ["", "12", "0"], [HEAD, "12", "0"]),
        (["", "12", "/"], [HEAD, "", ""], [HEAD, "12", "/"]),
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_halves_of_a_row_are_put_together(upper: list[str], lower: list[str], one: list[str], *, is_open: bool) -> None:
    assert over(upper, lower, is_open=is_open) == [[ABOVE, one], [BELOW]]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["2.重复申请", "12", "0"], ["3.其他", "4", "7"]),
        (["2.重复申请", "12", "0"], ["3.其他", "", ""]),
        (["2.重复申请", "", ""], ["3.其他", "4", "7"]),
        (["规章", "1", "11"], ["信息内容", "本年废止件数", "现行有效件数"]),
        (["2.重复申请", "12", "0"], ["", "", ""]),
    ],
)
def test_rows_before_and_behind_a_break_stay_two(upper: list[str], lower: list[str]) -> None:
    assert over(upper, lower) == [[ABOVE, upper], [lower, BELOW]]


def test_figures_on_both_pages_are_never_one_row() -> None:
    assert over([HEAD, "1", "2"], [TAIL, "3", ""], is_open=True) == [
        [ABOVE, [HEAD, "1", "2"]],
        [[TAIL, "3", ""], BELOW],
    ]


def test_a_table_of_other_columns_is_another_table() -> None:
    assert len(over([HEAD, "", ""], [TAIL, "12", "0"], shift=30)[1]) == 2


def test_what_is_left_of_the_lower_table_counts_its_rows_anew() -> None:
    upper, lower = mended(
        Break(grid([ABOVE, [HEAD, "", ""]], 1), grid([[TAIL, "1", "2"], BELOW], 2, 0, 0.4), open=False)
    )
    assert [(c.row, c.place.row, c.place.page) for c in lower.cells] == [(0, 1, 2)] * 3
    cut = upper.cells[3:]
    assert [(c.place.table, c.place.row, c.place.page, c.confidence) for c in cut] == [
        (1, 2, 1, 0.4),
        (1, 2, 2, 0.4),
        (1, 2, 2, 0.4),
    ]


def test_a_page_that_begins_with_nothing_but_the_rest_of_a_row_has_no_second_table() -> None:
    assert texts(mended(Break(grid([ABOVE, [HEAD, "1", "2"]], 1), grid([[TAIL, "", ""]], 2), open=True))) == [
        [ABOVE, [HEAD + TAIL, "1", "2"]]
    ]
