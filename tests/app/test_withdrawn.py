"""A report that was there and is gone (D-09): asked about after three rounds over two days, and never in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cases import State
from monitor.form import Verdict
from monitor.rules import Presence
from monitor.settings import Severity
from monitor.store import captures
from tests.support import misbehaviour
from tests.support.cli import report
from tests.support.portal import Route, page
from tests.support.watching import LISTING, Stage, found, stage, title_of, verdict

DAY = timedelta(days=1)
SEEN = datetime(2021, 1, 25, 2, tzinfo=UTC)
MISSED = SEEN + DAY
OLD, HERE, ELSEWHERE = "/xxgk/nb/old.html", "/xxgk/nb/202101/t20210118_88.html", "/xxgk/nb/202103/t20210302_99.html"
REPORT = report()
OTHER_YEAR = REPORT.replace("2020", "2019").replace("2021-01-", "2020-01-")
HEADLINE = "兰溪区召开工作会议"
NEWS = f"<html><title>{HEADLINE}</title><h1>{HEADLINE}</h1>{'<p>会议部署了下一阶段的重点工作。</p>' * 20}</html>"
DELETED = page("<html><title>提示信息</title><p>您访问的页面不存在或已被删除。</p></html>")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Stage]:
    """Give an office that has seen the report of 2020."""
    with stage(tmp_path, SEEN) as opened:
        opened.serves("/", "<html><title>兰溪区人民政府</title><a href='/xxgk/'>政府信息公开</a></html>")
        opened.lists({HERE: 2020, OLD: 2019})
        opened.serves(HERE, REPORT)
        opened.round(SEEN)
        yield opened


GONE: dict[str, Route] = {
    "not found": (404, {}, b"not here"),
    "gone": (410, {}, b""),
    "soft error": DELETED,
    "sent home": misbehaviour.redirect("/"),
    "refreshed to the folder": page("<html><meta http-equiv='refresh' content='0; url=../'></html>"),
    "another year's report": page(OTHER_YEAR),
    "other news": page(NEWS),
}


@pytest.mark.parametrize("how", GONE)
def test_a_report_that_is_neither_listed_nor_at_its_address_is_asked_about(desk: Stage, how: str) -> None:
    desk.lists({OLD: 2019})
    desk.serves(HERE, GONE[how])
    observed = desk.rounds(MISSED, days=3)
    finding = found(observed, "D-09")
    assert finding is not None
    assert (finding.severity, finding.facts["rounds"]) == (Severity.QUERY, 3)
    assert (finding.facts["since"], finding.facts["until"]) == (MISSED, MISSED + 2 * DAY)
    assert observed.watched.presence is Presence.PUBLISHED


def test_the_first_and_the_latest_round_are_cited_with_listing_and_address(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    desk.loses(HERE)
    finding = found(desk.rounds(MISSED, days=4), "D-09")
    assert finding is not None
    with desk.house.store.read() as tx:
        cited = [c for i in finding.evidence.captures if (c := captures.get(tx, i)) is not None]
    for day in (MISSED, MISSED + 3 * DAY):
        assert {c.url for c in cited if c.fetched_at == day} == {desk.portal.url(LISTING), desk.portal.url(HERE)}


def test_what_was_found_in_the_report_stays_as_it_was(desk: Stage) -> None:
    desk.serves(HERE, report({"requests/received/total": "7"}))
    desk.round(SEEN + timedelta(hours=1))
    desk.lists({OLD: 2019})
    desk.serves(HERE, DELETED)
    observed = desk.rounds(MISSED, days=3)
    assert found(observed, "D-09") is not None
    assert found(observed, "T3-01") is not None
    assert desk.state_of("T3-01", 2020) is State.OPEN


DOUBTFUL: dict[str, Route] = {
    "broken": misbehaviour.broken,
    "no answer": misbehaviour.silence,
    "blocked": (403, {}, b"<h1>403 Forbidden</h1>"),
    "too many": (429, {}, b""),
    "unavailable": (503, {}, b""),
    "challenge": page("<html><script>var __jsl_clearance=1</script></html>", 521),
    "challenge served as a page": page("<html><title>安全验证</title><p>请完成滑动验证后继续访问。</p></html>"),
    "maintenance": page("<html><title>系统维护</title><p>系统维护中，您访问的页面无法打开，请稍后再试。</p></html>"),
    "block page": page("<html><title>访问受限</title><p>您的访问请求已被拦截，页面不存在风险。</p></html>"),
    "empty": (200, {}, b""),
    "drawn by a script": page("<html><title>加载中</title><div id='app'></div><script>createApp({})</script></html>"),
    "login": page("<html><title>统一身份认证</title><form><input name='user'></form>请登录后访问</html>"),
    "a page of its title": page(f"<html><title>{title_of(2020)}</title><h1>{title_of(2020)}</h1></html>"),
}


@pytest.mark.parametrize("how", DOUBTFUL)
def test_what_may_be_a_failure_of_the_portal_withdraws_nothing(desk: Stage, how: str) -> None:
    desk.lists({OLD: 2019})
    desk.serves(HERE, DOUBTFUL[how])
    observed = desk.rounds(MISSED, days=5)
    assert found(observed, "D-09") is None
    assert observed.watched.missing == ()


LISTINGS: dict[str, Route] = {
    "broken": misbehaviour.broken,
    "not found": (404, {}, b""),
    "emptied": page("<html><title>政府信息公开年报</title><ul></ul></html>"),
    "without its canary": page(
        f"<html><title>政府信息公开年报</title><ul><li><a href='/a.html'>{title_of(2017)}</a></li></ul></html>"
    ),
    "not read to its end": page(
        f"<html><ul><li><a href='{OLD}'>{title_of(2019)}</a></li></ul><a href='index_2.html'>下一页</a></html>"
    ),
    "a title in doubt": page(
        f"<html><ul><li><a href='{OLD}'>{title_of(2019)}</a></li>"
        "<li><a href='/b.html'>兰溪区财政局2020年政府信息公开工作年度...</a></li></ul></html>"
    ),
}


@pytest.mark.parametrize("how", LISTINGS)
def test_a_listing_that_proves_no_absence_withdraws_nothing(desk: Stage, how: str) -> None:
    desk.serves(LISTING, LISTINGS[how])
    desk.loses(HERE)
    assert found(desk.rounds(MISSED, days=5), "D-09") is None


def test_a_report_that_moved_is_not_gone(desk: Stage) -> None:
    desk.lists({ELSEWHERE: 2020, OLD: 2019})
    desk.serves(ELSEWHERE, REPORT)
    desk.loses(HERE)
    assert verdict(desk.rounds(MISSED, days=4), "D-09") is Verdict.PASS


def test_a_report_that_is_still_at_its_address_is_not_gone(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    observed = desk.rounds(MISSED, days=4)
    assert verdict(observed, "D-09") is Verdict.PASS
    assert observed.watched.trouble == "report_gone"


def test_rounds_of_one_day_are_not_enough(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    desk.loses(HERE)
    for hour in range(19):
        desk.round(MISSED + timedelta(hours=hour))
    assert verdict(desk.round(MISSED + timedelta(hours=19)), "D-09") is Verdict.UNCERTAIN


def test_rounds_in_doubt_do_not_count(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    desk.loses(HERE)
    desk.round(MISSED)
    desk.serves(HERE, misbehaviour.broken)
    desk.rounds(MISSED + DAY, days=3)
    desk.loses(HERE)
    assert verdict(desk.round(MISSED + 4 * DAY), "D-09") is Verdict.UNCERTAIN


def test_what_is_asked_about_stays_so_while_nothing_can_be_seen(desk: Stage) -> None:
    desk.lists({OLD: 2019})
    desk.loses(HERE)
    desk.rounds(MISSED, days=3)
    desk.serves(LISTING, misbehaviour.broken)
    assert found(desk.round(MISSED + 3 * DAY), "D-09") is not None
    assert desk.state_of("D-09", 2020) is not State.CLOSED


@pytest.mark.parametrize("where", [HERE, ELSEWHERE])
def test_the_case_closes_when_the_report_is_back(desk: Stage, where: str) -> None:
    desk.lists({OLD: 2019})
    desk.loses(HERE)
    desk.rounds(MISSED, days=3)
    assert desk.state_of("D-09", 2020) is State.OPEN
    desk.lists({where: 2020, OLD: 2019})
    desk.serves(where, REPORT)
    assert verdict(desk.round(MISSED + 3 * DAY), "D-09") is Verdict.PASS
    assert desk.state_of("D-09", 2020) in {State.VERIFIED, State.CLOSED}


def test_a_link_that_leads_nowhere_any_more_is_asked_about_too(desk: Stage) -> None:
    desk.loses(HERE)
    assert found(desk.rounds(MISSED, days=3), "D-09") is not None


def test_behind_a_dead_link_the_rest_of_the_listing_is_looked_through(desk: Stage) -> None:
    desk.lists({HERE: 2020, OLD: 2019}, "<a href='index_2.html'>2</a><a href='index_2.html'>下一页</a>")
    second = f"<html><ul><li><a href='{ELSEWHERE}'>{title_of(2020)}</a></li></ul><a href='./'>上一页</a></html>"
    desk.serves(f"{LISTING}index_2.html", second)
    desk.serves(ELSEWHERE, REPORT)
    desk.loses(HERE)
    assert verdict(desk.rounds(MISSED, days=3), "D-09") is Verdict.PASS


def test_a_page_that_never_was_a_report_is_not_gone(tmp_path: Path) -> None:
    with stage(tmp_path, SEEN) as desk:
        desk.lists({HERE: 2020, OLD: 2019})
        desk.serves(HERE, DELETED)
        desk.round(SEEN)
        desk.lists({OLD: 2019})
        assert found(desk.rounds(MISSED, days=4), "D-09") is None
