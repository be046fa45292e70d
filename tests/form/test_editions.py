from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from ruamel.yaml import YAML

import monitor.form.load as loader
from monitor.form import Edition, FormError, Operator, Quantity, edition_for, editions, load_edition, relations
from monitor.form.load import edition_from
from schemas import EDITIONS, load_text
from tests.support.figures import E2019, E2021, LITIGATION, REQUESTS


def test_both_editions_load_oldest_first() -> None:
    assert [e.key for e in editions()] == list(EDITIONS) == ["2019", "2021"]


@pytest.mark.parametrize(
    ("year", "key"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2022, "2021"), (2040, "2021")]
)
def test_a_year_is_governed_by_one_edition(year: int, key: str | None) -> None:
    edition = edition_for(year)
    assert (edition.key if edition else None) == key
    assert sum(e.governs(year) for e in editions()) == (0 if key is None else 1)


@pytest.mark.parametrize(("edition", "rows"), [(E2019, 23), (E2021, 25)], ids=["2019", "2021"])
def test_table_three_has_the_rows_of_its_edition_and_seven_columns(edition: Edition, rows: int) -> None:
    table = edition.table(REQUESTS)
    assert (len(table.rows), len(table.columns)) == (rows, 7)
    assert all(row.columns == tuple(c.key for c in table.columns) for row in table.rows)


@pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)
def test_table_four_has_fifteen_figures(edition: Edition) -> None:
    table = edition.table(LITIGATION)
    assert sum(len(row.columns) for row in table.rows) == 15
    assert table.across


@pytest.mark.parametrize(("edition", "count"), [(E2019, 40), (E2021, 42)], ids=["2019", "2021"])
def test_tables_three_and_four_hold_the_relations_of_the_rule_book(edition: Edition, count: int) -> None:
    found = [r for key in (REQUESTS, LITIGATION) for r in relations(edition.table(key))]
    assert len(found) == len(set(found)) == count


@pytest.mark.parametrize(("edition", "outcomes"), [(E2019, 19), (E2021, 21)], ids=["2019", "2021"])
def test_the_outcomes_that_make_the_total_are_all_rows_between(edition: Edition, outcomes: int) -> None:
    table = edition.table(REQUESTS)
    identity = next(i for i in table.identities if i.code == "T3-02")
    rows = [row.key for row in table.rows]
    assert list(identity.computed) == rows[rows.index("granted") : rows.index("outcome_total")]
    assert len(identity.computed) == outcomes


@pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)
def test_every_identity_is_written_once(edition: Edition) -> None:
    identities = [i for t in edition.tables for i in t.identities]
    assert len({i.code for i in identities}) == len(identities)
    assert len({(i.stated, i.computed) for i in identities}) == len(identities)


@pytest.mark.parametrize("edition", editions(), ids=lambda e: e.key)
def test_keys_and_labels_are_unique_where_they_must_be(edition: Edition) -> None:
    assert [s.number for s in edition.sections] == list("一二三四五六")
    for table in edition.tables:
        keys = [r.key for r in (*table.rows, *table.merged_rows)]
        assert len(set(keys)) == len(keys)
        assert len({c.key for c in table.columns}) == len(table.columns)
        assert {c for r in table.rows for c in r.columns} == {c.key for c in table.columns}


def test_quantities_are_those_of_the_form() -> None:
    by_key = {c.key: c.quantity for e in editions() for t in e.tables for c in t.columns}
    assert by_key.pop("change") is Quantity.CHANGE
    assert by_key.pop("amount_wan") is Quantity.AMOUNT
    assert set(by_key.values()) == {Quantity.COUNT}


def test_the_six_categories_of_2019_ask_what_they_ask() -> None:
    codes = {r.code: r.operator for r in relations(E2019.table("proactive_disclosure"))}
    assert codes == {"T2-05": Operator.AT_MOST, "T2-06": Operator.AT_MOST}


def _data() -> dict[str, Any]:
    data: dict[str, Any] = YAML(typ="safe").load(load_text("editions/2021.yaml"))
    return deepcopy(data)


def _edition(data: dict[str, Any]) -> None:
    data["edition"] = "2022"


def _section(data: dict[str, Any]) -> None:
    data["tables"][0]["section"] = "nowhere"


def _column_of_a_row(data: dict[str, Any]) -> None:
    data["tables"][0]["rows"][0]["columns"] = ["issued", "unheard_of"]


def _row_stood_for(data: dict[str, Any]) -> None:
    data["tables"][1]["merged_rows"][0]["stands_for"] = ["other_reasons", "unheard_of"]


def _row_of_an_identity(data: dict[str, Any]) -> None:
    data["tables"][1]["identities"][0]["stated"] = ["unheard_of"]


def _column_of_an_identity(data: dict[str, Any]) -> None:
    data["tables"][0]["identities"][0]["over"] = ["unheard_of"]


def _misspelt_word(data: dict[str, Any]) -> None:
    data["tables"][0]["rows"][0]["alias"] = ["规定"]


def _missing_word(data: dict[str, Any]) -> None:
    del data["tables"][1]["columns"][2]["quantity"]


def _unknown_quantity(data: dict[str, Any]) -> None:
    data["tables"][1]["columns"][2]["quantity"] = "weight"


def _unknown_direction(data: dict[str, Any]) -> None:
    data["tables"][1]["identities"][0]["per"] = "diagonal"


def _doubled_row(data: dict[str, Any]) -> None:
    data["tables"][1]["rows"].append(data["tables"][1]["rows"][0])


def _cell_that_the_form_lacks(data: dict[str, Any]) -> None:
    data["tables"][0]["identities"][0]["over"] = ["licenses"]


_SPOILERS = (
    _edition,
    _section,
    _column_of_a_row,
    _row_stood_for,
    _row_of_an_identity,
    _column_of_an_identity,
    _misspelt_word,
    _missing_word,
    _unknown_quantity,
    _unknown_direction,
    _doubled_row,
    _cell_that_the_form_lacks,
)


@pytest.mark.parametrize("spoil", _SPOILERS, ids=lambda f: f.__name__.strip("_"))
def test_a_file_that_contradicts_itself_is_refused(spoil: Any) -> None:
    data = _data()
    spoil(data)
    with pytest.raises(FormError, match="2021"):
        edition_from(data, "2021")


def test_a_file_as_it_is_committed_is_accepted() -> None:
    assert edition_from(_data(), "2021") == load_edition("2021")


def test_a_third_edition_costs_one_file_and_no_code() -> None:
    data = _data() | {"edition": "2030", "years": {"first": 2030}}
    assert loader.edition_from(data, "2030").governs(2031)


def test_an_unknown_edition_has_no_file() -> None:
    with pytest.raises(FileNotFoundError):
        load_edition("1999")
