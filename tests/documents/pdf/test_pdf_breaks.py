"""What a page break cuts is put together again; what only stands on both sides of it is not."""

from __future__ import annotations

from typing import Any

from monitor.documents.model import Grid
from tests.support.pdfs import Draw, both, drawn, raws, read, table

_HEAD = ["项目", "自然人", "总计"]


def _grids(*pages: Draw) -> list[list[list[str]]]:
    return [raws(grid) for grid in read(drawn(*pages)).grids()]


def _grouped(label: str, rows: list[list[str]], top: float) -> Draw:
    """Give what draws rows beside one label that spans them."""

    def draw(canvas: Any) -> None:
        bottom = top - 24 * len(rows)
        canvas.grid([145, 325, 370], [top - 24 * i for i in range(len(rows) + 1)])
        canvas.lines([(100, top, 145, top), (100, bottom, 145, bottom), (100, bottom, 100, top)])
        canvas.drawString(102, top - 12, label)
        for i, (name, figure) in enumerate(rows):
            canvas.drawString(150, top - 24 * i - 12, name)
            canvas.drawString(330, top - 24 * i - 12, figure)

    return draw


def test_rows_on_the_next_page_are_rows_of_the_same_table() -> None:
    first, second = [_HEAD, ["本年新收", "12", "12"]], [["上年结转", "3", "3"]]
    grids = read(drawn(table(first, top=100), table(second, top=800))).grids()
    assert [raws(grid) for grid in grids] == [[*first, *second]]
    assert [cell.place.page for cell in grids[0].cells] == [1] * 6 + [2] * 3


def test_a_head_that_is_printed_again_is_no_row() -> None:
    first, second = [_HEAD, ["本年新收", "12", "12"]], [_HEAD, ["上年结转", "3", "3"]]
    assert _grids(table(first, top=100), table(second, top=800)) == [[*first, second[1]]]


def test_a_row_of_figures_that_equals_the_first_is_no_head() -> None:
    rows = [["甲", "1", "1"], ["乙", "2", "2"]]
    assert _grids(table(rows, top=100), table(rows, top=800)) == [rows + rows]


def test_a_table_with_other_columns_is_another_table() -> None:
    assert len(_grids(table([_HEAD, ["甲", "1", "1"]], top=100), table([["乙", "2"]], top=800, width=135))) == 2


def test_a_table_behind_a_heading_is_another_table() -> None:
    def heading(canvas: Any) -> None:
        canvas.drawString(100, 810, "四、行政复议、行政诉讼情况")

    rows = [_HEAD, ["甲", "1", "1"]]
    assert len(_grids(table(rows, top=100), both(heading, table(rows, top=780)))) == 2


def test_the_page_number_between_does_not_part_a_table() -> None:
    def number(canvas: Any) -> None:
        canvas.drawString(290, 30, "— 1 —")

    assert len(_grids(both(table([_HEAD], top=100), number), table([["甲", "1", "1"]], top=800))) == 1


def test_a_label_that_is_cut_with_its_row_is_one_label() -> None:
    above = [["2.没有现成信息需", "11", "11"]]
    below = [["要另行制作", "", ""], ["3.其他", "1", "1"]]
    assert _grids(table([_HEAD, *above], top=100, width=91), table(below, top=800, width=91)) == [
        [_HEAD, ["2.没有现成信息需要另行制作", "11", "11"], ["3.其他", "1", "1"]]
    ]


def test_figures_that_stand_on_the_other_side_of_the_break_belong_to_their_label() -> None:
    above, below = [["重复申请", "", ""]], [["", "25", "25"]]
    assert _grids(table([_HEAD, *above], top=100), table(below, top=800)) == [[_HEAD, ["重复申请", "25", "25"]]]


def test_a_figure_that_is_cut_is_one_figure_but_not_sure() -> None:
    def part(label: str, figure: str, other: str, top: float) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.grid([100, 170, 206, 242], [top, top - 24])
            for x, text in ((105, label), (175, figure), (211, other)):
                canvas.drawString(x, top - 12, text)

        return draw

    pages = part("2.没有现成信", "12345", "7", 100), part("息需要制作", "67", "", 800)
    cells = read(drawn(*pages)).grids()[0].cells
    assert [cell.raw for cell in cells] == ["2.没有现成信息需要制作", "1234567", "7"]
    assert [cell.confidence for cell in cells] == [1.0, 0.8, 1.0]


def test_rows_that_are_blank_on_both_sides_stay_rows() -> None:
    above, below = [["行政处罚", "", ""]], [["行政强制", "", ""]]
    assert _grids(table([_HEAD, *above], top=100, width=45), table(below, top=800, width=45)) == [
        [_HEAD, *above, *below]
    ]


def test_a_blank_row_before_the_break_does_not_take_the_figures_behind_it() -> None:
    above, below = [["规章", "", ""]], [["规范性文件", "8", "66"]]
    assert _grids(table([_HEAD, *above], top=100), table(below, top=800)) == [[_HEAD, *above, *below]]


def _labels(grid: Grid) -> list[tuple[str, int]]:
    return [(cell.raw, cell.row_span) for cell in grid.cells if cell.column == 0]


def test_the_label_of_a_group_that_is_cut_is_one_label() -> None:
    above = _grouped("（四）无", [["1.本机关不掌握", "7"]], 100)
    below = _grouped("法提供", [["2.没有现成信息", "8"], ["3.补正后仍不明确", "9"]], 800)
    assert _labels(read(drawn(above, below)).grids()[0]) == [("（四）无法提供", 3)]


def test_the_label_of_a_group_goes_on_where_the_next_page_has_none() -> None:
    above = _grouped("（五）", [["1.信访投诉", "7"], ["2.重复申请", "5"]], 100)
    below = _grouped("", [["3.要求提供出版物", "8"]], 800)
    assert _labels(read(drawn(above, below)).grids()[0]) == [("（五）", 3)]


def test_the_next_group_begins_with_its_own_number() -> None:
    above = _grouped("（四）无", [["1.本机关不掌握", "7"]], 100)
    below = _grouped("（五）不", [["1.信访投诉", "8"]], 800)
    assert _labels(read(drawn(above, below)).grids()[0]) == [("（四）无", 1), ("（五）不", 1)]


def test_a_head_does_not_go_on_into_a_row_whose_figures_are_broken() -> None:
    def broken(canvas: Any) -> None:
        table([["本年新收", "", "2"], ["上年结转", "", "0"]], top=800)(canvas)
        canvas.drawString(285, 778, "6")

    ((*_, second, third),) = _grids(table([["项目", "企业", "总计"]], top=100), broken)
    assert (second, third) == (["本年新收", "", "2\n6"], ["上年结转", "", "0"])
