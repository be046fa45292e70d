"""A portal of each family, and of each misbehaviour: every absence is proved, or honestly unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.fetch import Request
from monitor.rules import Presence
from monitor.store import Watched
from tests.support import misbehaviour
from tests.support.farm import FARM, HOST, Serve, some, yearly
from tests.support.listings import page, report
from tests.support.offices import Owing, write_office
from tests.support.portal import Exchange, Portal, Route
from tests.support.portal import page as served
from tests.support.watching import swept

pytestmark = pytest.mark.slow

NAME = "云川市兰溪区财政局"
SPRING_2025, SPRING_2026 = (datetime(year, 2, 2, 1, tzinfo=UTC) for year in (2025, 2026))
"""The report of 2024 stands on every listing, that of 2025 on none."""


def visited(folder: Path, portal: Portal, path: str, now: datetime, family: str = "auto") -> Watched:
    """Sweep one listing once and give what is known of it."""
    sections = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0, "failures_before_rest": 99}}
    owing = Owing("finance", NAME, portal.url(path), family=family)
    return swept(write_office(folder, [owing], sections), now)


def over_http(serve: Serve) -> Callable[[Exchange], None]:
    """Serve as a portal does what `serve` answers to a request; reports stand under /art/."""

    def answer(exchange: Exchange) -> None:
        seen = exchange.seen
        if seen.path == "/robots.txt":
            exchange.answer(404)
        elif seen.path.startswith("/art/"):
            exchange.answer(*served(f"<h1>{report(2024)}</h1>"))
        else:
            asked = Request(HOST + seen.path, form=seen.body or None, content_type=seen.header("Content-Type") or "")
            exchange.answer(*served(serve(asked) or ""))

    return answer


class Everything(dict[str, Route]):
    """Answers every address with one route."""

    def __init__(self, route: Route) -> None:
        super().__init__()
        self._route = route

    def get(self, key: str, default: object = None) -> Route:
        del key, default
        return self._route


def farm_of(route: Route) -> Portal:
    portal = Portal()
    portal.routes = Everything(route)
    return portal


@pytest.mark.parametrize("name", FARM)
def test_a_family_shows_the_report_that_is_there_and_proves_that_the_other_is_not(name: str, tmp_path: Path) -> None:
    url, serve, _, family = FARM[name]
    path = url.removeprefix(HOST)
    with farm_of(over_http(serve)) as portal:
        there = visited(tmp_path / "2025", portal, path, SPRING_2025, family)
        absent = visited(tmp_path / "2026", portal, path, SPRING_2026, family)
    assert (there.presence, there.trouble) == (Presence.PUBLISHED, None)
    assert (absent.presence, absent.trouble) == (Presence.PROVED_ABSENT, None)


def test_a_listing_cut_by_years_proves_an_absence_in_the_latest_of_them(tmp_path: Path) -> None:
    with farm_of(over_http(yearly)) as portal:
        found = visited(tmp_path, portal, "/xxgk/xxgknb/", SPRING_2026)
    assert (found.presence, found.trouble) == (Presence.PROVED_ABSENT, None)


FIRST = page(f"<ul>{some((2024, 2023))}</ul><a href='index_2.html'>下一页</a>")
PAST_THE_END: Mapping[str, tuple[Route, str]] = {
    "not found": ((404, {}, b"not here"), "page_missing"),
    "refreshed to the first page": (served("<meta http-equiv='refresh' content='0; url=./'>"), "redirect_shell"),
    "a stub": (served("<html><head><title>提示</title></head><body><p>暂无内容</p></body></html>"), "no_rows"),
    "page 1 again": (served(FIRST), "repeated_page"),
    "an almost empty body": (
        (200, {"Content-Type": "text/html"}, b"<html><body></body></html>" + b" " * 28),
        "no_rows",
    ),
    "the home page": (served(page("<a href='/a/'>新闻</a>", title="兰溪区人民政府")), "no_rows"),
    "a redirect home": (misbehaviour.redirect("/"), "no_rows"),
    "broken": (misbehaviour.broken, "page_missing"),
    "cut short": (misbehaviour.cut_short, "protocol"),
}


@pytest.mark.parametrize("trick", PAST_THE_END)
def test_what_portals_do_past_the_end_proves_nothing(trick: str, tmp_path: Path) -> None:
    route, trouble = PAST_THE_END[trick]
    home = served(page("<a href='/a/'>新闻</a>", title="兰溪区人民政府"))
    with Portal({"/nb/": served(FIRST), "/nb/index_2.html": route, "/": home}) as portal:
        found = visited(tmp_path, portal, "/nb/", SPRING_2026)
    assert (found.presence, found.trouble) == (Presence.UNKNOWN, trouble)


WHOLE = f"<ul>{some((2024, 2023))}</ul>"
ILL: Mapping[str, tuple[Route, str]] = {
    "challenge by status 412": (served("<script>$_ts={}</script>", 412), "status"),
    "challenge by status 521": (served("<script>__jsl_clearance</script>", 521), "status"),
    "challenge by a script": (served("<script>var EO_Bot_Ssid=1; WTKkN()</script>"), "challenge"),
    "soft 404": (served(page("<p>您访问的页面不存在或已被删除</p>", title="404")), "soft_error"),
    "emptied": (served(page("<ul></ul>")), "no_rows"),
    "rows without links": (served(page(f"<ul><li>{report(2024)}</li></ul>")), "unlinked_title"),
    "drawn by a script": (
        served(page("<div id='app'></div><script>createApp({}).mount('#app')</script>")),
        "script_drawn",
    ),
    "a redirect home": (misbehaviour.redirect("/"), "no_rows"),
    "sent home by a script": (served("<script>location.replace('/')</script>"), "led_home"),
    "blocked": (served("<h1>403 Forbidden</h1>", 403), "status"),
    "no canary": (served(page(f"<ul>{some((2022, 2021))}</ul>")), "no_canary"),
    "no page at all": (misbehaviour.silence, "protocol"),
}


@pytest.mark.parametrize("illness", ILL)
def test_a_listing_that_is_ill_is_unknown_with_its_reason(illness: str, tmp_path: Path) -> None:
    route, trouble = ILL[illness]
    home = served(page("<a href='/a/'>新闻</a>", title="兰溪区人民政府"))
    with Portal({"/nb/": route, "/": home}) as portal:
        found = visited(tmp_path, portal, "/nb/", SPRING_2026)
    assert (found.presence, found.trouble) == (Presence.UNKNOWN, trouble)


def test_the_same_listing_in_health_proves_the_absence(tmp_path: Path) -> None:
    with Portal({"/nb/": served(page(WHOLE))}) as portal:
        found = visited(tmp_path, portal, "/nb/", SPRING_2026)
    assert (found.presence, found.trouble) == (Presence.PROVED_ABSENT, None)
