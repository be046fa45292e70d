"""A whole district through the weeks around the deadline: real HTTP, SMTP and SQLite, only the clock is simulated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage

import pytest

from alerts.model import Reason
from monitor.app.demo.scenario import load_scenario
from monitor.app.demo.season import FIRST_RELEASE, Season, Stage
from monitor.app.house import open_house
from monitor.app.jobs import JOBS, run_if_due
from monitor.app.place import leave_place
from monitor.calendar import local_date
from monitor.cases import EventKind
from monitor.rules import Presence
from monitor.store import listings
from tests.support.played import Told, events_in_all, every_letter, histories, told

pytestmark = pytest.mark.slow

YEAR = 2020
DEADLINE = date(2021, 1, 31)
SEASON = Season(date(2021, 1, 24), date(2021, 2, 10))
OFFICE = "gongkai@lanxi.example"

CORRECT = ("caizheng", "baihe")
IN_DOUBT = ("jiaotong", "weijian")
PRESENCES = {
    "lanxi": Presence.PROVED_ABSENT,
    "caizheng": Presence.PUBLISHED,
    "jiaoyu": Presence.PUBLISHED,
    "minzheng": Presence.PUBLISHED,
    "shuiwu": Presence.PROVED_ABSENT,
    "jiaotong": Presence.UNKNOWN,
    "weijian": Presence.UNKNOWN,
    "tongji": Presence.PUBLISHED,
    "xinfang": Presence.PUBLISHED,
    "baihe": Presence.PUBLISHED,
    "qingshi": Presence.PUBLISHED,
    "hedong": Presence.PUBLISHED,
}
TROUBLES = {"jiaotong": "protocol", "weijian": "page_missing"}
STORIES = {
    "lanxi": [],
    "caizheng": [],
    "baihe": [],
    "jiaoyu": ["findings", "reminder", "closed"],
    "minzheng": ["remind_before", "remind_before", "overdue", "reminder", "closed"],
    "shuiwu": ["remind_before", "remind_before", "overdue", "reminder"],
    "jiaotong": ["remind_before", "remind_before"],
    "weijian": ["remind_before", "remind_before"],
    "tongji": ["remind_before", "findings", "reminder", "reminder"],
    "xinfang": ["remind_before", "remind_before", "findings", "reminder"],
    "qingshi": ["remind_before", "findings", "reminder", "reminder"],
    "hedong": ["remind_before", "remind_before", "findings", "reminder"],
}
FAULTS = {
    "jiaoyu": {"T3-01", "T3-02", "T3-03"},
    "tongji": {"T2-03"},
    "xinfang": {"S-07"},
    "qingshi": {"N-02", "N-03", "N-04"},
    "hedong": {"S-01", "T4-01"},
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("season"), load_scenario(), SEASON, {}) as played:
        for _ in played.play():
            pass
        yield played


@pytest.fixture(scope="module")
def letters(stage: Stage) -> list[Told]:
    return told(every_letter(stage.house.store))


@pytest.fixture(scope="module")
def inbox(stage: Stage) -> list[EmailMessage]:
    return [received.message for received in stage.mailbox.letters]


def of(letters: list[Told], agency: str) -> list[Told]:
    return [letter for letter in letters if letter.agency == agency]


@pytest.mark.parametrize("agency", PRESENCES)
def test_each_agency_has_published_or_is_proved_absent_or_unknown(stage: Stage, agency: str) -> None:
    with stage.house.store.read() as tx:
        watched = listings.load(tx, agency, YEAR)
    assert watched is not None
    assert watched.presence is PRESENCES[agency]
    assert watched.trouble == TROUBLES.get(agency)


@pytest.mark.parametrize("agency", STORIES)
def test_each_agency_hears_its_own_story_and_nothing_else(letters: list[Told], agency: str) -> None:
    assert [str(r) for letter in of(letters, agency) for r in letter.reasons] == STORIES[agency]


def test_no_correct_agency_is_asked_for_anything(letters: list[Told]) -> None:
    asked = [letter for agency in CORRECT for letter in of(letters, agency)]
    assert all(letter.reasons == (Reason.REMIND_BEFORE,) and letter.on <= DEADLINE for letter in asked)


def test_nobody_whose_listing_is_in_doubt_is_called_overdue(letters: list[Told]) -> None:
    heard = {reason for agency in IN_DOUBT for letter in of(letters, agency) for reason in letter.reasons}
    assert heard == {Reason.REMIND_BEFORE}


def test_overdue_is_said_only_after_the_deadline_and_only_of_the_proved_absent(letters: list[Told]) -> None:
    overdue = [letter for letter in letters if Reason.OVERDUE in letter.reasons]
    assert {letter.agency for letter in overdue} == {"minzheng", "shuiwu"}
    assert all(letter.on > DEADLINE for letter in overdue)


def test_a_reminder_before_the_deadline_never_comes_after_it(letters: list[Told]) -> None:
    reminders = [letter for letter in letters if Reason.REMIND_BEFORE in letter.reasons]
    assert reminders
    assert all(letter.on <= DEADLINE for letter in reminders)


def test_the_government_whose_deadline_is_in_march_hears_nothing_yet(letters: list[Told]) -> None:
    assert of(letters, "lanxi") == []


@pytest.mark.parametrize("agency", PRESENCES)
def test_the_faults_found_are_those_that_were_put_in(stage: Stage, agency: str) -> None:
    with_deadline = {name.split()[0] for name in histories(stage.house.store, agency, YEAR)}
    assert {code for code in with_deadline if not code.startswith("D-")} == FAULTS.get(agency, set())


def test_what_was_corrected_is_verified_told_and_closed(stage: Stage, letters: list[Told]) -> None:
    course = [EventKind.OPENED, EventKind.NOTIFIED, EventKind.NOTIFIED]
    course += [EventKind.CORRECTED, EventKind.VERIFIED, EventKind.CLOSED]
    assert set(map(tuple, histories(stage.house.store, "jiaoyu", YEAR).values())) == {tuple(course)}
    assert of(letters, "jiaoyu")[-1].on == date(2021, 2, 4)


def test_the_late_one_is_told_when_it_is_done(stage: Stage, letters: list[Told]) -> None:
    (course,) = histories(stage.house.store, "minzheng", YEAR).values()
    assert course[-3:] == [EventKind.CORRECTED, EventKind.VERIFIED, EventKind.CLOSED]
    assert of(letters, "minzheng")[-1].on == date(2021, 2, 10)


def test_nothing_reached_an_agency_before_the_operator_let_it_go(stage: Stage, letters: list[Told]) -> None:
    assert stage.released is not None
    first = [letter.row for letter in letters if letter.row.released_at is not None]
    assert {row.subject for row in first} == set(stage.released.letters)
    assert {row.released_by for row in first} == {"demo"}
    assert min(letter.row.sent_at for letter in letters if letter.row.sent_at) >= stage.released.at
    assert all(stage.released.at - row.written_at >= FIRST_RELEASE for row in first)


def test_nothing_is_left_behind_unsent(stage: Stage) -> None:
    assert {row.state for row in every_letter(stage.house.store)} == {"sent"}


def test_an_agency_gets_at_most_one_mail_a_day(stage: Stage) -> None:
    arrivals = Counter((str(r.message["To"]), local_date(r.at)) for r in stage.mailbox.letters)
    assert max(arrivals.values()) == 1


def test_the_office_hears_every_day(stage: Stage) -> None:
    days = [local_date(r.at) for r in stage.mailbox.letters if OFFICE in str(r.message["To"])]
    assert days == [SEASON.first + timedelta(days=i) for i in range((SEASON.last - SEASON.first).days + 1)]


def test_every_letter_that_is_marked_as_sent_has_arrived_once(stage: Stage, inbox: list[EmailMessage]) -> None:
    sent = {row.message_id for row in every_letter(stage.house.store) if row.state == "sent"}
    assert Counter(str(m["Message-ID"]) for m in inbox) == Counter(sent)


def test_the_mails_of_one_agency_stand_in_one_thread(inbox: list[EmailMessage]) -> None:
    to_agencies = [m for m in inbox if OFFICE not in str(m["To"])]
    roots: dict[str, set[str]] = {}
    for mail in to_agencies:
        assert mail["References"] == mail["In-Reply-To"]
        roots.setdefault(str(mail["To"]), set()).add(str(mail["In-Reply-To"]))
    assert all(len(found) == 1 for found in roots.values())
    assert len(set.union(*roots.values())) == len(roots)


def test_every_mail_says_that_a_machine_wrote_it_and_has_text_and_html(inbox: list[EmailMessage]) -> None:
    for mail in inbox:
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["List-Id"] == "<nianbao.lanxi.example>"
        assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_supervisors_are_copied_only_when_something_is_overdue(letters: list[Told]) -> None:
    copied = {reason for letter in letters if letter.row.copies for reason in letter.reasons}
    assert copied == {Reason.OVERDUE, Reason.REMINDER}


def test_the_archive_of_the_season_is_sound(stage: Stage) -> None:
    verification = stage.house.archive.verify()
    assert verification.sound
    assert verification.records > 0


def test_a_daemon_that_starts_again_over_the_same_instants_does_nothing(stage: Stage) -> None:
    before = _everything(stage)
    with open_house(stage.folder / "config", {}, lambda: now) as house:
        for now in SEASON.instants():
            assert not any(run_if_due(house, job, now) for job in JOBS)
    assert _everything(stage) == before


def test_every_step_done_again_with_an_empty_memory_changes_nothing(stage: Stage) -> None:
    before = _everything(stage)
    *_, last = SEASON.instants()
    leave_place(stage.house)
    with open_house(stage.folder / "config", {}, lambda: last) as house:
        for _ in range(2):
            forgetful = replace(house, examined={}, settled={})
            for job in JOBS:
                job.step(forgetful, last)
        leave_place(house)
    assert _everything(stage) == before


def _everything(stage: Stage) -> tuple[int, int, int]:
    events = events_in_all(stage.house.store, PRESENCES, YEAR)
    return events, len(every_letter(stage.house.store)), len(stage.mailbox.letters)
