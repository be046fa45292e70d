from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.app import examine
from monitor.extraction import Reading
from tests.support.layouts import PAGES, TEXTS, Rows, in_lines, in_markup
from tests.support.printed import EDITIONS, YEARS, differences, printed_report


def _read(text: str, edition: str) -> Reading:
    reading = examine.read(text.encode(), None, YEARS[edition])
    assert isinstance(reading, Reading)
    return reading


def _is_whole(reading: Reading, edition: str) -> None:
    assert reading.edition == edition
    assert differences(reading, printed_report(edition).truth) == {}
    assert reading.departures == ()
    assert all(t.certain and t.section == t.key for t in reading.tables)
    assert [s.key for s in reading.sections] == [s.key for s in EDITIONS[edition].sections]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", TEXTS.values(), ids=TEXTS.keys())
def test_every_cell_is_read_from_a_text_in_any_layout(layout: Callable[[Rows], list[str]], edition: str) -> None:
    _is_whole(_read(in_lines(printed_report(edition), layout), edition), edition)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("layout", PAGES.values(), ids=PAGES.keys())
def test_every_cell_is_read_from_a_page_in_any_layout(layout: Callable[[Rows], str], edition: str) -> None:
    _is_whole(_read(in_markup(printed_report(edition), layout), edition), edition)
