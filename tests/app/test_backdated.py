"""A date before a proof of absence: the captures that proved it are named, and nothing less than a proof counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.form import Verdict
from monitor.rules import Presence
from monitor.store import captures
from tests.support.cli import report
from tests.support.portal import Route
from tests.support.watching import LISTING, Stage, found, stage, verdict

BEFORE, AFTER = datetime(2021, 2, 3, 2, tzinfo=UTC), datetime(2021, 2, 10, 2, tzinfo=UTC)
OLD, NEW = "/old.html", "/202102/t20210118_88.html"
DATED_IN_TIME = report()
DATED_LATER = report().replace("2021-01-18", "2021-02-09")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path, BEFORE) as opened:
        yield opened


def appears(desk: Stage, text: str) -> None:
    desk.lists({NEW: 2020, OLD: 2019})
    desk.serves(NEW, text)


def test_the_captures_that_proved_the_absence_are_cited_with_those_of_the_report(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    absent = desk.round(BEFORE)
    assert absent.watched.presence is Presence.PROVED_ABSENT
    appears(desk, DATED_IN_TIME)
    finding = found(desk.round(AFTER), "D-04")
    assert finding is not None
    with desk.house.store.read() as tx:
        cited = [c for i in finding.evidence.captures if (c := captures.get(tx, i)) is not None]
    assert [c.url for c in cited if c.fetched_at == BEFORE] == [desk.portal.url(LISTING)]
    assert {c.url for c in cited if c.fetched_at == AFTER} == {desk.portal.url(LISTING), desk.portal.url(NEW)}


def test_the_latest_proof_is_the_one_that_is_cited(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    desk.round(BEFORE)
    latest = desk.round(BEFORE + timedelta(days=1)).watched.captures
    appears(desk, DATED_IN_TIME)
    desk.round(AFTER)
    finding = found(desk.round(AFTER + timedelta(days=1)), "D-04")
    assert finding is not None
    assert set(latest) <= set(finding.evidence.captures)


@pytest.mark.parametrize(
    "listing",
    [(503, {}, b""), (404, {}, b""), (412, {}, b"<script>$_ts</script>")],
    ids=["broken", "gone", "challenge"],
)
def test_a_listing_that_could_not_be_read_proved_nothing(desk: Stage, listing: Route) -> None:
    desk.serves(LISTING, listing)
    desk.round(BEFORE)
    appears(desk, DATED_IN_TIME)
    assert verdict(desk.round(AFTER), "D-04") is Verdict.NOT_APPLICABLE


def test_a_listing_that_was_not_read_to_its_end_proved_nothing(desk: Stage) -> None:
    desk.lists({OLD: 2019}, "<a href='index_2.html'>下一页</a>")
    desk.round(BEFORE)
    appears(desk, DATED_IN_TIME)
    assert verdict(desk.round(AFTER), "D-04") is Verdict.NOT_APPLICABLE


def test_a_date_behind_the_proof_is_in_order(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    desk.round(BEFORE)
    appears(desk, DATED_LATER)
    assert verdict(desk.round(AFTER), "D-04") is Verdict.PASS


def test_a_report_that_was_there_before_it_was_missed_is_not_backdated(desk: Stage) -> None:
    appears(desk, DATED_IN_TIME)
    desk.round(BEFORE)
    desk.lists({OLD: 2019})
    desk.round(BEFORE + timedelta(days=1))
    appears(desk, DATED_IN_TIME)
    assert found(desk.round(AFTER), "D-04") is None
