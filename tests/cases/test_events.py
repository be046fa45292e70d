from __future__ import annotations

import pytest

from monitor.cases import Case, Decision, EventKind, State, advance, apply, closed, decide_case, notified
from tests.support.cases import day, seen, wrong_sum


@pytest.fixture
def case() -> Case:
    (event,) = advance((), [wrong_sum()], (), seen())
    return apply(None, event)


def test_a_first_letter_notifies_and_only_later_ones_count_as_reminders(case: Case) -> None:
    counted = []
    for days in (1, 6, 11):
        case = apply(case, notified(case, day(days), "reminder"))
        counted.append((case.state, case.reminders, case.last_letter_at))

    assert counted == [(State.NOTIFIED, n, day(d)) for n, d in ((0, 1), (1, 6), (2, 11))]
    assert case.changed_at == day(1)


def test_a_letter_about_a_corrected_case_is_no_reminder(case: Case) -> None:
    case = apply(case, notified(case, day(1)))
    (corrected,) = advance((case,), (), (), seen("b" * 64))
    case = apply(case, corrected)

    case = apply(case, notified(case, day(2)))

    assert (case.state, case.reminders) == (State.CORRECTED, 0)


def test_closing_says_that_the_agency_was_told(case: Case) -> None:
    event = closed(case, day(3), "closed")

    assert (event.kind, apply(case, event).state) == (EventKind.CLOSED, State.CLOSED)


def test_a_decision_is_recorded_with_who_why_and_until_when(case: Case) -> None:
    taken = Decision(State.WAIVED, "李某", "机构改革中", day(2), day(30).date())

    event = decide_case(case, taken)

    assert (event.by, event.note, event.until) == ("李某", "机构改革中", day(30).date())
    assert apply(case, event).decision == taken


@pytest.mark.parametrize("state", sorted(set(State) - {State.ACKNOWLEDGED, State.EXPLAINED, State.WAIVED}))
def test_only_acknowledging_explaining_and_waiving_are_for_people_to_decide(case: Case, state: State) -> None:
    with pytest.raises(ValueError, match="not decided by a person"):
        decide_case(case, Decision(state, "李某", "理由", day(2)))


@pytest.mark.parametrize(("by", "reason"), [("", "理由"), ("李某", "  ")])
def test_a_decision_without_name_or_reason_is_refused(case: Case, by: str, reason: str) -> None:
    with pytest.raises(ValueError, match="name of who took it, and a reason"):
        decide_case(case, Decision(State.WAIVED, by, reason, day(2)))


def test_what_is_over_cannot_be_decided(case: Case) -> None:
    over = apply(case, closed(case, day(3)))

    with pytest.raises(ValueError, match="nothing left to decide"):
        decide_case(over, Decision(State.WAIVED, "李某", "理由", day(4)))
