"""Finds tables by their rules, on pages drawn line by line."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytest.importorskip("cv2", reason="the extra `ocr` is not installed")

import cv2
import numpy as np

from monitor.documents.ocr.arrays import Pixels
from monitor.documents.ocr.lattice import Lattice, find_lattices
from monitor.documents.ocr.rules import find_rules

XS, YS = (100, 250, 400, 550, 700), (100, 150, 200, 250)
Stroke = tuple[tuple[int, int], tuple[int, int]]


def ruled(*missing: Stroke, shade: int = 0, width: int = 2) -> Pixels:
    """Draw a table of 3 rows and 4 columns, edge by edge, without some of its edges."""
    page = np.full((400, 800), 255, np.uint8)
    edges = [((a, y), (b, y)) for y in YS for a, b in pairwise(XS)]
    edges += [((x, a), (x, b)) for x in XS for a, b in pairwise(YS)]
    for edge in edges:
        if edge not in missing:
            cv2.line(page, *edge, shade, width)
    return page


def only(page: Pixels) -> Lattice:
    (lattice,) = find_lattices(find_rules(page))
    return lattice


@pytest.mark.parametrize("shade", [0, 120, 215])
@pytest.mark.parametrize("width", [1, 2, 5])
def test_a_table_is_found_however_thin_or_light_its_rules_are(shade: int, width: int) -> None:
    lattice = only(ruled(shade=shade, width=width))
    assert (lattice.rows, lattice.columns, len(lattice.cells)) == (3, 4, 12)
    assert not any(cell.doubtful for cell in lattice.cells)


def test_a_missing_rule_joins_cells() -> None:
    lattice = only(ruled(((250, 100), (250, 150)), ((550, 200), (700, 200))))
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in lattice.cells}
    assert spans[0, 0] == (1, 2)
    assert spans[1, 3] == (2, 1)
    assert len(spans) == 10


def test_a_table_whose_border_the_page_cuts_off_keeps_its_outer_cells() -> None:
    borders = [((100, a), (100, b)) for a, b in pairwise(YS)]
    borders += [((a, 250), (b, 250)) for a, b in pairwise(XS)]
    lattice = only(ruled(*borders))
    assert (lattice.rows, lattice.columns, len(lattice.cells)) == (3, 4, 12)


def test_a_rule_that_is_half_gone_leaves_its_cells_in_doubt() -> None:
    page = ruled()
    page[172:200, 396:405] = 255
    doubtful = {(c.row, c.column) for c in only(page).cells if c.doubtful}
    assert {(1, 1), (1, 2)} & doubtful
    assert (0, 0) not in doubtful


def test_a_stroke_of_a_letter_beside_rules_is_no_rule() -> None:
    page = ruled()
    cv2.line(page, (320, 156), (320, 192), 0, 3)
    assert only(page).columns == 4


def test_a_short_rule_that_the_end_of_a_page_cuts_with_longer_ones_parts_columns() -> None:
    page = np.full((400, 800), 255, np.uint8)
    for x in (100, 325, 400, 550, 700):
        cv2.line(page, (x, 100), (x, 250), 0, 2)
    cv2.line(page, (250, 100), (250, 150), 0, 2)
    for y in (150, 200, 250):
        cv2.line(page, (100, y), (700, y), 0, 2)
    lattice = only(page)
    assert (lattice.columns, lattice.open_top, lattice.open_bottom) == (5, True, False)
    assert [c.column_span for c in lattice.cells if c.row == 0] == [1] * 5


def test_the_ring_of_a_seal_is_no_rule() -> None:
    page = ruled()
    cv2.circle(page, (470, 190), 130, 0, 8)
    lattice = only(page)
    assert (lattice.rows, lattice.columns) == (3, 4)


def test_a_frame_around_text_is_no_table() -> None:
    page = np.full((400, 800), 255, np.uint8)
    cv2.rectangle(page, (100, 100), (700, 300), 0, 2)
    assert find_lattices(find_rules(page)) == []
