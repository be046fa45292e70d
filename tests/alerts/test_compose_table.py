"""Says how a statutory table is drawn with its doubtful cells marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from alerts.compose import compose
from alerts.compose.drawing import Drawing, Figure, Mark, Tone
from alerts.compose.marks import marks_of
from alerts.compose.phrases import phrases
from alerts.compose.plain import lines_of, pad, shorten, width
from alerts.compose.scrub import scrub
from alerts.compose.table import draw
from alerts.model import Reason, Topic
from monitor.cases import Case
from monitor.extraction import Reading
from monitor.form import load_edition
from monitor.settings import Severity
from tests.support.notices import RECEIVED, TOTAL, blank_note, notice, row_sum, table_3, text_query
from tests.support.situations import CIVIL, YEAR, case, context, reading, relation

FORM = load_edition("2021")


def drawn(*cases: Case, source: Reading | None = None, edition: str = "2021") -> tuple[Drawing, ...]:
    form = load_edition(edition)
    marks = marks_of([(n, c.finding) for n, c in enumerate(cases, 1)], form, phrases("zh"))
    return draw(form, source or table_3(), marks)


def figures(drawing: Drawing) -> dict[str, Figure]:
    return {f.pointer: f for b in drawing.blocks for line in b.lines for f in line.figures}


def test_only_tables_that_a_finding_touches_are_drawn() -> None:
    assert [d.key for d in drawn(row_sum())] == ["requests"]
    assert [d.number for d in drawn(row_sum(), blank_note())] == [2, 3]
    assert drawn(case("N-05", finding={"pointers": ["/sections/overview"]})) == ()


def test_the_stated_cell_of_a_relation_is_marked_wrong_and_the_others_as_compared() -> None:
    (drawing,) = drawn(row_sum())
    marked = {p: f.mark for p, f in figures(drawing).items() if f.mark}
    assert set(marked) == set(relation("T3-03", "outcome_total").cells)
    assert marked[TOTAL].tone is Tone.VIOLATION
    assert marked[TOTAL].note == "应为 8"
    assert {m.tone for p, m in marked.items() if p != TOTAL} == {Tone.COMPARED}


def test_a_relation_that_states_two_cells_names_neither_as_the_wrong_one() -> None:
    pointers = list(relation("T3-01", "total").cells)
    (drawing,) = drawn(case("T3-01", finding={"pointers": pointers, "expected": 8, "actual": 9}))
    stated = [figures(drawing)[p].mark for p in relation("T3-01", "total").stated]
    assert [m.note for m in stated if m] == ["", ""]


def test_a_text_finding_marks_its_cell_as_a_question() -> None:
    (drawing,) = drawn(text_query())
    mark = figures(drawing)[RECEIVED].mark
    assert mark is not None
    assert (mark.tone, mark.note) == (Tone.QUERY, "文中为 7")


def test_a_cell_that_a_hint_suspects_is_marked_as_such() -> None:
    suspect = "/tables/requests/outcome_total/enterprise"
    hinted = row_sum()
    (drawing,) = drawn(replace(hinted, finding={**hinted.finding, "suspects": [suspect, TOTAL]}))
    marks = figures(drawing)
    assert marks[suspect].mark == Mark(1, Tone.SUSPECT, "线索")
    assert marks[TOTAL].mark == Mark(1, Tone.VIOLATION, "应为 8")


def test_a_cell_of_two_findings_shows_the_graver_and_both_numbers() -> None:
    grave = case("T3-04", finding={"pointers": [RECEIVED]})
    (drawing,) = drawn(text_query(), grave)
    figure = figures(drawing)[RECEIVED]
    assert figure.mark is not None
    assert figure.mark.tone is Tone.VIOLATION
    assert figure.numbers == (1, 2)


@pytest.mark.parametrize(("edition", "rows"), [("2019", 23), ("2021", 25)])
def test_table_3_is_drawn_whole(edition: str, rows: int) -> None:
    pointers = list(relation("T3-03", "received", edition).cells)
    found = case("T3-03", finding={"pointers": pointers, "expected": 1, "actual": 2})
    (drawing,) = drawn(found, source=reading({}, edition), edition=edition)
    (block,) = drawing.blocks
    assert len(block.lines) == rows
    assert all(len(line.figures) == 7 for line in block.lines)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("key", ["proactive_disclosure", "requests", "reconsideration_and_litigation"])
def test_spans_fill_every_row_of_the_grid_exactly(key: str, edition: str) -> None:
    table = load_edition(edition).table(key)
    pointer = table.pointer(table.rows[0].key, table.rows[0].columns[0])
    (drawing,) = drawn(case("T3-04", finding={"pointers": [pointer]}), source=reading({}, edition), edition=edition)
    for block in drawing.blocks:
        hanging: list[tuple[int, int]] = []
        for line in block.lines:
            labels = sum(label.columns for label in line.labels) + sum(columns for _, columns in hanging)
            assert labels == drawing.depth
            assert sum(f.columns for f in line.figures) == drawing.width
            begun = [(label.rows, label.columns) for label in line.labels]
            hanging = [(rows - 1, columns) for rows, columns in hanging + begun if rows > 1]
        assert hanging == []


def test_a_merged_row_is_drawn_in_place_of_those_it_stands_for() -> None:
    source = reading({"/tables/requests/other_handling/total": "3"}, rows=["other_handling"])
    found = case("T3-04", finding={"pointers": ["/tables/requests/other_handling/total"]})
    (drawing,) = drawn(found, source=source)
    cells = figures(drawing)
    assert cells["/tables/requests/other_handling/total"].text == "3"
    assert "/tables/requests/other_reasons/total" not in cells


def test_figures_are_shown_as_published() -> None:
    source = reading({RECEIVED: "８件"})
    (drawing,) = drawn(text_query(), source=source)
    assert figures(drawing)[RECEIVED].text == "８件"


def test_a_cell_that_the_document_lacks_is_called_missing_and_not_zero() -> None:
    source = table_3()
    cells = {p: c for p, c in source.cells.items() if p != "/tables/requests/granted/total"}
    (drawing,) = drawn(row_sum(), source=_with_cells(source, cells))
    assert figures(drawing)["/tables/requests/granted/total"].missing


def _with_cells(source: Reading, cells: Any) -> Reading:
    made = reading({})
    return type(made)(**{**{f: getattr(source, f) for f in made.__slots__}, "cells": cells})


# -- in the mail


def test_the_html_marks_the_wrong_cell_with_colour_symbol_and_words() -> None:
    html = compose(notice(Topic(Reason.FINDINGS, (row_sum(),))), context(readings={(CIVIL.id, YEAR): table_3()})).html
    (wrong,) = LexborHTMLParser(html).css("table.form td.violation")
    assert "background" in (wrong.attributes["style"] or "")
    assert wrong.text() == "✗\xa09① 应为 8"
    assert len(LexborHTMLParser(html).css("table.form td.compared")) == 6


def test_figures_of_another_capture_are_not_drawn() -> None:
    other = case("T3-03", finding={**row_sum().finding, "evidence": {"sha256": "f" * 64, "quotes": [], "captures": []}})
    letter = compose(notice(Topic(Reason.FINDINGS, (other,))), context(readings={(CIVIL.id, YEAR): table_3()}))
    assert not LexborHTMLParser(letter.html).css("table.form")


def test_cells_are_quoted_where_no_table_can_be_drawn() -> None:
    quotes = [{"text": "9", "pointer": TOTAL, "where": {"table": 2, "row": 24}}]
    evidence = {"sha256": "f" * 64, "quotes": quotes, "captures": []}
    found = case("T3-03", finding={**row_sum().finding, "evidence": evidence})
    letter = compose(notice(Topic(Reason.FINDINGS, (found,))), context())
    assert "“9” (表三“（七）总计”行“总计”列)" in letter.text


# -- as text


def test_the_text_shows_only_the_rows_concerned_and_aligned() -> None:
    (drawing,) = drawn(row_sum(), text_query())
    lines = lines_of(drawing)
    assert len(lines) == 3
    assert lines[1].endswith("?8")
    assert lines[2].endswith("!9")
    assert len({width(line) for line in lines}) == 1


def test_a_blank_is_no_zero_in_the_text() -> None:
    (drawing,) = drawn(blank_note())
    assert "*_" in lines_of(drawing)[1]


def test_full_width_characters_take_two_columns() -> None:
    assert width("总计8") == 5
    assert pad("总计", 6) == "总计  "
    assert pad("总计", 6, right=True) == "  总计"
    assert shorten("一、本年新收", 8) == "一、本.."
    assert shorten("总计", 4) == "总计"


@given(st.text(st.sampled_from("a总（1..🙂é")), st.integers(3, 30))
def test_shortened_text_never_exceeds_its_width(text: str, columns: int) -> None:
    assert width(shorten(text, columns)) <= columns


@given(st.text(st.sampled_from("a总<& \n\r\t\x00\x85\u2028\u202e\u200b\u3000")))
def test_scrubbed_text_stays_on_one_line_and_is_scrubbed_once(text: str) -> None:
    clean = scrub(text)
    assert len(clean.splitlines()) <= 1
    assert scrub(clean) == clean


def test_a_severity_of_the_office_reaches_the_mark() -> None:
    milder = case("T3-04", Severity.QUERY, finding={"pointers": [RECEIVED], "severity": "query"})
    (drawing,) = drawn(milder)
    mark = figures(drawing)[RECEIVED].mark
    assert mark is not None
    assert mark.tone is Tone.QUERY
