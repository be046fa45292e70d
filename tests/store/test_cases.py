from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from monitor.cases import Case, Decision, State, advance, decide_case, history, notified
from monitor.rules import Finding
from monitor.settings import Severity
from monitor.store import Store, Tx, cases
from tests.support.cases import AGENCY, CELL, YEAR, day, seen, wrong_sum


def _opened(tx: Tx) -> Case:
    (case,) = cases.record(tx, advance((), [wrong_sum()], (), seen()))
    return case


def test_a_case_comes_back_as_it_was_with_its_decision_and_exact_figures(store: Store) -> None:
    fee = Finding("T2-03", Severity.QUERY, (CELL,), Decimal("25.10"), Decimal(251000))
    with store.begin() as tx:
        (case,) = cases.record(tx, advance((), [fee], (), seen()))
        taken = Decision(State.WAIVED, "李某", "单位为元", day(1), day(30).date())
        cases.record(tx, [notified(case, day(1))])
        (case,) = cases.record(tx, [decide_case(case, taken)])

    with store.read() as tx:
        found = cases.get(tx, case.key.digest)
    assert found == case
    assert found is not None
    assert str(found.finding["expected"]) == "25.10"
    assert found.decision == taken


def test_the_history_is_kept_in_order_and_leads_to_the_case(store: Store) -> None:
    with store.begin() as tx:
        case = _opened(tx)
        cases.record(tx, [notified(case, day(1), "findings")])
        events = cases.history(tx, case.key.digest)

        assert [(e.kind, e.at, e.note) for e in events] == [
            ("opened", seen().at, ""),
            ("notified", day(1), "findings"),
        ]
        assert history(events) == cases.get(tx, case.key.digest)
        assert cases.history(tx, "0" * 32) == ()


@pytest.mark.parametrize("sql", ["UPDATE case_events SET note = 'x'", "DELETE FROM case_events"])
def test_the_database_itself_refuses_to_rewrite_history(store: Store, sql: str) -> None:
    with store.begin() as tx:
        _opened(tx)

    with pytest.raises(DBAPIError, match="append-only"), store.begin() as tx:
        tx.execute(text(sql))


def test_events_that_cannot_happen_leave_nothing_behind(store: Store) -> None:
    (opening,) = advance((), [wrong_sum()], (), seen())

    with pytest.raises(ValueError, match="a known case"), store.begin() as tx:
        cases.record(tx, [opening, opening])

    with store.read() as tx:
        assert cases.load(tx, AGENCY, YEAR) == ()


def test_cases_are_found_by_year_by_state_and_by_what_people_type(store: Store) -> None:
    with store.begin() as tx:
        case = _opened(tx)
        cases.record(tx, advance((), [wrong_sum()], (), seen(year=YEAR - 1)))
        cases.record(tx, [notified(case, day(1))])

        assert [c.state for c in cases.load(tx, AGENCY, YEAR)] == [State.NOTIFIED]
        assert [c.key.year for c in cases.in_states(tx, [State.OPEN])] == [YEAR - 1]
        assert [c.key for c in cases.find(tx, case.id.upper())] == [case.key]
        assert cases.find(tx, "%") == ()


def test_a_rerun_over_what_was_stored_gives_no_event(store: Store) -> None:
    exact = replace(wrong_sum(), expected=Decimal("8.0"))
    with store.begin() as tx:
        cases.record(tx, advance((), [exact], (), seen()))

    with store.read() as tx:
        assert advance(cases.load(tx, AGENCY, YEAR), [exact], (), seen(at=day(3))) == ()
