"""Holds the rules against made reports: the benchmark tests.bench.mutants, with few of them."""

from __future__ import annotations

import pytest

from tests.bench.mutants import Tally, false_alarms, pairs
from tests.support.valid.numerals import chinese
from tests.support.valid.report import make
from tests.support.valid.spoilt import KINDS

VALID = 120
FIRST = 70_000


def test_valid_reports_get_no_violation_and_no_query() -> None:
    tally = Tally()
    for seed in range(FIRST, FIRST + VALID):
        false_alarms(make(seed), tally)
    assert tally.alarms == []
    assert tally.uncertain == 0


def test_every_kind_of_fault_is_found_at_its_cells_and_its_valid_twin_is_not_accused() -> None:
    tally = Tally()
    pairs(2 * len(KINDS), FIRST, tally)
    assert tally.misses == []
    assert tally.alarms == []
    assert set(tally.pairs) == set(KINDS)


def test_a_seed_makes_the_same_report_each_time() -> None:
    assert make(FIRST) == make(FIRST)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (7, "七"), (10, "十"), (23, "二十三"), (105, "一百零五"), (310, "三百一十"), (999, "九百九十九")],
)
def test_numbers_are_said_in_chinese(number: int, words: str) -> None:
    assert chinese(number) == words
