"""Says what the office itself is told."""

from __future__ import annotations

from datetime import date

from alerts.decide import decide
from alerts.model import OperatorMatter, Reason
from alerts.situation import OfficeState
from monitor.cases import State
from monitor.rules import Presence
from monitor.settings import Letters, Severity
from tests.support.situations import OFFICE, absent, absent_case, at, case, office_settings, situation

SETTINGS = office_settings()
MORNING = at("2026-02-03", 9)
REFUSED = OperatorMatter("letter_refused", MORNING, "civil")
DISK = OperatorMatter("disk_full", MORNING)


def test_the_digest_comes_once_a_day_at_its_hour() -> None:
    told = OfficeState(last_digest_on=date(2026, 2, 3))
    yesterday = OfficeState(last_digest_on=date(2026, 2, 2))
    assert decide([], yesterday, SETTINGS, at("2026-02-03", 8)) == ()
    assert [n.reason for n in decide([], yesterday, SETTINGS, MORNING)] == [Reason.DIGEST]
    assert decide([], told, SETTINGS, at("2026-02-03", 20)) == ()


def test_the_digest_goes_to_the_office_alone_and_is_never_held() -> None:
    (digest,) = decide([], OfficeState(), SETTINGS, MORNING)
    assert (digest.to, digest.cc, digest.held, digest.agency) == ((OFFICE.email,), (), False, None)


def test_the_digest_lists_the_proved_absent_first_then_the_unknown() -> None:
    unknown = situation(presence=Presence.UNKNOWN, trouble="timeout")
    office = OfficeState(waiting=2)
    situations = [situation(), unknown, absent(absent_case(state=State.NOTIFIED))]
    digest = decide(situations, office, SETTINGS, MORNING)[-1]
    expected = [Presence.PROVED_ABSENT, Presence.UNKNOWN, Presence.PUBLISHED]
    assert [line.presence for line in digest.lines] == expected
    assert digest.lines[1].trouble == "timeout"
    assert digest.waiting == 2


def test_the_digest_shows_what_no_agency_hears() -> None:
    own, waived = case("E-03", Severity.SYSTEM), case(state=State.WAIVED)
    digest = decide([situation(own, waived)], OfficeState(), SETTINGS, MORNING)[-1]
    assert digest.lines[0].open_cases == (own,)


def test_matters_wait_for_the_digest_unless_they_stop_the_work() -> None:
    told = OfficeState(last_digest_on=date(2026, 2, 3), matters=(REFUSED, DISK))
    (urgent,) = decide([], told, SETTINGS, at("2026-02-03", 15))
    assert urgent.reason is Reason.OPERATOR
    assert urgent.matters == (DISK,)


def test_the_digest_carries_every_matter_and_leaves_no_second_mail() -> None:
    (digest,) = decide([], OfficeState(matters=(REFUSED, DISK)), SETTINGS, MORNING)
    assert digest.matters == (REFUSED, DISK)


def test_without_a_digest_matters_still_come_once_a_day() -> None:
    quiet = office_settings(letters=Letters(digest=False))
    (mail,) = decide([], OfficeState(matters=(REFUSED,)), quiet, MORNING)
    assert (mail.reason, mail.lines) == (Reason.OPERATOR, ())
    assert decide([], OfficeState(), quiet, MORNING) == ()
