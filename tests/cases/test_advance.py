from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from monitor.cases import (
    Case,
    CaseEvent,
    Decision,
    EventKind,
    State,
    advance,
    apply,
    closed,
    decide_case,
    history,
    notified,
    withdrawn,
)
from monitor.form import Verdict
from monitor.rules import Finding, Outcome, Presence
from monitor.settings import Severity
from tests.support.cases import (
    CELL,
    FIRST,
    SECOND,
    THIRD,
    absent,
    after,
    day,
    late,
    passed,
    seen,
    wrong_sentence,
    wrong_sum,
)


class World:
    """Plays one agency's year, day by day, and keeps its cases."""

    def __init__(self) -> None:
        self.cases: tuple[Case, ...] = ()
        self.events: list[CaseEvent] = []

    def shows(
        self, findings: Sequence[Finding] = (), outcomes: Sequence[Outcome] = (), **looked: Any
    ) -> list[EventKind]:
        events = advance(self.cases, findings, outcomes, seen(**looked))
        self._take(events)
        return [event.kind for event in events]

    def tell(self, at: datetime | None = None) -> None:
        self._take(tuple(notified(case, at or day(1)) for case in self.cases))

    def decide(self, state: State, until: date | None = None) -> None:
        taken = Decision(state, "王某", "已说明", day(1), until)
        self._take((decide_case(self.only, taken),))

    def close(self) -> None:
        self._take((closed(self.only, day(9)),))

    @property
    def only(self) -> Case:
        (case,) = self.cases
        return case

    def _take(self, events: tuple[CaseEvent, ...]) -> None:
        self.cases = after(self.cases, events)
        self.events += events


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def told(world: World) -> World:
    """A world in which the agency was told of one wrong sum."""
    world.shows([wrong_sum()])
    world.tell()
    return world


# A finding that is shown


@pytest.mark.parametrize("severity", list(Severity))
def test_a_finding_without_a_case_opens_one_whatever_its_severity(world: World, severity: Severity) -> None:
    assert world.shows([wrong_sum(severity=severity)]) == [EventKind.OPENED]
    assert (world.only.state, world.only.severity) == (State.OPEN, severity)
    assert world.only.sha256 == FIRST


def test_the_same_world_again_gives_no_event(told: World) -> None:
    assert told.shows([wrong_sum()], at=day(2)) == []


def test_one_finding_said_twice_is_one_case(world: World) -> None:
    assert world.shows([wrong_sum(), wrong_sum(actual=3)]) == [EventKind.OPENED]


def test_other_figures_are_recorded_and_leave_the_state(told: World) -> None:
    assert told.shows([wrong_sum(actual=6)], at=day(2)) == [EventKind.CHANGED]
    assert (told.only.state, told.only.finding["actual"]) == (State.NOTIFIED, 6)


def test_a_new_capture_that_still_shows_it_is_recorded_as_its_latest_source(told: World) -> None:
    assert told.shows([wrong_sum()], sha256=SECOND) == [EventKind.SEEN_AGAIN]
    assert told.only.sha256 == SECOND
    assert told.only.state is State.NOTIFIED


# A finding that is no longer shown


def test_a_rerun_on_the_same_source_corrects_nothing_and_puts_the_case_in_doubt(told: World) -> None:
    assert told.shows([], [passed()]) == []
    assert withdrawn(told.cases, [], seen()) == (told.only,)


def test_a_case_that_is_still_shown_or_over_is_not_in_doubt(told: World) -> None:
    assert withdrawn(told.cases, [wrong_sum()], seen()) == ()
    told.shows([], [passed()], sha256=SECOND)
    assert withdrawn(told.cases, [], seen()) == ()


def test_a_rerun_after_a_second_capture_showed_it_again_corrects_nothing(told: World) -> None:
    told.shows([wrong_sum()], sha256=SECOND)

    assert told.shows([], [passed()], sha256=SECOND) == []


def test_a_new_capture_whose_relation_passes_corrects_and_verifies(told: World) -> None:
    assert told.shows([], [passed()], sha256=SECOND) == [EventKind.CORRECTED, EventKind.VERIFIED]
    assert told.events[-1].sha256 == SECOND
    assert told.only.sha256 == FIRST


@pytest.mark.parametrize(
    "outcomes",
    [
        [],
        [Outcome("T3-01", Verdict.UNCERTAIN, (CELL,))],
        [Outcome("T3-01", Verdict.NOT_APPLICABLE, (CELL,))],
        [passed("T3-01", "/tables/requests/received/natural_person")],
        [passed("T3-02", CELL)],
        [passed(), Outcome("T3-01", Verdict.UNCERTAIN, (CELL,))],
    ],
    ids=["silence", "uncertain", "not applicable", "another cell", "another rule", "pass and uncertain"],
)
def test_without_a_clear_pass_of_its_own_relation_a_case_is_corrected_but_not_verified(
    told: World, outcomes: list[Outcome]
) -> None:
    assert told.shows([], outcomes, sha256=SECOND) == [EventKind.CORRECTED]
    assert told.only.state is State.CORRECTED


