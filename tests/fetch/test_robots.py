"""robots.txt is obeyed (RFC 9309), and overridden only where the office says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.fetch import Client, Failure, FailureReason, Manners, Request, Response, Robots, RobotsText
from monitor.settings import Fetching
from tests.support import misbehaviour
from tests.support.portal import Portal, Route, page

NOW = [datetime(2026, 3, 31, tzinfo=UTC)]
TEXT = {"Content-Type": "text/plain"}


def rules(text: str) -> Route:
    return 200, TEXT, text.encode()


def client(portal: Portal, manners: Manners | None = None, *, why: str = "") -> Client:
    settings = Fetching(allow_hosts=(portal.authority,), pause_seconds=0, total_seconds=5)
    robots = Robots({portal.authority: why} if why else {})
    return Client(settings, lambda: NOW[0], manners, robots=robots)


def outcome(robots: Route | None, path: str = "/xxgk/nb/") -> Response | Failure:
    routes: dict[str, Route] = {"/xxgk/nb/": page("x"), "/open/": page("x")}
    with Portal({**routes, **({"/robots.txt": robots} if robots else {})}) as portal:
        return client(portal).get(Request(portal.url(path)))


@pytest.mark.parametrize(
    "robots",
    [
        None,
        (403, {}, b"blocked"),
        rules(""),
        rules("User-agent: *\nDisallow: /admin/"),
        rules("User-agent: baiduspider\nDisallow: /"),
        rules("User-agent: *\nDisallow: /\nAllow: /xxgk/"),
        rules("User-agent: nianbao\nAllow: /\n\nUser-agent: *\nDisallow: /"),
        (200, {"Content-Type": "text/html"}, b"<!doctype html><html>User-agent: *\nDisallow: /</html>"),
    ],
)
def test_what_is_not_disallowed_is_asked_for(robots: Route | None) -> None:
    assert isinstance(outcome(robots), Response)


@pytest.mark.parametrize(
    "robots",
    [
        rules("User-agent: *\nDisallow: /"),
        rules("User-agent: *\nDisallow: /xxgk/*/"),
        rules("User-Agent: Nianbao\nDisallow: /xxgk"),
        (500, {}, b""),
    ],
)
def test_what_is_disallowed_or_kept_back_is_not_asked_for(robots: Route) -> None:
    got = outcome(robots)
    assert isinstance(got, Failure)
    assert got.reason is FailureReason.ROBOTS


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        (misbehaviour.silence, FailureReason.PROTOCOL),
        (misbehaviour.redirect_loop, FailureReason.TOO_MANY_REDIRECTS),
        (misbehaviour.redirect("http://169.254.169.254/"), FailureReason.FORBIDDEN_ADDRESS),
    ],
)
def test_rules_that_cannot_be_reached_say_why(robots: Route, reason: FailureReason) -> None:
    got = outcome(robots)
    assert isinstance(got, Failure)
    assert got.reason is reason


def test_the_rules_are_asked_for_once_a_day() -> None:
    with Portal({"/robots.txt": rules(""), "/a": page("x")}) as portal:
        polite = client(portal)
        for hours in (0, 1, 23, 25):
            NOW[0] = datetime(2026, 3, 31, tzinfo=UTC) + timedelta(hours=hours)
            polite.get(Request(portal.url("/a")))
        NOW[0] = datetime(2026, 3, 31, tzinfo=UTC)
        assert portal.paths().count("/robots.txt") == 2


def test_rules_behind_a_redirect_are_followed() -> None:
    with Portal({"/robots.txt": misbehaviour.redirect("/r"), "/r": rules("User-agent: *\nDisallow: /a")}) as portal:
        got = client(portal).get(Request(portal.url("/a")))
    assert isinstance(got, Failure)
    assert got.reason is FailureReason.ROBOTS


def test_the_office_may_override_the_rules_of_its_own_portal() -> None:
    with Portal({"/robots.txt": rules("User-agent: *\nDisallow: /"), "/a": page("x")}) as portal:
        got = client(portal, why="本单位门户").get(Request(portal.url("/a")))
        asked = portal.paths()
    assert isinstance(got, Response)
    assert asked == ["/a"]


def test_a_host_that_asks_for_a_longer_pause_is_given_it() -> None:
    slept: list[float] = []
    manners = Manners(1.0, lambda: 100.0, slept.append)
    with Portal({"/robots.txt": rules("User-agent: *\nCrawl-delay: 7"), "/a": page("x")}) as portal:
        polite = client(portal, manners)
        polite.get(Request(portal.url("/a")))
        polite.get(Request(portal.url("/a")))
    assert slept == [1.0, 7.0]


def test_a_host_is_first_asked_after_a_pause_where_it_may_have_been_asked_just_before() -> None:
    slept: list[float] = []
    with Manners(2.0, lambda: 100.0, slept.append, fresh=True).turn("a.cn"):
        pass
    assert slept == [2.0]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [(rules("User-agent: *\nDisallow: /xxgk/"), False), (rules(""), True), ((500, {}, b""), False)],
)
def test_what_was_said_before_a_restart_holds_after_it(robots: Route, *, allowed: bool) -> None:
    said: list[RobotsText] = []
    answers = []
    with Portal({"/xxgk/nb/": page("x"), "/robots.txt": robots}) as portal:
        settings = Fetching(allow_hosts=(portal.authority,), pause_seconds=0, total_seconds=5)
        for _ in range(2):
            client = Client(settings, lambda: NOW[0], robots=Robots(known=tuple(said), keep=said.append))
            answers.append(client.get(Request(portal.url("/xxgk/nb/"))))
        asked = portal.paths().count("/robots.txt")
    assert [isinstance(answer, Response) for answer in answers] == [allowed, allowed]
    assert asked == len(said) == 1
