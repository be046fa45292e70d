"""Holds readings against shapes, against each other, and against what cells of the form may hold."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra `ocr` is not installed")

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Box
from monitor.documents.ocr.engine import Recognised
from monitor.documents.ocr.glyphs import fits, is_raised, shapes
from monitor.documents.ocr.likeness import Glyph, strangers
from monitor.documents.ocr.marks import find_lines
from monitor.documents.ocr.outside import TextLine, paragraphs
from monitor.documents.ocr.strips import Setting
from monitor.documents.ocr.words import is_odd, joined, may_be_figure, plain

HEIGHT = 20


def print_marks(text: str) -> list[Box]:
    """Set a text in boxes as print has them: figures 12 × 20, points at the foot, dashes in the middle."""
    at, marks = 0, []
    for character in text:
        width, top, bottom = {".": (4, 17, 20), ",": (4, 17, 24), "-": (8, 11, 14)}.get(character, (12, 0, 20))
        if character in "增加减少":
            marks.append(Box(at, -2, at + 9, 22))
            marks.append(Box(at + 11, -2, at + 24, 22))
            width = 24
        else:
            marks.append(Box(at, top, at + width, bottom))
        at += width + 3
    return marks


@pytest.mark.parametrize("text", ["0", "5555", "1,286", "96171.6", "-", "/", "减15", "增4", "减少63", "-3", "1.25"])
def test_a_figure_fits_its_shapes(text: str) -> None:
    assert fits(text, shapes(print_marks(text)), HEIGHT)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("55", "5555"),
        ("15", "减15"),
        ("减15", "减少15"),
        ("减少15", "减15"),
        ("减15", "15"),
        ("1286", "1,286"),
        ("12.5", "12,5"),
        ("125", "12.5"),
        ("1", "-"),
        ("-", "1"),
        ("3", "31"),
        ("", "0"),
    ],
)
def test_a_misread_figure_does_not_fit(read: str, printed: str) -> None:
    assert not fits(read, shapes(print_marks(printed)), HEIGHT)


def test_a_point_before_three_figures_may_be_a_comma_and_is_never_sure() -> None:
    assert not fits("5.536", shapes(print_marks("5.536")), HEIGHT)


@pytest.mark.parametrize(
    ("top", "text", "raised"), [(0, "-", True), (3, "-", True), (8, "-", False), (14, "-", False), (0, "7", False)]
)
def test_a_dash_at_the_head_of_the_figures_beside_it_is_what_is_left_of_a_seven(
    top: int,
    text: str,
    raised: bool,  # noqa: FBT001 - data
) -> None:
    bar, row, below = Box(0, top, 12, top + 3), Box(40, 0, 52, 20), Box(40, 60, 52, 80)
    assert is_raised(text, [bar], [bar, row, below], HEIGHT) is raised
    assert not is_raised(text, [bar], [bar, below], HEIGHT)


def test_strokes_above_each_other_are_one_shape() -> None:
    assert shapes([Box(0, 0, 10, 4), Box(1, 6, 11, 20), Box(14, 0, 25, 20)]) == [
        Box(0, 0, 11, 20),
        Box(14, 0, 25, 20),
    ]


def test_a_figure_that_looks_like_others_is_found_out() -> None:
    page = np.full((60, 400), 255, np.uint8)
    glyphs = []
    for i, character in enumerate("3838383"):
        cv2.putText(page, "8" if i == 6 else character, (10 + 40 * i, 40), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
        glyphs.append(Glyph(character, Box(8 + 40 * i, 14, 32 + 40 * i, 44), i))
    assert strangers(page, glyphs) == {6}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O", "0"),
        ("〇", "0"),
        ("1l", "11"),
        ("１２", "12"),
        ("—", "-"),
        ("1，2", "1,2"),
        ("減87", "减87"),
        ("3 5", "35"),
    ],
)
def test_look_alikes_of_figures_are_made_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("text", ["#R1,049", "R", "回", "开72月8", "RR4", "27-252\n27,252", "3\n4"])
def test_what_a_stain_makes_of_a_figure_is_odd(text: str) -> None:
    assert is_odd(text)


@pytest.mark.parametrize(
    "text", ["无", "1.属于国家秘密", "22（其中修订16件）", "第二十条第（一）项", "总计", "（六）其他处理"]
)
def test_what_the_form_holds_is_not_odd(text: str) -> None:
    assert not is_odd(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("0", True), ("减15", True), ("1,286", True), ("二", True), ("本年新公开", False)]
)
def test_short_lines_and_figures_are_read_between_figures(text: str, expected: bool) -> None:  # noqa: FBT001 - data
    assert may_be_figure(text) is expected


def test_figures_of_two_lines_stay_apart_and_chinese_runs_on() -> None:
    assert joined(["3", "5"]) == "3\n5"
    assert joined(["其他法律行政法", "规禁止公开"]) == "其他法律行政法规禁止公开"


@pytest.mark.parametrize(
    ("text", "expected"), [("27035", "0"), ("27 12 35", "12"), ("2735", ""), ("2712", None), ("235", None)]
)
def test_what_was_set_around_a_figure_is_taken_off_or_nothing_is_known(text: str, expected: str | None) -> None:
    read = Setting(0.5, "27", "35").within(Recognised(text, (0.9,) * len(text)))
    assert (read.text if read else None) == expected


def test_an_empty_cell_is_clean_and_a_faint_one_is_not() -> None:
    page = np.full((60, 120), 255, np.uint8)
    box = Box(0, 0, 120, 60)
    assert find_lines(page, page, box).clean
    cv2.putText(page, "1", (50, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 175, 2)
    faint = find_lines(page, page, box)
    assert not faint.lines
    assert not faint.clean


def test_a_cell_whose_writing_is_red_is_not_blank() -> None:
    page = np.full((60, 120), 255, np.uint8)
    shade = page.copy()
    cv2.putText(shade, "12", (40, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 80, 2)
    assert not find_lines(page, shade, Box(0, 0, 120, 60)).clean


def test_lines_that_reach_the_margin_are_one_paragraph() -> None:
    lines = [
        TextLine("一、总体情况", Box(150, 0, 400, 30)),
        TextLine("本局把信息公开做在平时，群众", Box(150, 50, 1000, 80)),
        TextLine("来信都有回音。", Box(100, 100, 420, 130)),
        TextLine("全年公开信息12条。", Box(150, 150, 600, 180)),
    ]
    assert [p.text for p in paragraphs(lines)] == [
        "一、总体情况",
        "本局把信息公开做在平时，群众来信都有回音。",
        "全年公开信息12条。",
    ]