def test_a_relation_is_its_own_whatever_other_cells_it_names(told: World) -> None:
    relation = passed("T3-01", CELL, "/tables/requests/carried_in/total")

    assert told.shows([], [relation], sha256=SECOND)[-1] is EventKind.VERIFIED


def test_a_corrected_case_is_verified_as_soon_as_its_relation_passes(told: World) -> None:
    told.shows([], sha256=SECOND)

    assert told.shows([], [passed()], sha256=SECOND, at=day(3)) == [EventKind.VERIFIED]


@pytest.mark.parametrize(
    "looked",
    [
        {"sha256": SECOND, "read": False},
        {"sha256": None},
        {"sha256": SECOND, "checked": frozenset({"D-01"})},
    ],
    ids=["unread", "no report", "rule not run"],
)
def test_what_was_not_looked_at_corrects_nothing(told: World, looked: dict[str, Any]) -> None:
    assert told.shows([], [passed()], **looked) == []
    assert withdrawn(told.cases, [], seen(**looked)) == ()


def test_a_report_read_in_part_corrects_only_what_clearly_passes(told: World) -> None:
    assert told.shows([], sha256=SECOND, whole=False) == []
    assert withdrawn(told.cases, [], seen(sha256=SECOND, whole=False)) == (told.only,)
    assert told.shows([], [passed()], sha256=SECOND, whole=False) == [EventKind.CORRECTED, EventKind.VERIFIED]


def test_our_own_doubt_ends_with_a_better_reader_on_the_same_source(world: World) -> None:
    world.shows([Finding("E-03", Severity.SYSTEM, (CELL,))])

    assert world.shows([], [passed("E-03")]) == [EventKind.CORRECTED, EventKind.VERIFIED]


def test_a_portal_that_answers_again_is_mended_though_the_report_is_the_same(world: World) -> None:
    world.shows([Finding("D-12", Severity.SYSTEM)])

    assert world.shows([]) == []
    assert world.shows([], [Outcome("D-12", Verdict.PASS)]) == [EventKind.CORRECTED, EventKind.VERIFIED]


def test_a_comparison_is_mended_by_either_of_its_reports(world: World) -> None:
    carried = Finding("Y-01", Severity.QUERY, (CELL,), 3, 4)
    world.shows([carried], compared=(THIRD,))

    assert world.shows([], [passed("Y-01")], compared=(THIRD,)) == []
    assert world.shows([], [passed("Y-01")], compared=(SECOND,)) == [EventKind.CORRECTED, EventKind.VERIFIED]


def test_a_reworded_sentence_that_is_still_wrong_is_a_new_case_and_verifies_nothing(world: World) -> None:
    world.shows([wrong_sentence("收到申请9件。")])
    again = wrong_sentence("全年收到申请9件。")

    events = world.shows([again], [Outcome("X-01", Verdict.FAIL, (CELL,))], sha256=SECOND)

    assert events == [EventKind.OPENED, EventKind.CORRECTED]


# A finding that returns


@pytest.mark.parametrize("last", [State.CORRECTED, State.VERIFIED, State.CLOSED])
def test_a_finding_that_returns_reopens_its_case(told: World, last: State) -> None:
    told.shows([], [] if last is State.CORRECTED else [passed()], sha256=SECOND)
    if last is State.CLOSED:
        told.close()
    assert told.only.state is last

    assert told.shows([wrong_sum()], sha256=THIRD) == [EventKind.REOPENED]
    assert (told.only.state, told.only.reminders, told.only.decision) == (State.OPEN, 0, None)


# Decisions of people


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.EXPLAINED, State.WAIVED])
@pytest.mark.parametrize("sha256", [FIRST, SECOND])
def test_a_decision_survives_every_rerun(told: World, state: State, sha256: str) -> None:
    told.decide(state)

    told.shows([wrong_sum()], sha256=sha256)

    assert told.only.state is state
    assert told.only.decision == Decision(state, "王某", "已说明", day(1))


def test_changed_figures_are_recorded_beside_a_decision_that_stands(told: World) -> None:
    told.decide(State.EXPLAINED)

    assert told.shows([wrong_sum(actual=5)], sha256=SECOND) == [EventKind.CHANGED]
    assert told.only.state is State.EXPLAINED


def test_a_waiver_holds_through_its_last_day_in_beijing_and_not_longer(told: World) -> None:
    told.decide(State.WAIVED, until=date(2026, 2, 10))
    last_minute = datetime.fromisoformat("2026-02-10T23:59:00+08:00")

    assert told.shows([wrong_sum()], at=last_minute) == []
    assert told.shows([wrong_sum()], at=datetime.fromisoformat("2026-02-11T00:00:00+08:00")) == [EventKind.REOPENED]
    assert told.only.state is State.OPEN


