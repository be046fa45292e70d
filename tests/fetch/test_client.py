"""Says what a visit gives, whatever the portal does."""

from __future__ import annotations

import threading
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from monitor.fetch import Client, Failure, FailureReason, Request, Response
from monitor.settings import Fetching
from tests.support import misbehaviour
from tests.support.portal import Exchange, Portal, Route, page

if TYPE_CHECKING:
    from collections.abc import Iterable

NOW = datetime(2026, 3, 31, 9, 30, tzinfo=UTC)
LIMIT = 1_000_000


def client_for(
    *portals: Portal, total_seconds: float = 5.0, read_seconds: float = 2.0, max_redirects: int = 5
) -> Client:
    settings = Fetching(
        contact="zwgk@lanxi.example.gov.cn",
        max_bytes=LIMIT,
        total_seconds=total_seconds,
        read_seconds=read_seconds,
        max_redirects=max_redirects,
        pause_seconds=0,
        allow_hosts=tuple(portal.authority for portal in portals),
    )
    return Client(settings, lambda: NOW)


def visit(route: Route, path: str = "/p", **limits: float) -> Response | Failure:
    with Portal({path: route}) as portal:
        return client_for(portal, **limits).get(Request(portal.url(path)))  # type: ignore[arg-type]


def response(outcome: Response | Failure) -> Response:
    assert isinstance(outcome, Response), outcome
    return outcome


def reason(outcome: Response | Failure) -> FailureReason:
    assert isinstance(outcome, Failure), outcome
    return outcome.reason


def test_a_form_is_posted_and_its_answer_kept_under_a_name_of_its_own() -> None:
    with Portal({"/search.jsp": page("<p>1</p>")}) as portal:
        asked = [Request(portal.url("/search.jsp"), form=b"page=%d" % n, referer=portal.url("/")) for n in (1, 2)]
        first, second = (response(client_for(portal).get(one)) for one in asked)
        seen = portal.requests[0]
    assert (seen.method, seen.body, seen.header("Referer")) == ("POST", b"page=1", portal.url("/"))
    assert seen.header("Content-Type") == "application/x-www-form-urlencoded"
    assert (first.form, first.url) == (b"page=1", asked[0].name)
    assert first.url != second.url
    assert first.final_url == portal.url("/search.jsp")


def test_where_a_form_is_sent_elsewhere_the_new_address_is_visited_without_it() -> None:
    with Portal({"/form": misbehaviour.redirect("/answer", 303), "/answer": page("<p>1</p>")}) as portal:
        got = response(client_for(portal).get(Request(portal.url("/form"), form=b"page=1")))
        methods = [seen.method for seen in portal.requests]
    assert (methods, got.form, got.final_url) == (["POST", "GET"], None, portal.url("/answer"))


def test_an_answer_comes_back_whole_with_its_addresses_headers_and_instant() -> None:
    headers = [("Content-Type", "text/html"), ("X-Two", "a"), ("X-Two", "b")]
    with Portal({"/list.htm?page=2": (200, headers, "年报".encode())}) as portal:
        got = response(client_for(portal).get(Request(portal.url("/list.htm?page=2#top"))))
    assert got.url == portal.url("/list.htm?page=2#top")
    assert got.final_url == portal.url("/list.htm?page=2")
    assert (got.status, got.reason, got.body) == (200, "OK", "年报".encode())
    assert [v for k, v in got.headers if k == "X-Two"] == ["a", "b"]
    assert got.fetched_at == NOW


def test_instants_are_utc_whatever_zone_the_clock_is_set_to() -> None:
    beijing = NOW.astimezone(timezone(timedelta(hours=8)))
    with Portal({"/": page("x")}) as portal:
        client = Client(Fetching(allow_hosts=(portal.authority,)), lambda: beijing)
        assert response(client.get(Request(portal.url()))).fetched_at.tzinfo is UTC


