"""The mail server is away for three days around the deadline, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest

from alerts.model import LetterState, Reason
from monitor.app.demo.scenario import load_scenario
from monitor.cases import EventKind
from monitor.store import LetterRow
from tests.support.mail import Received
from tests.support.offices import OFFICE_ADDRESS
from tests.support.played import every_letter, histories
from tests.support.theatre import Theatre, instants, local, posted_at, theatre

pytestmark = pytest.mark.slow

YEAR = 2020
HOURS = (0, 9, 12, 18)
DOWN, UP = local("2021-01-30 00:00"), local("2021-02-02 00:00")
PUBLISHED = local("2021-02-01 10:00")


@dataclass(frozen=True, slots=True)
class Played:
    """Holds the rows of the outbox and what had arrived before the server came back."""

    theatre: Theatre
    rows: tuple[LetterRow, ...]
    arrived_while_down: int
    queued_while_down: tuple[LetterRow, ...]

    @property
    def inbox(self) -> list[Received]:
        return self.theatre.sink.inbox

    def of(self, agency: str, reason: Reason) -> list[LetterRow]:
        return [row for row in self.rows if row.agency == agency and reason.value in row.reasons]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    # A reminder a day before the deadline falls into the outage; so does the late report of one that was overdue.
    scenario = posted_at(load_scenario(), "minzheng", PUBLISHED)
    sections = {"letters": {"release": "automatic", "remind_before_days": [1]}}
    with theatre(tmp_path_factory.mktemp("outage"), sections, scenario) as stage:
        moments = list(instants(date(2021, 1, 28), date(2021, 2, 3), HOURS))
        stage.play([at for at in moments if at < DOWN])
        before = len(stage.sink.inbox)
        stage.sink.stop()
        stage.play([at for at in moments if DOWN <= at < UP])
        arrived, queued = len(stage.sink.inbox) - before, every_letter(stage.house.store)
        stage.sink.start()
        stage.play([at for at in moments if at >= UP])
        yield Played(stage, every_letter(stage.house.store), arrived, queued)


def test_nothing_arrives_while_the_server_is_away(played: Played) -> None:
    assert played.arrived_while_down == 0
    assert [row for row in played.queued_while_down if row.state == LetterState.QUEUED]


def test_every_letter_that_still_holds_goes_out_afterwards(played: Played) -> None:
    assert {row.state for row in played.rows} == {LetterState.SENT, LetterState.SUPERSEDED}
    delayed = [row for row in played.rows if DOWN <= row.written_at < UP and row.state == LetterState.SENT]
    assert {row.sent_at for row in delayed} == {UP}
    assert {"minzheng", "shuiwu", "hedong", None} == {row.agency for row in delayed}


def test_every_letter_goes_out_once(played: Played) -> None:
    sent = [row.message_id for row in played.rows if row.state == LetterState.SENT]
    assert sorted(played.theatre.sink.ids) == sorted(map(str, sent))


def test_letters_go_out_in_the_order_in_which_they_were_written(played: Played) -> None:
    rows = {row.message_id: row for row in played.rows}
    arrived = [rows[mail.id] for mail in played.inbox]
    assert all(earlier.written_at <= later.written_at for earlier, later in pairwise(arrived))


def test_the_reminder_of_a_deadline_that_has_passed_is_superseded(played: Played) -> None:
    for agency in ("minzheng", "shuiwu", "jiaotong", "weijian"):
        assert [row.state for row in played.of(agency, Reason.REMIND_BEFORE)] == [LetterState.SUPERSEDED]
    assert not [mail for mail in played.inbox if "请于2021年1月31日前公布" in str(mail.message["Subject"])]


def test_an_overdue_letter_whose_report_came_meanwhile_is_superseded(played: Played) -> None:
    (letter,) = played.of("minzheng", Reason.OVERDUE)
    assert letter.state == LetterState.SUPERSEDED
    assert letter.sent_at is None
    assert letter.message_id is None


def test_a_report_that_came_meanwhile_is_spoken_of_as_late_never_as_absent(played: Played) -> None:
    (letter,) = [row for row in played.rows if row.agency == "minzheng" and row.sent_at]
    assert letter.reasons == (Reason.FINDINGS.value,)
    assert "2021-02-01" in letter.text or "2021年2月1日" in letter.text
    (course,) = histories(played.theatre.house.store, "minzheng", YEAR).values()
    assert course == [EventKind.OPENED, EventKind.CHANGED, EventKind.NOTIFIED]


def test_the_overdue_letter_that_still_holds_is_the_only_one(played: Played) -> None:
    overdue = [row.agency for row in played.rows if Reason.OVERDUE.value in row.reasons and row.sent_at]
    assert overdue == ["shuiwu"]


def test_the_operator_hears_that_the_mail_failed(played: Played) -> None:
    told = [mail for mail in played.inbox if OFFICE_ADDRESS in mail.recipients]
    texts = [body.get_content() for mail in told if (body := mail.message.get_body(("plain",))) is not None]
    assert [text for text in texts if "邮件服务器" in text]
