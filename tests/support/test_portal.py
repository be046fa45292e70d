"""Says what other tests may rely on in `Portal`."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from tests.support import misbehaviour
from tests.support.portal import HOST, Exchange, Portal


def say(portal: Portal, data: bytes) -> bytes:
    with socket.create_connection((HOST, portal.port), timeout=2) as sock:
        sock.sendall(data)
        return b"".join(iter(lambda: sock.recv(4096), b""))


def test_a_portal_leaves_no_thread_and_keeps_nobody_waiting() -> None:
    before = threading.active_count()
    started = time.monotonic()
    with Portal({"/dead": misbehaviour.dead, "/drip": misbehaviour.drip}) as portal:
        idle = socket.create_connection((HOST, portal.port), timeout=2)
        busy = socket.create_connection((HOST, portal.port), timeout=2)
        busy.sendall(b"GET /dead HTTP/1.1\r\n\r\n")
    idle.close()
    busy.close()
    assert threading.active_count() == before
    assert time.monotonic() - started < 1


def test_routes_are_found_with_their_query_first_and_may_change() -> None:
    with Portal({"/a": (200, {}, b"plain"), "/a?p=2": (200, {}, b"second")}) as portal:
        answers = [say(portal, b"GET %b HTTP/1.1\r\n\r\n" % path) for path in (b"/a?p=2", b"/a?p=3", b"/b")]
        portal.routes["/b"] = (200, {}, b"now")
        answers.append(say(portal, b"GET /b HTTP/1.1\r\n\r\n"))
    assert [a.partition(b"\r\n\r\n")[2] for a in answers] == [b"second", b"plain", b"not found", b"now"]
    assert portal.paths() == ["/a?p=2", "/a?p=3", "/b", "/b"]


def test_a_body_that_is_posted_is_recorded() -> None:
    with Portal({"/hook": (204, {}, b"")}) as portal:
        say(portal, b"POST /hook HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody")
    assert [(s.method, s.body, s.header("content-length")) for s in portal.requests] == [("POST", b"body", "4")]


def test_a_mistake_in_a_handler_is_not_swallowed() -> None:
    def mistaken(_exchange: Exchange) -> None:
        raise KeyError("a mistake of the test")

    with pytest.raises(KeyError), Portal({"/": mistaken}) as portal:
        say(portal, b"GET / HTTP/1.1\r\n\r\n")
