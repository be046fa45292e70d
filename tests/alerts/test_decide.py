"""Says who hears what, when and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from alerts.decide import decide
from alerts.decide.topics import MOST_REMINDERS
from alerts.model import Notice, Reason
from alerts.situation import OfficeState, Situation
from monitor.cases import State
from monitor.rules import Presence
from monitor.settings import Letters, Release, Severity
from tests.support.situations import CIVIL, absent, absent_case, at, case, notified, office_settings, situation

AUTOMATIC = Letters(release=Release.AUTOMATIC)
TUESDAY = at("2026-02-03")
TOLD = OfficeState(last_digest_on=date(2026, 2, 3))


def to_agencies(*situations: Situation, letters: Letters = AUTOMATIC, now: datetime = TUESDAY) -> tuple[Notice, ...]:
    settings = office_settings(letters=letters)
    return tuple(n for n in decide(situations, TOLD, settings, now) if n.agency is not None)


def reasons(notice: Notice) -> list[Reason]:
    return [topic.reason for topic in notice.topics]


# -- findings


def test_new_findings_are_told_to_the_agency_alone() -> None:
    (notice,) = to_agencies(situation(case()))
    assert reasons(notice) == [Reason.FINDINGS]
    assert notice.to == CIVIL.contacts
    assert notice.cc == ()
    assert not notice.held


def test_notes_go_along_behind_the_findings() -> None:
    note = case("T2-02", Severity.NOTE)
    (notice,) = to_agencies(situation(note, case()))
    assert [c.severity for c in notice.topics[0].cases] == [Severity.VIOLATION, Severity.NOTE]


def test_a_note_alone_is_no_reason_for_a_letter() -> None:
    assert to_agencies(situation(case("T2-02", Severity.NOTE))) == ()


def test_a_matter_of_our_own_reading_never_reaches_an_agency() -> None:
    own = case("E-03", Severity.SYSTEM)
    assert to_agencies(situation(own)) == ()
    (notice,) = to_agencies(situation(own, case()))
    assert own not in notice.topics[0].cases


def test_nothing_is_claimed_while_the_listing_is_in_doubt() -> None:
    unknown = situation(case(), notified(case("T3-01"), "2026-01-05"), absent_case(), presence=Presence.UNKNOWN)
    assert to_agencies(unknown) == ()


def test_what_our_own_rules_no_longer_uphold_is_not_told() -> None:
    doubted = case()
    assert to_agencies(situation(doubted, withdrawn=frozenset({doubted.key.digest}))) == ()


def test_a_finding_in_a_letter_on_its_way_is_not_told_again() -> None:
    waiting = case()
    assert to_agencies(situation(waiting, unsent=frozenset({waiting.key.digest}))) == ()


@pytest.mark.parametrize("state", [State.ACKNOWLEDGED, State.EXPLAINED, State.WAIVED])
def test_what_people_decided_on_is_not_chased(state: State) -> None:
    decided = replace(notified(case(), "2026-01-05"), state=state)
    assert to_agencies(situation(decided)) == ()


# -- overdue


def test_a_proved_absence_after_the_deadline_is_overdue_and_copied_to_the_supervisor() -> None:
    (notice,) = to_agencies(absent(absent_case()))
    assert reasons(notice) == [Reason.OVERDUE]
    assert notice.cc == CIVIL.supervisors


@pytest.mark.parametrize(
    "proof",
    [
        {"presence": Presence.UNKNOWN},
        {"presence": Presence.PUBLISHED},
        {"absent_at": None},
        {"absent_at": at("2026-01-31", 23)},
    ],
)
def test_without_a_proof_made_after_the_deadline_nothing_is_overdue(proof: dict[str, Any]) -> None:
    assert to_agencies(replace(absent(absent_case()), **proof)) == ()


def test_a_contact_that_is_a_supervisor_too_gets_one_copy() -> None:
    agency = replace(CIVIL, supervisors=(*CIVIL.contacts, "leader@yunchuan.example"))
    (notice,) = to_agencies(absent(absent_case(), agency=agency))
    assert notice.cc == ("leader@yunchuan.example",)


def test_supervisors_are_left_out_where_the_office_says_so() -> None:
    (notice,) = to_agencies(absent(absent_case()), letters=replace(AUTOMATIC, copy_supervisors=False))
    assert notice.cc == ()


# -- reminders of open cases


@pytest.mark.parametrize(("day", "reminded"), [("2026-02-09", False), ("2026-02-10", True)])
def test_an_open_case_is_reminded_of_after_five_working_days(day: str, *, reminded: bool) -> None:
    told = situation(notified(case(), "2026-02-03"))
    assert bool(to_agencies(told, now=at(day))) is reminded


def test_holidays_are_no_working_days() -> None:
    """The Spring Festival of 2026 lasts from 15 to 23 February."""
    told = situation(notified(case(), "2026-02-12"))
    assert to_agencies(told, now=at("2026-02-23")) == ()
    assert to_agencies(told, now=at("2026-03-02"))


def test_a_reminder_is_copied_and_never_held() -> None:
    told = situation(notified(case(), "2026-01-05"))
    (notice,) = to_agencies(told, letters=Letters(release=Release.HOLD))
    assert reasons(notice) == [Reason.REMINDER]
    assert notice.cc == CIVIL.supervisors
    assert not notice.held


def test_reminders_end_after_a_while_and_the_operator_is_told() -> None:
    deaf = situation(notified(case(), "2026-01-05", reminders=MOST_REMINDERS))
    notices = decide([deaf], OfficeState(), office_settings(letters=AUTOMATIC), TUESDAY)
    assert [n.reason for n in notices] == [Reason.DIGEST]
    assert [m.code for m in notices[0].matters] == ["reminders_exhausted"]


# -- what is over


@pytest.mark.parametrize("state", [State.CORRECTED, State.VERIFIED])
def test_a_corrected_case_that_was_told_is_thanked_for(state: State) -> None:
    over = replace(notified(case(), "2026-01-20"), state=state)
    still = replace(notified(case("T3-01"), "2026-01-20"), state=State.ACKNOWLEDGED)
    (notice,) = to_agencies(situation(over, still))
    assert reasons(notice) == [Reason.CORRECTED]


def test_the_last_corrected_case_closes_the_thread() -> None:
    over = replace(notified(case(), "2026-01-20"), state=State.VERIFIED)
    (notice,) = to_agencies(situation(over))
    assert reasons(notice) == [Reason.CLOSED]


def test_what_was_corrected_before_anybody_was_told_needs_no_letter() -> None:
    assert to_agencies(situation(replace(case(), state=State.CORRECTED))) == ()


# -- reminders before the deadline


def waiting(**changes: Any) -> Situation:
    return situation(**{"presence": Presence.UNKNOWN, "published_on": None, **changes})


@pytest.mark.parametrize(
    ("day", "reminded_on", "written"),
    [
        ("2026-01-16", None, False),
        ("2026-01-17", None, True),
        ("2026-01-20", date(2026, 1, 17), False),
        ("2026-01-20", None, True),
        ("2026-01-28", date(2026, 1, 17), True),
        ("2026-01-31", date(2026, 1, 17), True),
        ("2026-01-31", date(2026, 1, 28), False),
        ("2026-02-01", None, False),
    ],
)
def test_each_round_before_the_deadline_is_written_once_and_caught_up(
    day: str, reminded_on: date | None, *, written: bool
) -> None:
    assert bool(to_agencies(waiting(reminded_on=reminded_on), now=at(day))) is written


def test_two_missed_rounds_make_one_reminder() -> None:
    assert len(to_agencies(waiting(), now=at("2026-01-30"))) == 1


def test_a_reminder_says_what_is_known_of_the_report() -> None:
    (unknown,) = to_agencies(waiting(), now=at("2026-01-28"))
    (seen,) = to_agencies(waiting(presence=Presence.PROVED_ABSENT), now=at("2026-01-28"))
    assert unknown.topics[0].presence is Presence.UNKNOWN
    assert seen.topics[0].presence is Presence.PROVED_ABSENT


def test_who_has_published_is_not_reminded() -> None:
    assert to_agencies(situation(), now=at("2026-01-28")) == ()


def test_every_round_of_reminders_is_held_even_in_a_released_thread() -> None:
    (notice,) = to_agencies(
        waiting(released=frozenset({Reason.REMIND_BEFORE})), letters=Letters(), now=at("2026-01-28")
    )
    assert notice.held


# -- holding


def test_a_first_letter_waits_for_the_operator() -> None:
    (notice,) = to_agencies(situation(case()), letters=Letters())
    assert notice.held


def test_findings_flow_once_a_findings_letter_of_the_thread_was_released() -> None:
    (notice,) = to_agencies(situation(case(), released=frozenset({Reason.FINDINGS})), letters=Letters())
    assert not notice.held


def test_a_released_reminder_releases_no_accusation() -> None:
    released = frozenset({Reason.REMIND_BEFORE})
    (notice,) = to_agencies(situation(case(), released=released), letters=Letters())
    assert notice.held


def test_what_a_new_version_finds_on_old_bytes_is_always_held() -> None:
    found = case()
    (notice,) = to_agencies(situation(found, found_again=frozenset({found.key.digest})))
    assert notice.held


# -- one mail a day


def test_topics_of_one_day_share_one_mail() -> None:
    over = replace(notified(case("T3-01"), "2026-01-20"), state=State.CORRECTED)
    (notice,) = to_agencies(situation(notified(case(), "2026-01-05"), over))
    assert reasons(notice) == [Reason.REMINDER, Reason.CORRECTED]


def test_first_findings_do_not_travel_in_a_mail_that_supervisors_see() -> None:
    mixed = situation(notified(case(), "2026-01-05"), case("T3-01"))
    (today,) = to_agencies(mixed)
    assert reasons(today) == [Reason.REMINDER]
    reminded = situation(notified(case(), "2026-02-03", 1), case("T3-01"), last_letter_on=date(2026, 2, 3))
    (tomorrow,) = to_agencies(reminded, now=at("2026-02-04"))
    assert reasons(tomorrow) == [Reason.FINDINGS]


def test_an_agency_gets_no_second_mail_on_one_day() -> None:
    assert to_agencies(situation(case(), last_letter_on=date(2026, 2, 3))) == ()


def test_a_held_letter_is_written_beside_the_mail_of_the_day() -> None:
    held = to_agencies(situation(case(), last_letter_on=date(2026, 2, 3)), letters=Letters())
    assert [n.held for n in held] == [True]


def test_of_two_years_the_more_urgent_is_written_about_first() -> None:
    earlier = replace(absent(absent_case()), year=2024)
    (notice,) = to_agencies(situation(case()), earlier)
    assert (notice.year, reasons(notice)) == (2024, [Reason.OVERDUE])


# -- nobody to write to


def test_an_agency_without_contact_is_a_matter_of_the_operator() -> None:
    mute = situation(case(), agency=replace(CIVIL, contacts=()))
    (digest,) = decide([mute], OfficeState(), office_settings(letters=AUTOMATIC), TUESDAY)
    assert digest.reason is Reason.DIGEST
    assert [(m.code, m.agency) for m in digest.matters] == [("no_contact", CIVIL.id)]
