"""Whatever the bytes, a reader answers, in bounded time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.documents import Document, Unreadable, read_document
from monitor.documents.spans import MAX_COLUMNS, MAX_ROWS
from tests.support.pages import page, slots, texts

_FIXTURES = tuple(
    path.read_bytes() for path in sorted((Path(__file__).parents[1] / "fixtures" / "reports").glob("*.[ht][tx]*"))
)


@pytest.mark.parametrize("spans", ["rowspan=1000000 colspan=1000000", "colspan=99999999999999999999", "rowspan=65534"])
def test_a_span_of_a_million_costs_nothing(spans: str) -> None:
    (grid,) = page("<table>" + f"<tr><td {spans}>甲</td><td>乙</td></tr>" * 50 + "</table>").grids()
    assert grid.rows == 50
    assert grid.columns <= MAX_COLUMNS
    assert all(c.row + c.row_span <= grid.rows and c.column + c.column_span <= MAX_COLUMNS for c in grid.cells)


def test_a_table_of_too_many_rows_is_cut() -> None:
    (grid,) = page("<table>" + "<tr><td>甲" * (MAX_ROWS + 9) + "</table>").grids()
    assert grid.rows == MAX_ROWS


def test_a_row_of_too_many_cells_is_cut() -> None:
    (grid,) = page("<table><tr>" + "<td>甲" * (MAX_COLUMNS + 9) + "</table>").grids()
    assert grid.columns == MAX_COLUMNS


@pytest.mark.parametrize("tag", ["div", "span", "center", "ul"])
def test_what_nests_a_thousand_deep_is_read(tag: str) -> None:
    assert texts(page(f"<{tag}>" * 1000 + "甲" + f"</{tag}>" * 1000 + "乙"))[0].startswith("甲")


def test_tables_that_nest_deep_are_read() -> None:
    assert [slots(g) for g in page("<table><tr><td>" * 300 + "甲").grids()] == [[["甲"]]]


@pytest.mark.parametrize("opened", ["<div>", "<table><tr><td>", "<blockquote><p>"])
def test_what_nests_a_hundred_thousand_deep_is_refused_before_it_costs(opened: str) -> None:
    answer = read_document((opened * 100_000 + "甲").encode())
    assert isinstance(answer, Unreadable)
    assert answer.reason == "explosive"


@pytest.mark.parametrize(
    "body",
    [
        b"<table" + b"<td" * 1000,
        b"<p " + b"a=1 " * 20_000 + b">x",
        b'<p style="' + b"display " * 20_000 + b'">x',
        b"<" * 50_000 + b"<p>",
        b"<p>&" + b"#" * 20_000,
        b"|" + b"--|" * 20_000 + b"x",
        b"| - " * 20_000 + b"x|",
        b"\\|" * 20_000,
        b"#" * 50_000,
        b"<pre>" + b"\n" * 50_000,
        b"<!--" + b"<p>" * 5000,
    ],
    ids=range(11),
)
def test_patterns_do_not_run_away(body: bytes) -> None:
    assert isinstance(read_document(body), Document)


@settings(max_examples=40, deadline=None)
@given(body=st.binary(max_size=400), declared=st.sampled_from([None, "gbk", "utf-8", "latin-1", "no-such", ""]))
def test_any_bytes_get_an_answer(body: bytes, declared: str | None) -> None:
    assert isinstance(read_document(body, declared), Document | Unreadable)


@settings(max_examples=40, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "<td>",
                "<td rowspan=0>",
                "<td colspan=3>",
                "</td>",
                "<p>",
                "</p>",
                "<br>",
                "甲",
                "1",
                "<caption>",
                "<tbody hidden>",
                "<pre>",
                "\n",
                "<script>",
                "</script>",
                "<svg>",
                "<select>",
                "<template>",
                "|",
                "<h2>",
            ]
        ),
        max_size=25,
    )
)
def test_any_soup_of_tags_gets_an_answer(pieces: list[str]) -> None:
    document = page("".join(pieces))
    for grid in document.grids():
        assert all(0 <= c.row < grid.rows and 0 <= c.column < grid.columns for c in grid.cells)
        assert sum(len(row) for row in grid.matrix()) == grid.rows * grid.columns


@settings(max_examples=20, deadline=None)
@given(
    which=st.integers(0, len(_FIXTURES) - 1),
    cut=st.tuples(st.integers(0, 50_000), st.integers(0, 3000)),
    flips=st.lists(st.tuples(st.integers(0, 50_000), st.integers(0, 255)), max_size=20),
)
def test_a_report_that_was_damaged_gets_an_answer(
    which: int, cut: tuple[int, int], flips: list[tuple[int, int]]
) -> None:
    body = bytearray(_FIXTURES[which])
    for at, byte in flips:
        body[at % len(body)] = byte
    start = cut[0] % len(body)
    del body[start : start + cut[1]]
    assert isinstance(read_document(bytes(body)), Document | Unreadable)
