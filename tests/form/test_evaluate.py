from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.form import UNREAD, Evaluation, Table, Value, Verdict, determined, evaluate, relations
from tests.support.figures import (
    DISCLOSURE,
    E2019,
    E2021,
    LITIGATION,
    REQUESTS,
    SUMMED,
    Figures,
    holding,
    seeds,
    summed,
    zeros,
)

_FOUR = E2021.table(LITIGATION)
_THREE = E2021.table(REQUESTS)
_QUICK = settings(max_examples=15, deadline=None)


def _verdicts(answers: tuple[Evaluation, ...]) -> set[Verdict]:
    return {a.verdict for a in answers}


def _failing(table: Table, values: Mapping[str, Value]) -> set[tuple[str, str]]:
    return {(a.relation.code, a.relation.at) for a in evaluate(table, values) if a.verdict is Verdict.FAIL}


def _group(*values: Value) -> Figures:
    """Fill one group of table 4: upheld, rectified, other_result, pending, total."""
    return dict(zip((_FOUR.pointer("reconsideration", c.key) for c in _FOUR.columns), values, strict=True))


@dataclass(frozen=True)
class _Blanks:
    """Says what T3-05 answers for one line of table 4."""

    what: str
    values: tuple[Value, ...]
    verdict: Verdict
    filled: Mapping[str, int] = field(default_factory=dict)


_LINES = (
    _Blanks("full and right", (1, 2, 3, 4, 10), Verdict.PASS),
    _Blanks("full and wrong", (1, 2, 3, 4, 11), Verdict.FAIL),
    _Blanks("one blank part has one filling", (1, None, 3, 4, 10), Verdict.PASS, {"rectified": 2}),
    _Blanks("the parts exceed the total, so no blank can mend it", (7, None, 3, 4, 10), Verdict.FAIL),
    _Blanks("a blank total has one filling", (1, 2, 3, 4, None), Verdict.PASS, {"total": 10}),
    _Blanks("two blanks share a rest", (1, None, None, 4, 10), Verdict.UNCERTAIN),
    _Blanks(
        "two blanks without a rest are 0", (6, None, None, 4, 10), Verdict.PASS, {"rectified": 0, "other_result": 0}
    ),
    _Blanks("all blank", (None,) * 5, Verdict.UNCERTAIN),
    _Blanks(
        "a total of 0 leaves nothing open",
        (None, None, None, None, 0),
        Verdict.PASS,
        {"upheld": 0, "rectified": 0, "other_result": 0, "pending": 0},
    ),
    _Blanks("a blank total over a blank part", (1, None, 3, 4, None), Verdict.UNCERTAIN),
    _Blanks("an unread part is never filled", (1, UNREAD, 3, 4, 10), Verdict.UNCERTAIN),
    _Blanks("an unread part hides even what looks broken", (7, UNREAD, 3, 4, 10), Verdict.UNCERTAIN),
    _Blanks("a fraction is no filling, but may stand in a cell", (Decimal("0.5"), 0, 0, 0, 1), Verdict.FAIL),
    _Blanks("a blank that only a fraction would fill", (Decimal("0.5"), None, 0, 0, 1), Verdict.UNCERTAIN),
)


@pytest.mark.parametrize("case", _LINES, ids=lambda c: c.what)
def test_blanks_of_a_line_are_answered_as_the_rule_book_says(case: _Blanks) -> None:
    values = _group(*case.values)
    answer = next(a for a in evaluate(_FOUR, values) if a.relation.at == "reconsideration")
    assert answer.verdict is case.verdict
    assert determined(_FOUR, values) == {_FOUR.pointer("reconsideration", k): v for k, v in case.filled.items()}


def test_a_group_that_the_document_lacks_is_not_applicable() -> None:
    answers = {a.relation.at: a.verdict for a in evaluate(_FOUR, _group(0, 0, 0, 0, 0))}
    assert answers == {
        "reconsideration": Verdict.PASS,
        "litigation_direct": Verdict.NOT_APPLICABLE,
        "litigation_after_reconsideration": Verdict.NOT_APPLICABLE,
    }