def test_what_was_explained_stays_so_when_the_same_figures_return_after_a_correction(told: World) -> None:
    told.decide(State.EXPLAINED)
    assert told.shows([], [passed()], sha256=SECOND)[-1] is EventKind.VERIFIED

    assert told.shows([wrong_sum()], sha256=FIRST) == [EventKind.SEEN_AGAIN]
    assert told.only.state is State.EXPLAINED


def test_other_figures_after_a_correction_are_not_covered_by_an_old_explanation(told: World) -> None:
    told.decide(State.EXPLAINED)
    told.shows([], [passed()], sha256=SECOND)

    assert told.shows([wrong_sum(actual=1)], sha256=THIRD) == [EventKind.REOPENED]


# Deadlines (条例 art. 49)


@pytest.fixture
def overdue(world: World) -> World:
    """A world in which the agency was told that its report is overdue."""
    world.shows([absent()], sha256=None)
    world.tell()
    return world


def test_a_late_report_closes_the_gap_and_keeps_the_lateness_in_the_history(overdue: World) -> None:
    events = overdue.shows([late()], at=day(7))

    assert events == [EventKind.CHANGED, EventKind.CORRECTED, EventKind.VERIFIED]
    assert overdue.only.finding["actual"] == "2026-02-09"
    assert {e.note for e in overdue.events[-3:]} == {"published_late"}


def test_a_late_report_is_never_chased_however_often_it_is_seen(overdue: World) -> None:
    overdue.shows([late()], at=day(7))
    overdue.close()

    assert overdue.shows([late()], at=day(8)) == []
    assert overdue.only.state is State.CLOSED


def test_lateness_that_nobody_was_told_is_told_once_and_then_closed(world: World) -> None:
    assert world.shows([late()]) == [EventKind.OPENED]
    world.tell()

    assert world.only.state is State.CLOSED
    assert world.shows([late()], sha256=SECOND) == [EventKind.CHANGED]
    assert world.only.state is State.CLOSED


def test_an_absence_that_ends_before_anybody_was_told_becomes_a_lateness_to_be_told(world: World) -> None:
    world.shows([absent()], sha256=None)

    assert world.shows([late()], at=day(7)) == [EventKind.CHANGED]
    before = world.only.state
    world.tell()
    assert (before, world.only.state) == (State.OPEN, State.CLOSED)


def test_a_waived_absence_is_closed_by_publication_too(overdue: World) -> None:
    overdue.decide(State.WAIVED)

    assert overdue.shows([late()])[-1] is EventKind.VERIFIED


def test_a_report_found_to_be_in_time_clears_the_absence(overdue: World) -> None:
    assert overdue.shows([], [passed("D-01", "/published_on")]) == [EventKind.CORRECTED, EventKind.VERIFIED]


def test_publication_ends_an_absence_even_where_the_report_cannot_be_read(overdue: World) -> None:
    assert overdue.shows([], read=False) == [EventKind.CORRECTED, EventKind.VERIFIED]


def test_a_portal_out_of_reach_neither_clears_an_absence_nor_doubts_it(overdue: World) -> None:
    unknown: dict[str, Any] = {"sha256": None, "presence": Presence.UNKNOWN}

    assert overdue.shows([], **unknown) == []
    assert withdrawn(overdue.cases, [], seen(**unknown)) == ()


def test_a_deadline_that_was_moved_puts_the_absence_in_doubt(overdue: World) -> None:
    assert withdrawn(overdue.cases, [], seen(sha256=None)) == (overdue.only,)


def test_a_report_that_vanishes_again_reopens_the_absence(overdue: World) -> None:
    overdue.shows([late()], at=day(7))
    overdue.close()

    assert overdue.shows([absent()], sha256=None, at=day(20)) == [EventKind.REOPENED]
    assert overdue.only.state is State.OPEN


def test_a_rerun_that_no_longer_finds_a_lateness_corrects_nothing(world: World) -> None:
    world.shows([late()])
    world.shows([late()], sha256=SECOND)

    assert world.shows([], [passed("D-01", "/published_on")], sha256=SECOND) == []
    assert world.shows([], sha256=THIRD) == [EventKind.CORRECTED]


# Folding


def test_the_history_alone_leads_to_the_same_case(overdue: World) -> None:
    overdue.decide(State.EXPLAINED)
    overdue.shows([late()], at=day(7))
    overdue.close()

    assert history(overdue.events) == overdue.only


def test_a_case_cannot_be_opened_twice_nor_begin_in_the_middle(told: World) -> None:
    opening = told.events[0]

    with pytest.raises(ValueError, match="a known case"):
        apply(told.only, opening)
    with pytest.raises(ValueError, match="an unknown case"):
        apply(None, replace(opening, kind=EventKind.CHANGED))
    with pytest.raises(ValueError, match="without history"):
        history([])
