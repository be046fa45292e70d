"""What later captures may say of a report: a correction is no late publication, an error page no correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.app.demo.clock import Clock
from monitor.app.house import House
from monitor.app.steps import deadlines, sweep
from monitor.cases import State
from monitor.store import cases
from tests.support.cli import report
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Portal, page
from tests.support.shells import TITLE

FIRST = "/202101/t20210118_88.html"
SECOND = "/202104/t20210420_99.html"
SOUND = report()
LATE_DATE = SOUND.replace("2021-01-18", "2021-04-20")
UNDATED = SOUND.replace("发布日期", "日期").replace("PubDate", "Other")
WRONG = report({"requests/received/total": "7"})
IN_TIME, LATE = datetime(2021, 1, 25, 2, tzinfo=UTC), datetime(2021, 4, 25, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """Holds an office with one agency, and the portal that it watches."""

    house: House
    portal: Portal
    clock: Clock

    def visit(self, now: datetime, reports: dict[str, str], day: str = "") -> dict[str, tuple[State, str]]:
        """Look at a listing of these reports; gives the cases by code with state and severity."""
        self.clock.now = now
        rows = "".join(f"<li><a href='.{url}'>{TITLE}</a><span>{day}</span></li>" for url in reports)
        old = "<li><a href='./old.html'>兰溪区财政局2019年政府信息公开工作年度报告</a><span>2020-01-16</span></li>"
        listing = page(f"<html><title>政府信息公开年报</title><ul>{rows}{old}</ul></html>")
        self.portal.routes.update({"/index.html": listing, **{url: page(body) for url, body in reports.items()}})
        sweep.step(self.house, now, everything=True)
        deadlines.step(self.house, now)
        with self.house.store.read() as tx:
            known = cases.load(tx, "caizheng", 2020)
        return {c.key.code: (c.state, str(c.finding["variant"] or c.severity)) for c in known}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Portal({}) as portal:
        fetching = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        owing = [Owing("caizheng", "兰溪区财政局", portal.url("/index.html"))]
        clock = Clock(IN_TIME)
        with opened(write_office(tmp_path, owing, fetching), clock) as house:
            yield Desk(house, portal, clock)


def test_a_report_seen_in_time_and_dated_anew_in_its_place_is_not_late(desk: Desk) -> None:
    desk.visit(IN_TIME, {FIRST: SOUND}, "2021-01-18")
    assert "D-01" not in desk.visit(LATE, {FIRST: LATE_DATE}, "2021-04-20")


def test_a_late_correction_beside_an_original_dated_only_on_its_page_is_not_late(desk: Desk) -> None:
    assert "D-01" not in desk.visit(LATE, {FIRST: SOUND, SECOND: LATE_DATE})


def test_a_listing_that_dates_a_report_in_time_is_believed_over_the_date_of_its_correction(desk: Desk) -> None:
    assert "D-01" not in desk.visit(LATE, {FIRST: LATE_DATE}, "2021-01-18")


def test_the_day_on_which_two_undated_versions_were_first_seen_is_not_that_of_publication(desk: Desk) -> None:
    assert desk.visit(LATE, {FIRST: UNDATED, SECOND: UNDATED})["D-01"][1] == "seen_late_unproved"


def test_a_late_version_beside_an_undated_one_is_asked_about(desk: Desk) -> None:
    assert desk.visit(LATE, {FIRST: UNDATED, SECOND: LATE_DATE})["D-01"][1] == "late_version"


def test_an_error_page_in_place_of_a_report_corrects_nothing(desk: Desk) -> None:
    desk.visit(IN_TIME, {FIRST: WRONG}, "2021-01-18")
    after = desk.visit(
        LATE, {FIRST: "<html><title>系统维护</title><p>系统维护中，请稍后再试。</p></html>"}, "2021-01-18"
    )
    assert after["T3-01"][0] is State.OPEN


def test_of_an_error_page_in_place_of_a_report_no_agency_is_told_anything(desk: Desk) -> None:
    assert set(desk.visit(IN_TIME, {FIRST: "<html><title>系统维护</title><p>请稍后再试。</p></html>"})) == {"E-04"}