def test_a_failure_says_what_is_asked_and_what_stands() -> None:
    answer = evaluate(_FOUR, _group(1, 2, 3, 4, 11))[0]
    assert (answer.expected, answer.actual) == (10, 11)
    assert answer.relation.cells[0] == "/tables/reconsideration_and_litigation/reconsideration/total"


@_QUICK
@given(which=summed, seed=seeds)
def test_figures_that_hold_pass_every_relation(which: int, seed: int) -> None:
    table = SUMMED[which][1]
    answers = evaluate(table, holding(table, seed))
    assert len(answers) == len(relations(table))
    assert _verdicts(answers) == {Verdict.PASS}


@_QUICK
@given(which=summed, seed=seeds, share=st.sampled_from([0.03, 0.2, 0.6, 1.0]))
def test_blanks_in_figures_that_hold_never_fail_and_are_only_filled_with_the_truth(
    which: int, seed: int, share: float
) -> None:
    table = SUMMED[which][1]
    truth = holding(table, seed)
    random = Random(seed)  # noqa: S311 - test data
    blanked: Figures = {p: None if random.random() < share else v for p, v in truth.items()}
    assert Verdict.FAIL not in _verdicts(evaluate(table, blanked))
    filled = determined(table, blanked)
    assert filled == {p: truth[p] for p in filled}
    assert all(blanked[p] is None for p in filled)


@_QUICK
@given(which=summed, seed=seeds, by=st.integers(1, 500))
def test_one_broken_cell_fails_exactly_the_relations_that_hold_it(which: int, seed: int, by: int) -> None:
    table = SUMMED[which][1]
    values = holding(table, seed)
    spoiled = Random(seed).choice(sorted(values))  # noqa: S311 - test data
    old = values[spoiled]
    assert isinstance(old, int)
    values[spoiled] = old + by
    assert _failing(table, values) == {(r.code, r.at) for r in relations(table) if spoiled in r.cells}


@_QUICK
@given(which=summed, seed=seeds)
def test_an_unread_cell_makes_its_relations_uncertain_and_no_other(which: int, seed: int) -> None:
    table = SUMMED[which][1]
    values = holding(table, seed)
    unread = Random(seed).choice(sorted(values))  # noqa: S311 - test data
    values[unread] = UNREAD
    uncertain = {a.relation for a in evaluate(table, values) if a.verdict is Verdict.UNCERTAIN}
    assert uncertain == {r for r in relations(table) if unread in r.cells}
    assert unread not in determined(table, values)


@_QUICK
@given(which=summed, seed=seeds)
def test_a_row_that_is_missing_takes_its_relations_with_it_and_fails_none(which: int, seed: int) -> None:
    table = SUMMED[which][1]
    values = holding(table, seed)
    row = Random(seed).choice(table.rows)  # noqa: S311 - test data
    kept = {p: v for p, v in values.items() if f"/{row.key}/" not in p}
    answers = {a.relation: a.verdict for a in evaluate(table, kept)}
    lost = {r for r in relations(table) if not set(r.cells) <= kept.keys()}
    assert {r for r, v in answers.items() if v is Verdict.NOT_APPLICABLE} == lost
    assert set(answers.values()) <= {Verdict.PASS, Verdict.NOT_APPLICABLE}


def test_the_sum_of_a_blank_column_decides_what_a_line_alone_leaves_open() -> None:
    """T3-05: all relations of the table together, not each by itself."""
    values = zeros(_THREE)
    for column in ("enterprise", "legal_service"):
        values[_THREE.pointer("received", column)] = None
    values[_THREE.pointer("received", "total")] = 3
    values[_THREE.pointer("carried_out", "enterprise")] = 3
    values[_THREE.pointer("carried_out", "total")] = 3
    assert _verdicts(evaluate(_THREE, values)) == {Verdict.PASS}
    assert determined(_THREE, values) == {
        _THREE.pointer("received", "enterprise"): 3,
        _THREE.pointer("received", "legal_service"): 0,
    }


