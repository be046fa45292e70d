"""Reports of earlier years that a listing showed once and that can no longer be reached (D-11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cases import State
from monitor.form import Verdict
from monitor.store import captures, sightings
from tests.support import misbehaviour
from tests.support.cli import report
from tests.support.portal import Route, page
from tests.support.watching import AGENCY, LISTING, Stage, found, listing, stage, title_of, verdict

DAY, WEEK = timedelta(days=1), timedelta(days=7)
SEEN = datetime(2021, 1, 20, 2, tzinfo=UTC)
LATER = SEEN + DAY
YEARS = {"/r/2020.html": 2020, "/r/2019.html": 2019, "/r/2018.html": 2018}
NOW_ONLY = {path: year for path, year in YEARS.items() if year != 2018}
MOVED = {**NOW_ONLY, "/archive/2018.html": 2018}
SECOND = f"{LISTING}index_2.html"
NEXT = "<a href='index_2.html'>2</a><a href='index_2.html'>下一页</a>"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Stage]:
    """Give an office that has seen a listing of three years."""
    with stage(tmp_path, SEEN) as opened:
        opened.lists(YEARS)
        for path, year in YEARS.items():
            opened.serves(path, report() if year == 2020 else f"<html><h1>{title_of(year)}</h1></html>")
        opened.round(SEEN)
        yield opened


def test_the_links_of_earlier_years_are_kept(desk: Stage) -> None:
    with desk.house.store.read() as tx:
        assert [s.url for s in sightings.load(tx, AGENCY, 2018)] == [desk.portal.url("/r/2018.html")]


@pytest.mark.parametrize("status", [404, 410])
def test_a_report_whose_link_and_page_are_gone_is_asked_about(desk: Stage, status: int) -> None:
    desk.lists(NOW_ONLY)
    desk.serves("/r/2018.html", (status, {}, b""))
    finding = found(desk.rounds(LATER, days=3), "D-11")
    assert finding is not None
    assert finding.actual == "2018"
    assert finding.facts["since"] == LATER
    with desk.house.store.read() as tx:
        cited = [c for i in finding.evidence.captures if (c := captures.get(tx, i)) is not None]
    for day in (LATER, LATER + 2 * DAY):
        shown = {c.url for c in cited if c.fetched_at == day}
        assert shown >= {desk.portal.url(LISTING), desk.portal.url("/r/2018.html")}


def test_the_report_of_last_year_may_be_lost_too(desk: Stage) -> None:
    desk.lists({path: year for path, year in YEARS.items() if year != 2019})
    desk.loses("/r/2019.html")
    finding = found(desk.rounds(LATER, days=3), "D-11")
    assert finding is not None
    assert finding.actual == "2019"


def test_a_listed_link_that_leads_nowhere_any_more_is_noticed_in_time(desk: Stage) -> None:
    desk.rounds(LATER, days=20)
    for path in ("/r/2018.html", "/r/2019.html"):
        desk.loses(path)
    finding = found(desk.rounds(LATER + 20 * DAY, days=20), "D-11")
    assert finding is not None
    assert finding.actual == "2018, 2019"


def test_a_link_that_never_led_anywhere_is_not_lost(tmp_path: Path) -> None:
    with stage(tmp_path, SEEN) as desk:
        desk.lists(YEARS)
        desk.serves("/r/2020.html", report())
        assert verdict(desk.rounds(SEEN, days=30), "D-11") is Verdict.PASS


STILL: dict[str, Route] = {
    "broken": misbehaviour.broken,
    "no answer": misbehaviour.silence,
    "blocked": (403, {}, b""),
    "challenge": page("<script>$_ts={}</script>", 412),
    "maintenance": page("<html><title>系统维护</title><p>系统维护中，请稍后再试。</p></html>"),
    "there": page(f"<html><h1>{title_of(2018)}</h1></html>"),
    "a column": page("<html><title>2018年</title>" + "<p><a href='/x.html'>各单位报告汇总，共若干项</a></p>" * 20),
    "another year's report": page(report()),
}


@pytest.mark.parametrize("how", STILL)
def test_what_may_be_reached_yet_is_not_lost(desk: Stage, how: str) -> None:
    desk.lists(NOW_ONLY)
    desk.serves("/r/2018.html", STILL[how])
    assert found(desk.rounds(LATER, days=5), "D-11") is None


LISTINGS: dict[str, Route] = {
    "broken": misbehaviour.broken,
    "emptied": page("<html><title>政府信息公开年报</title><ul></ul></html>"),
    "not read to its end": listing(NOW_ONLY, "<a href='index_3.html'>下一页</a>"),
    "moved": listing(MOVED),
    "a title in doubt": listing(NOW_ONLY, "<a href='/r/x.html'>兰溪区财政局2018年政府信息公开工作年度...</a>"),
}


@pytest.mark.parametrize("how", LISTINGS)
def test_a_listing_that_does_not_prove_it_loses_nothing(desk: Stage, how: str) -> None:
    desk.serves("/archive/2018.html", f"<html><h1>{title_of(2018)}</h1></html>")
    desk.serves(LISTING, LISTINGS[how])
    desk.loses("/r/2018.html")
    assert found(desk.rounds(LATER, days=5), "D-11") is None


def test_two_days_are_not_enough(desk: Stage) -> None:
    desk.lists(NOW_ONLY)
    desk.loses("/r/2018.html")
    assert verdict(desk.rounds(LATER, days=2), "D-11") is Verdict.UNCERTAIN


def test_the_case_closes_when_the_report_is_listed_again(desk: Stage) -> None:
    desk.lists(NOW_ONLY)
    desk.loses("/r/2018.html")
    desk.rounds(LATER, days=3)
    assert desk.state_of("D-11", 2020) is State.OPEN
    desk.lists(YEARS)
    desk.serves("/r/2018.html", f"<html><h1>{title_of(2018)}</h1></html>")
    assert verdict(desk.round(LATER + 3 * DAY), "D-11") is Verdict.PASS
    assert desk.state_of("D-11", 2020) in {State.VERIFIED, State.CLOSED}


def test_last_years_report_that_the_listing_shows_is_held_against_this_years(tmp_path: Path) -> None:
    carried = {f"requests/carried_out/{c}": "1" for c in ("natural_person", "total")}
    with stage(tmp_path, SEEN) as desk:
        desk.lists(NOW_ONLY)
        desk.serves("/r/2020.html", report())
        desk.serves("/r/2019.html", report(carried).replace("2020", "2019").replace("2021-01-", "2020-01-"))
        finding = found(desk.round(SEEN), "Y-01")
        assert finding is not None
        assert (finding.expected, finding.actual) == (1, 0)


def test_what_stands_on_a_later_page_is_looked_for_there(tmp_path: Path) -> None:
    with stage(tmp_path, SEEN) as desk:
        desk.lists({"/r/2020.html": 2020}, NEXT)
        desk.serves("/r/2020.html", report())
        desk.serves(SECOND, listing({"/r/2019.html": 2019, "/r/2018.html": 2018}, "<a href='./'>上一页</a>"))
        assert verdict(desk.rounds(SEEN, days=3), "D-11") is Verdict.PASS
        desk.serves(SECOND, listing({"/r/2019.html": 2019}, "<a href='./'>上一页</a>"))
        finding = found(desk.rounds(SEEN + 3 * DAY, days=10), "D-11")
        assert finding is not None
        assert finding.actual == "2018"


def test_an_unchanged_listing_is_looked_through_once_a_week(tmp_path: Path) -> None:
    with stage(tmp_path, SEEN) as desk:
        desk.lists({"/r/2020.html": 2020}, NEXT)
        desk.serves("/r/2020.html", report())
        desk.serves("/r/2019.html", f"<html><h1>{title_of(2019)}</h1></html>")
        desk.serves(SECOND, listing({"/r/2019.html": 2019}, "<a href='./'>上一页</a>"))
        desk.rounds(SEEN, days=15)
        assert [desk.portal.paths().count(path) for path in (LISTING, SECOND, "/r/2019.html")] == [15, 3, 3]