@pytest.mark.parametrize("status", [200, 204, 400, 403, 404, 410, 412, 429, 500, 503, 521])
def test_every_status_is_an_answer(status: int) -> None:
    assert response(visit((status, {}, b""))).status == status


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (misbehaviour.garbage, FailureReason.PROTOCOL),
        (misbehaviour.silence, FailureReason.PROTOCOL),
        (misbehaviour.endless, FailureReason.TOO_LARGE),
        (misbehaviour.huge(200), FailureReason.TOO_LARGE),
        (misbehaviour.announced_huge, FailureReason.TOO_LARGE),
        (misbehaviour.gzip_bomb, FailureReason.TOO_LARGE),
        (misbehaviour.endless_headers, FailureReason.TOO_LARGE),
        (misbehaviour.cut_short, FailureReason.PROTOCOL),
        (misbehaviour.cut_chunks, FailureReason.PROTOCOL),
        (misbehaviour.cut_gzip, FailureReason.PROTOCOL),
        (misbehaviour.redirect_loop, FailureReason.TOO_MANY_REDIRECTS),
        (misbehaviour.redirect("ftp://lanxi.example.gov.cn/a"), FailureReason.BAD_ADDRESS),
        (misbehaviour.redirect("http://[broken/"), FailureReason.BAD_ADDRESS),
        ((200, {"Content-Encoding": "gzip"}, b"<html>not compressed"), FailureReason.PROTOCOL),
        ((200, {"Content-Encoding": "gzip"}, b"\x1f"), FailureReason.PROTOCOL),
        ((200, {"Content-Encoding": "br"}, b"\x8b\x02\x80"), FailureReason.PROTOCOL),
        ((200, {"Content-Encoding": "gzip, gzip"}, b""), FailureReason.PROTOCOL),
    ],
)
def test_a_misbehaving_portal_ends_in_a_typed_failure(route: Route, expected: FailureReason) -> None:
    assert reason(visit(route)) is expected


@pytest.mark.parametrize("route", [misbehaviour.drip, misbehaviour.dripping_headers])
def test_a_dripping_portal_gets_no_more_than_the_whole_time_allowed(route: Route) -> None:
    assert reason(visit(route, total_seconds=0.2)) is FailureReason.TIMEOUT


def test_the_whole_time_allowed_is_shared_by_all_redirects() -> None:
    def slow(exchange: Exchange) -> None:
        exchange.wait(0.06)
        exchange.answer(302, {"Location": "/p"})

    assert reason(visit(slow, total_seconds=0.15)) is FailureReason.TIMEOUT


def test_a_portal_that_says_nothing_is_given_up_after_the_read_time_out() -> None:
    assert reason(visit(misbehaviour.dead, read_seconds=0.1)) is FailureReason.TIMEOUT


@pytest.mark.parametrize("route", [misbehaviour.gzip_bomb, misbehaviour.huge(200), misbehaviour.endless])
def test_a_flood_never_fills_the_memory(route: Route) -> None:
    tracemalloc.start()
    try:
        visit(route)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * LIMIT


def test_a_body_of_exactly_the_limit_is_read_and_one_byte_more_is_not() -> None:
    with Portal({"/fits": (200, {}, b"x" * LIMIT), "/over": (200, {}, b"x" * (LIMIT + 1))}) as portal:
        client = client_for(portal)
        assert len(response(client.get(Request(portal.url("/fits")))).body) == LIMIT
        assert reason(client.get(Request(portal.url("/over")))) is FailureReason.TOO_LARGE


def test_a_portal_that_is_switched_off_is_a_failure_to_connect() -> None:
    with Portal() as portal:
        client, url = client_for(portal), portal.url()
    failure = client.get(Request(url))
    assert reason(failure) is FailureReason.CONNECT
    assert isinstance(failure, Failure)
    assert (failure.url, failure.failed_at, failure.permanent) == (url, NOW, False)


