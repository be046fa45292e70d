"""The fault finder: it names the one fault of a table that held, or is silent; it never names a wrong cell."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.form import UNREAD, Table, Value, evaluate
from monitor.rules.fault_finder.acts import Act, Kind
from monitor.rules.fault_finder.finder import find
from monitor.rules.fault_finder.sheet import sheet_of
from tests.support.faults import FAULTS, totals_forgotten
from tests.support.figures import E2019, E2021, LITIGATION, REQUESTS, SUMMED, Figures, holding, seeds, summed, zeros

_QUICK = settings(max_examples=40, deadline=None)
_THREE = E2021.table(REQUESTS)
_FOUR = E2021.table(LITIGATION)


def _at(name: str, table: Table = _THREE) -> str:
    return table.pointer(*name.split("/"))


def _found(table: Table, figures: Figures) -> Act | None:
    sheet = sheet_of(table, figures, evaluate(table, figures))
    return find(sheet) if sheet else None


def _hinted(**differing: Value) -> dict[str, int] | None:
    """Spoil the clean table below and give what the finder would put back; names are row__column."""
    act = _found(_THREE, {**_CLEAN, **{_at(n.replace("__", "/")): v for n, v in differing.items()}})
    return {p.removeprefix("/tables/requests/"): v for p, v in act.change.items()} if act else None


def _clean() -> Figures:
    whole = zeros(_THREE)
    for row, natural, enterprise in (
        ("received", 20, 13),
        ("carried_in", 3, 0),
        ("granted", 12, 8),
        ("partially_granted", 2, 0),
        ("unavailable_not_held", 5, 4),
        ("outcome_total", 19, 12),
        ("carried_out", 4, 1),
    ):
        for column, value in (("natural_person", natural), ("enterprise", enterprise), ("total", natural + enterprise)):
            whole[_THREE.pointer(row, column)] = value
    return whole


_CLEAN = _clean()


@_QUICK
@given(seeds, summed, st.sampled_from(sorted(FAULTS)))
def test_one_fault_in_a_holding_table_is_named_or_passed_over_and_no_other_cell_is(
    seed: int, which: int, fault: str
) -> None:
    table = SUMMED[which][1]
    right = holding(table, seed)
    wrong = {**right, **FAULTS[fault](table, right, Random(seed))}  # noqa: S311 - test data
    act = _found(table, wrong)
    assert act is None or {**wrong, **act.change} == right


@_QUICK
@given(seeds, st.sampled_from([E2019, E2021]))
def test_one_wrong_figure_of_table_3_is_always_found(seed: int, edition: object) -> None:
    table = (E2019 if edition is E2019 else E2021).table(REQUESTS)
    right = holding(table, seed)
    wrong = FAULTS["one_figure"](table, right, Random(seed))  # noqa: S311 - test data
    (pointer,) = wrong
    if wrong[pointer] != right[pointer]:
        act = _found(table, {**right, **wrong})
        assert act is not None
        assert act.change == {pointer: right[pointer]}


@_QUICK
@given(seeds, st.integers(1, 30))
def test_totals_that_were_not_carried_on_are_named_together(seed: int, by: int) -> None:
    right = holding(_THREE, seed)
    act = _found(_THREE, {**right, **totals_forgotten(_THREE, right, by)})
    assert act is not None
    assert act.kind is Kind.TOTALS
    assert set(act.change) == {_at("outcome_total/enterprise"), _at("outcome_total/total")}


@_QUICK
@given(seeds, summed)
def test_a_table_that_holds_has_nothing_to_be_hinted_at(seed: int, which: int) -> None:
    table = SUMMED[which][1]
    assert _found(table, holding(table, seed)) is None


@pytest.mark.parametrize(
    ("differing", "hint"),
    [
        pytest.param({"granted__enterprise": 9}, {"granted/enterprise": 8}, id="a figure"),
        pytest.param({"received__total": 32}, {"received/total": 33}, id="the total of a row"),
        pytest.param({"outcome_total__natural_person": 20}, {"outcome_total/natural_person": 19}, id="of a column"),
        pytest.param({"granted__natural_person": -12}, {"granted/natural_person": 12}, id="a sign"),
        pytest.param({"granted__enterprise": Decimal("8.5")}, {"granted/enterprise": 8}, id="a fraction"),
        pytest.param(
            {"granted__natural_person": 8, "granted__enterprise": 12},
            {"granted/natural_person": 12, "granted/enterprise": 8},
            id="two columns exchanged in one row",
        ),
        pytest.param(
            {"granted__enterprise": 0, "granted__research_institution": 8},
            {"granted/enterprise": 8, "granted/research_institution": 0},
            id="a figure one column on",
        ),
        pytest.param(
            {"partially_granted__natural_person": 0, "refused_state_secret__natural_person": 2},
            None,
            id="a figure one row down, or its total one row up",
        ),
        pytest.param(
            {"granted__natural_person": 2, "partially_granted__natural_person": 12},
            {"granted/natural_person": 12, "partially_granted/natural_person": 2},
            id="two rows exchanged in one column",
        ),
        pytest.param(
            {
                "received__natural_person": 0,
                "received__enterprise": 20,
                "received__research_institution": 13,
            },
            {"received/natural_person": 20, "received/enterprise": 13, "received/research_institution": 0},
            id="a row shifted by a column",
        ),
        pytest.param(
            {"granted__natural_person": 1, "granted__enterprise": 28},
            None,
            id="two cells that no single act explains",
        ),
        pytest.param(
            {"granted__natural_person": 128, "granted__enterprise": 0},
            {"granted/natural_person": 12, "granted/enterprise": 8},
            id="two figures run into one",
        ),
        pytest.param(
            {"carried_in__enterprise": 1, "carried_in__total": 4, "granted__enterprise": 9, "granted__total": 21},
            {"outcome_total/enterprise": 13, "outcome_total/total": 32},
            id="totals left behind",
        ),
        pytest.param(
            {"granted__natural_person": 13, "granted__total": 21},
            None,
            id="any outcome row could be the one that was raised",
        ),
        pytest.param({"received__natural_person": 21, "received__total": 34}, None, id="any of three rows"),
        pytest.param(
            {"granted__natural_person": 13, "unavailable_not_held__enterprise": 5},
            None,
            id="two faults: the cells of either diagonal",
        ),
        pytest.param(
            {"granted__natural_person": 13, "received__research_institution": None},
            {"granted/natural_person": 12},
            id="a blank elsewhere that no explanation needs",
        ),
        pytest.param(
            {"granted__enterprise": 9, "partially_granted__enterprise": UNREAD},
            None,
            id="an unread cell in the column leaves the row alone to speak",
        ),
        pytest.param(
            {"granted__natural_person": 13, "granted__total": 21, "received__natural_person": UNREAD},
            None,
            id="an unread cell elsewhere settles nothing",
        ),
    ],
)
def test_the_smallest_change_is_hinted_at_where_it_is_the_only_one(
    differing: dict[str, Value], hint: dict[str, int] | None
) -> None:
    assert _hinted(**differing) == hint


def test_a_row_written_in_the_place_of_its_neighbour_is_named_whole() -> None:
    columns = [c.key for c in _THREE.columns]
    swapped = {_at(f"outcome_total/{c}"): _CLEAN[_at(f"carried_out/{c}")] for c in columns}
    swapped |= {_at(f"carried_out/{c}"): _CLEAN[_at(f"outcome_total/{c}")] for c in columns}
    act = _found(_THREE, {**_CLEAN, **swapped})
    assert act is not None
    assert act.kind is Kind.ROWS
    assert {p.split("/")[3] for p in act.change} == {"outcome_total", "carried_out"}


@_QUICK
@given(seeds)
def test_totals_and_the_figures_beside_them_are_named_as_exchanged_columns(seed: int) -> None:
    right = holding(_THREE, seed)
    pairs = [(_at(f"{r.key}/other_organization"), _at(f"{r.key}/total")) for r in _THREE.rows]
    act = _found(_THREE, {**right, **{a: right[b] for pair in pairs for a, b in (pair, pair[::-1])}})
    assert act is None or act.kind is Kind.COLUMNS
    figures = [right[a] for a, _ in pairs]
    assert act is not None or not all(figures)


def test_columns_that_may_have_slid_in_several_ways_are_passed_over() -> None:
    pairs = [(_at(f"{r.key}/other_organization"), _at(f"{r.key}/total")) for r in _THREE.rows]
    swapped = {a: _CLEAN[b] for pair in pairs for a, b in (pair, pair[::-1])}
    assert _found(_THREE, {**_CLEAN, **swapped}) is None


def test_one_group_of_table_4_tells_that_something_is_wrong_and_not_where() -> None:
    figures = zeros(_FOUR)
    for name, value in (("upheld", 3), ("pending", 2), ("total", 9)):
        figures[_FOUR.pointer("reconsideration", name)] = value
    assert _found(_FOUR, figures) is None


def test_figures_swapped_across_two_groups_of_table_4_are_named() -> None:
    figures = zeros(_FOUR)
    for group, upheld, total in (("reconsideration", 4, 1), ("litigation_direct", 4, 1)):
        figures[_FOUR.pointer(group, "upheld")] = upheld
        figures[_FOUR.pointer(group, "total")] = total
    figures[_FOUR.pointer("litigation_direct", "upheld")] = 4
    figures[_FOUR.pointer("litigation_direct", "total")] = 1
    right, left = _FOUR.pointer("reconsideration", "total"), _FOUR.pointer("litigation_direct", "upheld")
    act = _found(_FOUR, figures)
    assert act is not None
    assert (act.kind, act.change) == (Kind.SWAPPED, {right: 4, left: 1})


def test_blanks_in_a_failing_relation_leave_it_open_where_the_fault_lies() -> None:
    assert _hinted(granted__enterprise=30, granted__research_institution=None) is None


def test_a_table_whose_sixth_group_is_merged_is_searched_as_it_is_printed() -> None:
    merged = _THREE.merged_rows[0]
    figures = {p: v for p, v in _CLEAN.items() if p.split("/")[3] not in merged.stands_for}
    figures |= {_THREE.pointer(merged.key, c): 0 for c in merged.columns}
    wrong = _THREE.pointer(merged.key, "enterprise")
    act = _found(_THREE, {**figures, wrong: 2})
    assert act is not None
    assert act.change == {wrong: 0}