def _adding_up(wanted: Mapping[tuple[str, str], int]) -> Figures:
    """Fill table 3 with these outcomes, 0 elsewhere, and the sums that they make."""
    values = zeros(_THREE)
    for (row, column), number in wanted.items():
        for at_row in (row, "outcome_total", "received"):
            for at_column in (column, "total"):
                before = values[_THREE.pointer(at_row, at_column)]
                assert isinstance(before, int)
                values[_THREE.pointer(at_row, at_column)] = before + number
    return values


def test_blanks_that_only_elimination_determines_are_found_and_the_others_stay_open() -> None:
    """Two squares of blanks are open in themselves, yet their sums fix the two blanks that join them."""
    left = [(row, c) for row in ("granted", "refused_by_law") for c in ("enterprise", "legal_service")]
    right = [
        (row, c)
        for row in ("declined_repeated", "other_reasons")
        for c in ("research_institution", "other_organization")
    ]
    bridge = {("declined_petition", "enterprise"): 7, ("declined_petition", "other_organization"): 9}
    truth = {**dict.fromkeys(left + right, 5), **bridge}
    values: Figures = {**_adding_up(truth), **dict.fromkeys(_THREE.pointer(*at) for at in truth)}
    assert determined(_THREE, values) == {_THREE.pointer(*at): number for at, number in bridge.items()}
    by_row = {a.relation.at: a.verdict for a in evaluate(_THREE, values) if a.relation.code == "T3-03"}
    assert (by_row["declined_petition"], by_row["granted"]) == (Verdict.PASS, Verdict.UNCERTAIN)


def test_a_contradiction_among_blanks_leaves_them_open() -> None:
    """Each relation alone can be satisfied, all together cannot: nothing is filled, nothing accused."""
    values = zeros(_THREE)
    row = {c.key: _THREE.pointer("granted", c.key) for c in _THREE.columns}
    values[row["natural_person"]] = values[row["total"]] = None
    values[_THREE.pointer("outcome_total", "natural_person")] = 5
    values[_THREE.pointer("outcome_total", "total")] = 6
    codes = {(a.relation.code, a.relation.at): a.verdict for a in evaluate(_THREE, values)}
    assert codes["T3-03", "granted"] is Verdict.UNCERTAIN
    assert codes["T3-02", "natural_person"] is Verdict.UNCERTAIN
    assert codes["T3-03", "outcome_total"] is Verdict.FAIL
    assert determined(_THREE, values) == {}


def test_a_contradiction_in_one_corner_does_not_stop_the_filling_of_another() -> None:
    values = zeros(_FOUR)
    values[_FOUR.pointer("reconsideration", "upheld")] = None
    values[_FOUR.pointer("litigation_direct", "total")] = 9
    assert determined(_FOUR, values) == {_FOUR.pointer("reconsideration", "upheld"): 0}


def test_an_entirely_blank_table_is_uncertain_and_quickly_answered() -> None:
    values: Figures = dict.fromkeys(zeros(_THREE))
    assert _verdicts(evaluate(_THREE, values)) == {Verdict.UNCERTAIN}


def test_huge_figures_are_added_exactly() -> None:
    assert evaluate(_FOUR, _group(10**30, 1, 0, 0, 10**30))[0].verdict is Verdict.FAIL


def _merged(values: Figures, parts: tuple[str, ...], into: str) -> Figures:
    kept = {p: v for p, v in values.items() if p.split("/")[3] not in parts}
    for column in _THREE.columns:
        cells = [values[_THREE.pointer(row, column.key)] for row in parts]
        kept[_THREE.pointer(into, column.key)] = sum(v for v in cells if isinstance(v, int))
    return kept


_PARTS = ("other_no_supplement", "other_unpaid_fee", "other_reasons")