def deflate(data: bytes, window: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(data) + packer.flush()


TEXT = "政府信息公开工作年度报告".encode() * 20_000
GZIP = deflate(TEXT, 31)


@pytest.mark.parametrize(
    ("coding", "served", "expected"),
    [
        ("gzip", GZIP, TEXT),
        ("X-GZip", GZIP, TEXT),
        ("gzip", deflate(TEXT[:600], 31) + deflate(TEXT[600:], 31), TEXT),
        ("gzip", GZIP + b"\x00\x00\x00 padding", TEXT),
        ("gzip", b"", b""),
        ("deflate", deflate(TEXT, 15), TEXT),
        ("deflate", deflate(TEXT, -15), TEXT),
        ("deflate", deflate(TEXT, 15) + b"tail", TEXT),
        ("utf-8", TEXT, TEXT),
        ("identity", TEXT, TEXT),
    ],
)
def test_content_codings_are_undone(coding: str, served: bytes, expected: bytes) -> None:
    assert response(visit((200, {"Content-Encoding": coding}, served))).body == expected


def test_a_compressed_body_may_come_in_single_bytes() -> None:
    small = deflate(b"<p>2025</p>", 31) + deflate(b"<p>2024</p>", 31)

    def bytewise(exchange: Exchange) -> None:
        exchange.begin(200, {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"})
        for octet in small:
            exchange.chunk(bytes([octet]))
        exchange.chunk(b"")

    assert response(visit(bytewise)).body == b"<p>2025</p><p>2024</p>"


def test_a_redirect_is_followed_and_told() -> None:
    routes: dict[str, Route] = {"/old": misbehaviour.redirect("new/?y=2025"), "/new/": page("here")}
    with Portal(routes) as portal:
        got = response(client_for(portal).get(Request(portal.url("/old"))))
    assert (got.url, got.final_url) == (portal.url("/old"), portal.url("/new/?y=2025"))


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_redirect_in_raw_chinese_bytes_keeps_its_bytes(charset: str) -> None:
    raw = "/年报/".encode(charset)

    def handler(exchange: Exchange) -> None:
        exchange.write(b"HTTP/1.1 302 Found\r\nLocation: " + raw + b"\r\nContent-Length: 0\r\n\r\n")

    quoted = "/" + "".join(f"%{octet:02X}" for octet in raw[1:-1]) + "/"
    with Portal({"/": handler, quoted: page("here")}) as portal:
        assert response(client_for(portal).get(Request(portal.url()))).final_url == portal.url(quoted)


def test_a_redirect_without_an_address_is_an_answer() -> None:
    assert response(visit((302, {}, b"<html>moved</html>"))).status == 302


def test_the_body_of_a_redirect_is_left_unread() -> None:
    with Portal({"/a": misbehaviour.fat_redirect("/b"), "/b": page("b")}) as portal:
        assert response(client_for(portal).get(Request(portal.url("/a")))).status == 200


@pytest.mark.parametrize(("hops", "arrives"), [(2, True), (3, False)])
def test_redirects_are_followed_as_often_as_allowed_and_not_once_more(hops: int, *, arrives: bool) -> None:
    routes: dict[str, Route] = {f"/{n}": misbehaviour.redirect(f"/{n - 1}") for n in range(1, hops + 1)}
    routes["/0"] = page("end")
    with Portal(routes) as portal:
        outcome = client_for(portal, max_redirects=2).get(Request(portal.url(f"/{hops}")))
    assert isinstance(outcome, Response) is arrives
    assert len(portal.requests) == 3


def test_a_cookie_lives_through_the_redirects_of_one_visit_and_no_longer() -> None:
    def door(exchange: Exchange) -> None:
        if exchange.seen.header("Cookie") == "seen=1":
            exchange.answer(200, {}, b"in")
        else:
            exchange.answer(302, {"Location": "/door", "Set-Cookie": "seen=1"})

    with Portal({"/door": door}) as portal:
        client = client_for(portal)
        assert response(client.get(Request(portal.url("/door")))).body == b"in"
        client.get(Request(portal.url("/door")))
    assert [seen.header("Cookie") for seen in portal.requests] == [None, "seen=1", None, "seen=1"]


def test_an_unchanged_page_is_asked_for_conditionally_and_answers_304() -> None:
    etag, changed = '"v1"', "Tue, 31 Mar 2026 08:00:00 GMT"
    with Portal({"/": misbehaviour.conditional(b"list", etag, changed)}) as portal:
        client = client_for(portal)
        first = response(client.get(Request(portal.url())))
        known = Request(portal.url(), first.header("etag"), first.header("last-modified"))
        by_tag = response(client.get(known))
        by_date = response(client.get(Request(portal.url(), last_modified=changed)))
        other = response(client.get(Request(portal.url(), etag='"v0"')))
    assert [r.status for r in (first, by_tag, by_date, other)] == [200, 304, 304, 200]
    assert by_tag.body == b""
    assert portal.requests[0].header("If-None-Match") is None
    assert portal.requests[1].header("If-Modified-Since") == changed


@pytest.mark.parametrize("etag", ['"a\r\nX-Evil: 1"', '"年"', ' "a"', '"\x00"'])
def test_a_validator_that_is_no_header_value_is_left_out(etag: str) -> None:
    with Portal({"/": page("x")}) as portal:
        assert response(client_for(portal).get(Request(portal.url(), etag=etag))).status == 200
    assert {name.lower() for name, _ in portal.requests[0].headers}.isdisjoint({"if-none-match", "x-evil"})


def test_the_user_agent_says_who_asks_and_how_to_reach_the_office() -> None:
    with Portal({"/": page("x")}) as portal:
        got = response(client_for(portal).get(Request(portal.url())))
    sent = portal.requests[0].header("User-Agent") or ""
    assert sent.startswith("nianbao/")
    assert sent.endswith(" (+zwgk@lanxi.example.gov.cn)")
    assert sorted(got.request_headers) == sorted(portal.requests[0].headers)


def test_a_contact_in_chinese_still_makes_a_header() -> None:
    with Portal({"/": page("x")}) as portal:
        settings = Fetching(contact="公开办\r\nX: 1", allow_hosts=(portal.authority,))
        assert response(Client(settings, lambda: NOW).get(Request(portal.url()))).status == 200
    assert (portal.requests[0].header("User-Agent") or "").endswith("(+%E5%85%AC%E5%BC%80%E5%8A%9E%0D%0AX:%201)")


def test_a_folded_header_is_one_line() -> None:
    def folding(exchange: Exchange) -> None:
        exchange.write(b"HTTP/1.1 200 OK\r\nX-Long: one\r\n  two\r\nContent-Length: 0\r\n\r\n")

    assert response(visit(folding)).header("x-long") == "one two"


def test_the_words_of_a_portal_reach_a_failure_short_and_on_one_line() -> None:
    def shouting(exchange: Exchange) -> None:
        exchange.write(b"\x1b[31mBAD " * 1000 + b"\r\n")

    failure = visit(shouting)
    assert isinstance(failure, Failure)
    assert failure.detail.isprintable()
    assert len(failure.detail) <= 200


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert response(visit(page("direct"))).body == b"direct"


def test_one_client_serves_many_threads() -> None:
    barrier = threading.Barrier(4, timeout=5)

    def together(exchange: Exchange) -> None:
        barrier.wait()
        exchange.answer(200, {}, exchange.seen.path.encode())

    names = ("127.0.0.1", "a.example.cn", "b.example.cn", "c.example.cn")
    with Portal({f"/{n}": together for n in range(4)}) as portal:
        settings = Fetching(allow_hosts=names, pause_seconds=0)
        client = Client(settings, lambda: NOW, resolve=lambda _host, _port: ["127.0.0.1"])
        requests = [Request(portal.url(f"/{n}", host)) for n, host in enumerate(names)]
        with ThreadPoolExecutor(4) as pool:
            outcomes: Iterable[Response | Failure] = pool.map(client.get, requests)
            assert [response(o).body for o in outcomes] == [b"/0", b"/1", b"/2", b"/3"]
