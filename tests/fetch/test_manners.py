"""Says how patient the monitor is with a host."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from monitor.fetch import Client, Manners, Request, Response
from monitor.settings import Fetching
from tests.support import misbehaviour
from tests.support.portal import Exchange, Portal, page


class Time:
    """Runs only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def manners(time: Time, pause: float = 2.0) -> Manners:
    return Manners(pause, time.monotonic, time.sleep)


def test_the_first_visit_to_a_host_waits_for_nothing() -> None:
    time = Time()
    with manners(time).turn("a.cn"):
        pass
    assert time.slept == []


def test_the_pause_runs_from_the_end_of_a_request_to_the_start_of_the_next() -> None:
    time = Time()
    polite = manners(time)
    with polite.turn("a.cn"):
        time.now += 30
    time.now += 0.5
    with polite.turn("A.cn"):
        pass
    assert time.slept == [1.5]


def test_a_pause_that_has_passed_by_itself_is_not_slept_again() -> None:
    time = Time()
    polite = manners(time)
    with polite.turn("a.cn"):
        pass
    time.now += 2
    with polite.turn("a.cn"):
        pass
    assert time.slept == []


def test_hosts_do_not_wait_for_each_other() -> None:
    time = Time()
    polite = manners(time)
    with polite.turn("a.cn"):
        pass
    with polite.turn("b.cn"):
        pass
    assert time.slept == []


def test_a_failed_request_counts_as_one() -> None:
    time = Time()
    polite = manners(time)
    with pytest.raises(KeyError), polite.turn("a.cn"):
        raise KeyError
    with polite.turn("a.cn"):
        pass
    assert time.slept == [2.0]


def test_a_host_never_sees_two_requests_at_once() -> None:
    inside = threading.Semaphore(1)
    crowds: list[str] = []

    def alone(exchange: Exchange) -> None:
        if not inside.acquire(blocking=False):
            crowds.append(exchange.seen.path)
            return
        exchange.wait(0.005)
        inside.release()
        exchange.answer(200)

    with Portal({"/": alone}) as portal:
        client = Client(
            Fetching(allow_hosts=(portal.authority,), pause_seconds=0), lambda: datetime(2026, 1, 1, tzinfo=UTC)
        )
        with ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(client.get, [Request(portal.url())] * 8))
    assert crowds == []
    assert all(isinstance(outcome, Response) for outcome in outcomes)


def test_a_redirect_on_the_same_host_waits_its_turn_without_losing_its_time() -> None:
    time = Time()
    with Portal({"/a": misbehaviour.redirect("/b"), "/b": page("b")}) as portal:
        settings = Fetching(allow_hosts=(portal.authority,), total_seconds=60)
        client = Client(settings, lambda: datetime(2026, 1, 1, tzinfo=UTC), manners(time, pause=3600))
        assert isinstance(client.get(Request(portal.url("/a"))), Response)
    assert time.slept == [3600]
