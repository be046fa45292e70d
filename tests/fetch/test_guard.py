"""Says where connections may lead (SSRF) and where they may not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.fetch import Client, Failure, FailureReason, Guard, Request, Response, is_public
from monitor.fetch.errors import FetchError
from monitor.settings import Fetching
from tests.support import misbehaviour
from tests.support.portal import Portal, page

NOW = datetime(2026, 3, 31, tzinfo=UTC)
PUBLIC = "93.184.215.14"


def client_for(*allowed: str, **answers: list[str]) -> Client:
    """Give a client whose resolver knows only `answers` (names with `_` for `.`), or the system's."""
    settings = Fetching(allow_hosts=allowed, pause_seconds=0, total_seconds=5)
    if not answers:
        return Client(settings, lambda: NOW)
    known = {name.replace("_", "."): addresses for name, addresses in answers.items()}
    return Client(settings, lambda: NOW, resolve=lambda host, _port: known[host])


def reason(outcome: Response | Failure) -> FailureReason:
    assert isinstance(outcome, Failure), outcome
    return outcome.reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST.",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "0.0.0.0",  # noqa: S104 - asked for, not bound
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
    ],
)
def test_no_spelling_of_this_machine_is_visited(host: str) -> None:
    with Portal({"/": page("secret")}) as portal:
        failure = client_for().get(Request(portal.url(host=host)))
    assert reason(failure) is FailureReason.FORBIDDEN_ADDRESS
    assert isinstance(failure, Failure)
    assert failure.permanent
    assert portal.requests == []


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1"])
def test_no_private_network_is_visited(host: str) -> None:
    assert reason(client_for().get(Request(f"http://{host}/"))) is FailureReason.FORBIDDEN_ADDRESS


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        (f"::ffff:{PUBLIC}", True),
        ("64:ff9b::5db8:d70e", True),
        ("2002:5db8:d70e::1", True),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("203.0.113.7", False),
        ("::ffff:10.0.0.1", False),
        ("2002:a00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::1", False),
        ("2001:db8::1", False),
        ("fec0::1", False),
        ("fe80::1%1", False),
        ("4000::1", False),
    ],
)
def test_an_address_is_public_only_on_the_open_internet(address: str, *, public: bool) -> None:
    assert is_public(address) is public


def test_one_private_address_among_public_ones_forbids_the_host() -> None:
    guard = Guard(resolve=lambda _host, _port: [PUBLIC, "10.1.2.3"])
    with pytest.raises(FetchError) as refusal:
        guard.addresses("lanxi.example.gov.cn", 80)
    assert refusal.value.reason is FailureReason.FORBIDDEN_ADDRESS
    assert "10.1.2.3" in refusal.value.detail


def test_a_name_that_leads_inside_is_not_visited() -> None:
    with Portal({"/": page("secret")}) as portal:
        client = client_for(lanxi_example_gov_cn=["127.0.0.1"])
        failure = client.get(Request(portal.url(host="lanxi.example.gov.cn")))
    assert reason(failure) is FailureReason.FORBIDDEN_ADDRESS
    assert portal.requests == []


def test_the_connection_goes_to_the_very_address_that_was_checked() -> None:
    with Portal({"/": page("x")}) as portal:
        answers = iter([["127.0.0.1"], ["10.0.0.1"]])
        settings = Fetching(allow_hosts=("lanxi.example.gov.cn",), pause_seconds=0)
        client = Client(settings, lambda: NOW, resolve=lambda _host, _port: next(answers))
        got = client.get(Request(portal.url(host="lanxi.example.gov.cn")))
        assert isinstance(got, Response)
    assert list(answers) == [["10.0.0.1"]]
    assert portal.requests[0].header("Host") == f"lanxi.example.gov.cn:{portal.port}"


def test_the_next_address_is_tried_when_the_first_does_not_answer() -> None:
    with Portal({"/": page("x")}) as portal:
        client = client_for("lanxi.example.gov.cn", lanxi_example_gov_cn=["::1", "127.0.0.1"])
        assert isinstance(client.get(Request(portal.url(host="lanxi.example.gov.cn"))), Response)


def test_a_redirect_from_an_allowed_to_a_forbidden_port_is_stopped() -> None:
    with Portal({"/": page("secret")}) as inner:
        with Portal({"/": misbehaviour.redirect(inner.url())}) as outer:
            failure = client_for(outer.authority).get(Request(outer.url()))
        assert reason(failure) is FailureReason.FORBIDDEN_ADDRESS
        assert inner.requests == []


@pytest.mark.parametrize(
    ("entry", "host", "port", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1", 8080, True),
        ("127.0.0.1:8080", "127.0.0.1", 8080, True),
        ("127.0.0.1:8080", "127.0.0.1", 8081, False),
        ("127.0.0.1:80", "127.0.0.1", 8080, False),
        ("Intranet.Example.cn", "intranet.example.cn.", 80, True),
        ("intranet.example.cn", "evil.intranet.example.cn", 80, False),
        ("::1", "[::1]", 80, True),
        ("[::1]", "::1", 80, True),
        ("[::1]:8080", "::1", 8080, True),
        ("[::1]:8080", "::1", 80, False),
    ],
)
def test_an_allowed_host_is_meant_literally(entry: str, host: str, port: int, *, allowed: bool) -> None:
    guard = Guard([entry], resolve=lambda _host, _port: ["127.0.0.1"])
    if allowed:
        assert guard.addresses(host, port) == ("127.0.0.1",)
        return
    with pytest.raises(FetchError):
        guard.addresses(host, port)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://lanxi.example.gov.cn/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//lanxi.example.gov.cn/a",
        "/index.htm",
        "",
        "http://",
        "http:///a",
        "http://:80/",
        "http://lanxi.example.gov.cn:99999/",
        "http://lanxi.example.gov.cn:0/",
        "http://lanxi.example.gov.cn:x/",
        "http://[::1/",
        "http://user:word@lanxi.example.gov.cn/",
        "http://lanxi.example.gov.cn/a\nb",
        "http://a..b/",
        "http://*.example.cn/",
        "http://兰溪\u2488.cn/",
        f"http://{'a' * 70}.cn/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused_without_asking_anybody(url: str) -> None:
    failure = client_for().get(Request(url))
    assert reason(failure) is FailureReason.BAD_ADDRESS
    assert isinstance(failure, Failure)
    assert failure.permanent


def test_a_name_without_an_address_is_a_failure_of_the_name_service() -> None:
    def nothing(_host: str, _port: int) -> list[str]:
        raise OSError("Name or service not known")

    def empty(_host: str, _port: int) -> list[str]:
        return []

    for resolve in (nothing, empty):
        client = Client(Fetching(), lambda: NOW, resolve=resolve)
        assert reason(client.get(Request("http://lanxi.example.gov.cn/"))) is FailureReason.DNS


def test_a_chinese_host_name_is_asked_for_in_its_ascii_form() -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    client = Client(Fetching(), lambda: NOW, resolve=resolve)
    assert reason(client.get(Request("http://兰溪.政务/年报/"))) is FailureReason.FORBIDDEN_ADDRESS
    assert asked == ["xn--95q752e.xn--zfr164b"]
