"""Every way to write, name or lead to an address inside is refused (SSRF)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.fetch import Client, Failure, FailureReason, Request
from monitor.settings import Fetching
from tests.support import misbehaviour
from tests.support.portal import Portal

_REFUSED = {FailureReason.FORBIDDEN_ADDRESS, FailureReason.BAD_ADDRESS, FailureReason.DNS}

LOOPBACK = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "127.000.000.001",
    "2130706433",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0x0.0.1",
    "localhost",
    "LocalHost.",
    "0",
    "0.0.0.0",  # noqa: S104 - asked for, not bound
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "１２７.0.0.1",
)
METADATA = (
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.16689662",
    "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:a9fe:a9fe::]",
    "[fd00:ec2::254]",
    "100.100.100.200",
)
PRIVATE = (
    "10.0.0.1",
    "10.1",
    "0x0a000001",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.257",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[fe80::1]",
    "[fc00::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[::ffff:10.0.0.1]",
    "[2001:db8::1]",
)
SPELLED = (
    "http://portal.example.gov.cn@127.0.0.1/",
    "http://127.0.0.1\t/",
    "http://127.0.0.1:0/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "ftp://127.0.0.1/",
    "//127.0.0.1/",
    "http:///127.0.0.1/",
)


def client(**answers: list[list[str]]) -> Client:
    """Give a client whose names are answered so, one answer after the other; other names by the system."""
    settings = Fetching(pause_seconds=0, connect_seconds=2, total_seconds=4)
    if not answers:
        return Client(settings, lambda: datetime(2026, 3, 31, tzinfo=UTC))
    waiting = {name.replace("_", "."): iter(given) for name, given in answers.items()}
    return Client(settings, lambda: datetime(2026, 3, 31, tzinfo=UTC), resolve=lambda host, _port: next(waiting[host]))


def refused(outcome: object) -> bool:
    return isinstance(outcome, Failure) and outcome.reason in _REFUSED


@pytest.mark.parametrize("host", [*LOOPBACK, *METADATA, *PRIVATE])
def test_an_address_inside_is_refused_however_it_is_written(host: str) -> None:
    assert refused(client().get(Request(f"http://{host}/")))


@pytest.mark.parametrize("url", SPELLED)
def test_an_address_that_hides_where_it_leads_is_refused(url: str) -> None:
    assert refused(client().get(Request(url)))


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "169.254.169.254", "10.1"])
def test_a_redirect_does_not_lead_inside(host: str) -> None:
    with Portal({"/": misbehaviour.redirect(f"http://{host}/secret")}) as portal:
        settings = Fetching(pause_seconds=0, allow_hosts=(portal.authority,), total_seconds=4)
        got = Client(settings, lambda: datetime(2026, 3, 31, tzinfo=UTC)).get(Request(portal.url()))
        asked = portal.paths()
    assert refused(got)
    assert asked == ["/"]


@pytest.mark.parametrize(
    "answers",
    [
        [["127.0.0.1"]],
        [["93.184.215.14", "10.0.0.1"]],
        [["::ffff:10.0.0.1"]],
        [["64:ff9b::a00:1"]],
        [["fe80::1%eth0"]],
    ],
)
def test_a_name_that_leads_inside_is_refused(answers: list[list[str]]) -> None:
    assert refused(client(lanxi_example=answers).get(Request("http://lanxi.example/")))


def test_a_name_that_is_answered_twice_differently_is_asked_once_a_connection() -> None:
    """The answer that was checked is the one that is dialled: a second, other answer is never seen."""
    waiting = iter([["10.0.0.1"], ["93.184.215.14"]])
    settings = Fetching(pause_seconds=0, connect_seconds=1, total_seconds=2)
    changing = Client(settings, lambda: datetime(2026, 3, 31, tzinfo=UTC), resolve=lambda _host, _port: next(waiting))
    assert refused(changing.get(Request("http://lanxi.example/")))
    assert list(waiting) == [["93.184.215.14"]]


def test_there_are_forty_forms_at_least() -> None:
    assert len({*LOOPBACK, *METADATA, *PRIVATE, *SPELLED}) >= 40
