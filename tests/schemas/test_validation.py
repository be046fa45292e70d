"""What the schema of a report accepts, refuses, and says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from monitor.form import SchemaError, schema_errors
from monitor.form.schema import KEYWORD
from tests.support.figures import DISCLOSURE, E2019, E2021, REQUESTS, holding, report

Report = dict[str, Any]


def _errors(instance: Report) -> list[SchemaError]:
    return list(schema_errors(instance, E2021))


def _cell(row: str, column: str, value: Any, table: str = REQUESTS) -> Report:
    instance = report(E2021)
    instance["tables"][table][row][column] = value
    return instance


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("charges", "amount_wan", Decimal("12.80")),
        ("charges", "amount_wan", 12.8),
        ("charges", "amount_wan", 12),
        ("charges", "amount_wan", None),
        ("licenses", "decisions", None),
        ("licenses", "decisions", 10**12),
    ],
)
def test_figures_of_the_form_are_accepted(row: str, column: str, value: Any) -> None:
    assert _errors(_cell(row, column, value, DISCLOSURE)) == []


@pytest.mark.parametrize(
    ("row", "column", "value", "keyword"),
    [
        ("licenses", "decisions", -1, "minimum"),
        ("licenses", "decisions", Decimal("1.5"), "type"),
        ("licenses", "decisions", "12件", "type"),
        ("licenses", "decisions", True, "type"),
        ("charges", "amount_wan", Decimal("-0.01"), "minimum"),
        ("charges", "amount_wan", "251000元", "type"),
    ],
)
def test_a_figure_of_the_wrong_kind_is_told_with_its_pointer(row: str, column: str, value: Any, keyword: str) -> None:
    (error,) = _errors(_cell(row, column, value, DISCLOSURE))
    assert (error.pointer, error.keyword, error.cells) == (f"/tables/{DISCLOSURE}/{row}/{column}", keyword, ())


def test_a_change_is_signed_and_whole() -> None:
    instance = report(E2019)
    instance["tables"][DISCLOSURE]["licenses"] |= {"items_last_year": 20, "change": -15}
    assert list(schema_errors(instance, E2019)) == []
    instance["tables"][DISCLOSURE]["licenses"]["change"] = Decimal("0.5")
    (error,) = schema_errors(instance, E2019)
    assert error.pointer.endswith("/licenses/change")


def test_null_cells_are_valid_and_break_nothing() -> None:
    instance = report(E2021, dict.fromkeys(holding(E2021.table(REQUESTS), 1)))
    assert _errors(instance) == []


def test_a_broken_identity_is_told_with_every_cell_it_enters() -> None:
    (error,) = _errors(_cell("received", "total", 1))[:1]
    assert error.keyword == KEYWORD
    assert error.cells[0] == error.pointer
    assert f"/tables/{REQUESTS}/received/total" in error.cells


@pytest.mark.parametrize("value", [2.0, json.loads("2.0"), Decimal(2)])
def test_a_whole_number_counts_however_json_was_read(value: Any) -> None:
    """2.0 is an integer to JSON Schema (2020-12 validation, 6.1.1): a figure of the sum, never taken for nothing."""
    instance = report(E2021)
    rows = instance["tables"][REQUESTS]
    for row in ("received", "carried_out"):
        rows[row] |= {"natural_person": value, "total": 2}
    assert [e for e in _errors(instance) if e.keyword == KEYWORD] == []


@pytest.mark.parametrize("value", ["2", True, [2], {"n": 2}, float("nan"), float("inf")])
def test_what_is_no_number_is_told_as_such_and_never_summed(value: Any) -> None:
    errors = _errors(_cell("received", "natural_person", value))
    assert [e for e in errors if e.keyword == KEYWORD] == []


def _without_a_row(instance: Report) -> None:
    del instance["tables"][REQUESTS]["granted"]


def _without_one_of_three(instance: Report) -> None:
    del instance["tables"][REQUESTS]["other_unpaid_fee"]


def _with_an_unknown_row(instance: Report) -> None:
    instance["tables"][REQUESTS]["refused_at_will"] = {}


def _without_a_column(instance: Report) -> None:
    del instance["tables"][REQUESTS]["granted"]["total"]


def _without_a_table(instance: Report) -> None:
    del instance["tables"][REQUESTS]


def _without_a_section(instance: Report) -> None:
    del instance["sections"]["overview"]


def _of_another_edition(instance: Report) -> None:
    instance["edition"] = "2019"


def _of_too_early_a_year(instance: Report) -> None:
    instance["year"] = 2020


def _without_a_date(instance: Report) -> None:
    instance["published_on"] = "2022年1月"


def _merged_beside_its_parts(instance: Report) -> None:
    rows = instance["tables"][REQUESTS]
    rows["other_handling"] = dict(rows["other_reasons"])


_FAULTS: tuple[tuple[Callable[[Report], None], str, str], ...] = (
    (_without_a_row, f"/tables/{REQUESTS}", "required"),
    (_without_one_of_three, f"/tables/{REQUESTS}", "oneOf"),
    (_with_an_unknown_row, f"/tables/{REQUESTS}", "additionalProperties"),
    (_without_a_column, f"/tables/{REQUESTS}/granted", "required"),
    (_without_a_table, "/tables", "required"),
    (_without_a_section, "/sections", "required"),
    (_of_another_edition, "/edition", "const"),
    (_of_too_early_a_year, "/year", "minimum"),
    (_without_a_date, "/published_on", "pattern"),
    (_merged_beside_its_parts, f"/tables/{REQUESTS}", "oneOf"),
)


@pytest.mark.parametrize(("spoil", "pointer", "keyword"), _FAULTS, ids=[f[0].__name__.strip("_") for f in _FAULTS])
def test_a_fault_of_structure_is_told_once_with_its_place(
    spoil: Callable[[Report], None], pointer: str, keyword: str
) -> None:
    instance = report(E2021)
    spoil(instance)
    assert [(e.pointer, e.keyword) for e in _errors(instance)] == [(pointer, keyword)]


def _merged() -> Report:
    instance = report(E2021)
    rows = instance["tables"][REQUESTS]
    rows["other_handling"] = rows.pop("other_reasons")
    del rows["other_no_supplement"], rows["other_unpaid_fee"]
    return instance


def test_the_merged_row_is_accepted_in_place_of_the_three() -> None:
    assert _errors(_merged()) == []


def test_the_merged_row_enters_the_sums() -> None:
    instance = _merged()
    instance["tables"][REQUESTS]["other_handling"] |= {"enterprise": 4, "total": 4}
    told = {e.message.split(":")[0] for e in _errors(instance)}
    assert told == {"T3-02 at enterprise", "T3-02 at total"}


def test_edition_2019_knows_the_row_as_its_own() -> None:
    instance = report(E2019)
    del instance["tables"][REQUESTS]["other_handling"]
    (error,) = schema_errors(instance, E2019)
    assert error.keyword == "required"


@pytest.mark.parametrize(
    "instance", [{}, {"tables": []}, {"tables": {REQUESTS: 7}}, {"tables": {REQUESTS: {"received": 7}}}]
)
def test_what_is_no_report_at_all_is_refused_and_never_raises(instance: Report) -> None:
    assert _errors(instance)
