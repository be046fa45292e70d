"""Says how long a host is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.fetch import Client, Failure, FailureReason, Hosts, HostState, Request, Response
from monitor.fetch.patience import after
from monitor.settings import Fetching
from tests.support import misbehaviour
from tests.support.portal import Exchange, Portal, page

NOW = datetime(2026, 3, 31, 2, tzinfo=UTC)
MOST = 5
CALM = HostState("a.cn")


def answer(status: int, retry_after: str | None = None) -> Response:
    headers = (("Retry-After", retry_after),) if retry_after else ()
    return Response("http://a.cn/", "http://a.cn/", status, headers, b"", NOW)


def failure(reason: FailureReason = FailureReason.TIMEOUT) -> Failure:
    return Failure("http://a.cn/", reason, "", NOW)


def shut_for(state: HostState) -> timedelta | None:
    return state.shut_until - NOW if state.shut_until else None


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        ("120", timedelta(seconds=120)),
        ("Tue, 31 Mar 2026 03:00:00 GMT", timedelta(hours=1)),
        ("Mon, 30 Mar 2026 03:00:00 GMT", timedelta(0)),
        ("999999999", timedelta(hours=24)),
        ("Fri, 31 Dec 2027 03:00:00 GMT", timedelta(hours=24)),
        ("soon", timedelta(minutes=2)),
        (None, timedelta(minutes=2)),
    ],
)
def test_a_host_that_asks_for_time_is_given_it_within_reason(status: int, asked: str | None, waited: timedelta) -> None:
    assert shut_for(after(CALM, answer(status, asked), NOW, MOST)) == waited


def test_a_busy_host_is_left_alone_twice_as_long_each_time() -> None:
    state, waits = CALM, []
    for _ in range(12):
        state = after(state, answer(429), NOW, MOST)
        waits.append(shut_for(state))
    assert waits[:3] == [timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=8)]
    assert waits[-1] == timedelta(hours=24)


@pytest.mark.parametrize("outcome", [failure(), failure(FailureReason.CONNECT), answer(500), answer(502)])
def test_a_host_that_fails_again_and_again_is_given_a_rest(outcome: Response | Failure) -> None:
    state = CALM
    for _ in range(MOST - 1):
        state = after(state, outcome, NOW, MOST)
        assert state.shut_until is None
    state = after(state, outcome, NOW, MOST)
    assert (shut_for(state), state.reason) == (timedelta(minutes=30), "failing")
    assert shut_for(after(state, outcome, NOW, MOST)) == timedelta(hours=1)


@pytest.mark.parametrize(
    "reason",
    [
        FailureReason.FORBIDDEN_ADDRESS,
        FailureReason.BAD_ADDRESS,
        FailureReason.TOO_LARGE,
        FailureReason.ROBOTS,
        FailureReason.HELD_BACK,
        FailureReason.BUDGET,
    ],
)
def test_a_failure_that_is_not_the_host_s_is_not_held_against_it(reason: FailureReason) -> None:
    state = HostState("a.cn", failures=MOST - 1)
    assert after(state, failure(reason), NOW, MOST) == state


@pytest.mark.parametrize("status", [200, 304, 404, 412])
def test_an_answer_makes_good_what_was_before(status: int) -> None:
    assert after(HostState("a.cn", 7, NOW, "failing"), answer(status), NOW, MOST) == CALM


def client(portal: Portal, hosts: Hosts) -> Client:
    settings = Fetching(allow_hosts=(portal.authority,), pause_seconds=0, total_seconds=5)
    return Client(settings, lambda: NOW, hosts=hosts)


def test_a_host_that_asked_to_be_left_alone_is_not_asked_and_that_is_kept() -> None:
    kept: list[HostState] = []

    def busy(exchange: Exchange) -> None:
        exchange.answer(429, {"Retry-After": "600"})

    with Portal({"/": busy, "/b": page("x")}) as portal:
        polite = client(portal, Hosts(keep=kept.append))
        first, second = polite.get(Request(portal.url("/"))), polite.get(Request(portal.url("/b")))
        again = client(portal, Hosts(kept)).get(Request(portal.url("/b")))
        asked = portal.paths()
    assert isinstance(first, Response)
    assert [isinstance(o, Failure) and o.reason for o in (second, again)] == [FailureReason.HELD_BACK] * 2
    assert asked == ["/"]
    assert [state.shut_until for state in kept] == [NOW + timedelta(seconds=600)]


def test_another_port_is_another_host() -> None:
    with Portal({"/": misbehaviour.broken}) as ill, Portal({"/": page("x")}) as well:
        settings = Fetching(allow_hosts=(ill.authority, well.authority), pause_seconds=0, failures_before_rest=1)
        polite = Client(settings, lambda: NOW)
        polite.get(Request(ill.url()))
        assert isinstance(polite.get(Request(ill.url())), Failure)
        assert isinstance(polite.get(Request(well.url())), Response)