@_QUICK
@given(seed=seeds)
def test_a_merged_row_stands_in_for_the_three_it_merges(seed: int) -> None:
    answers = evaluate(_THREE, _merged(holding(_THREE, seed), _PARTS, "other_handling"))
    by = {(a.relation.code, a.relation.at): a.verdict for a in answers}
    assert by["T3-02", "total"] is by["T3-03", "other_handling"] is Verdict.PASS
    assert {v for (_, at), v in by.items() if at not in _PARTS} == {Verdict.PASS}
    assert {by["T3-03", part] for part in _PARTS} == {Verdict.NOT_APPLICABLE}


def test_a_wrong_figure_in_a_merged_row_is_found_along_row_and_column() -> None:
    values = _merged(holding(_THREE, 3), _PARTS, "other_handling")
    cell = _THREE.pointer("other_handling", "enterprise")
    values[cell] = 10_000
    assert _failing(_THREE, values) == {("T3-02", "enterprise"), ("T3-03", "other_handling")}


def test_a_blank_in_a_merged_row_is_determined_like_any_other() -> None:
    values = _merged(holding(_THREE, 3), _PARTS, "other_handling")
    cell = _THREE.pointer("other_handling", "enterprise")
    truth, values[cell] = values[cell], None
    assert _verdicts(evaluate(_THREE, values)) == {Verdict.PASS, Verdict.NOT_APPLICABLE}
    assert determined(_THREE, values) == {cell: truth}


def test_a_merged_row_beside_its_parts_replaces_none_of_them() -> None:
    """Where a document prints both, the three rows of the form count, and the extra row only along itself."""
    values = {**holding(_THREE, 5), **{_THREE.pointer("other_handling", c.key): 0 for c in _THREE.columns}}
    assert _verdicts(evaluate(_THREE, values)) == {Verdict.PASS}


_DISCLOSURE: tuple[tuple[str, str, str, Figures, str], ...] = (
    ("disclosed more than there is", "2019", "regulations", {"newly_disclosed": 3, "total_disclosed": 2}, "fail"),
    ("disclosed all there is", "2019", "regulations", {"newly_disclosed": 2, "total_disclosed": 2}, "pass"),
    ("disclosed, total blank", "2019", "regulations", {"newly_disclosed": 3, "total_disclosed": None}, "uncertain"),
    ("disclosed blank", "2019", "regulations", {"newly_disclosed": None, "total_disclosed": 2}, "uncertain"),
    ("items fall below none", "2019", "licenses", {"items_last_year": 3, "change": -4}, "fail"),
    ("items fall to none", "2019", "licenses", {"items_last_year": 3, "change": -3}, "pass"),
    ("last year's items blank, change down", "2019", "licenses", {"items_last_year": None, "change": -4}, "uncertain"),
    ("change blank: it may be negative", "2019", "licenses", {"items_last_year": 3, "change": None}, "uncertain"),
    (
        "issued more than in force and repealed",
        "2021",
        "regulations",
        {"issued": 3, "repealed": 1, "in_force": 1},
        "fail",
    ),
    ("issued as many", "2021", "regulations", {"issued": 2, "repealed": 1, "in_force": 1}, "pass"),
    ("issued unread", "2021", "regulations", {"issued": UNREAD, "repealed": 1, "in_force": 1}, "uncertain"),
    ("no such row", "2021", "regulations", {}, "not_applicable"),
)


@pytest.mark.parametrize(("what", "edition", "row", "figures", "verdict"), _DISCLOSURE, ids=[c[0] for c in _DISCLOSURE])
def test_at_most_is_answered_for_the_table_of_disclosure(
    what: str, edition: str, row: str, figures: Figures, verdict: str
) -> None:
    del what
    table = {"2019": E2019, "2021": E2021}[edition].table(DISCLOSURE)
    values = {table.pointer(row, c): v for c, v in figures.items()}
    codes = {"licenses": "T2-06"}
    answer = next(a for a in evaluate(table, values) if a.relation.at == row)
    assert answer.relation.code == codes.get(row, "T2-05" if edition == "2019" else "T2-04")
    assert answer.verdict == Verdict(verdict)
