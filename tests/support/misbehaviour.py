"""Holds ready handlers for `Portal`: what portals do when they are ill, old, hostile or merely polite."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from tests.support.portal import Exchange, Handler

_CHUNKED = {"Transfer-Encoding": "chunked", "Content-Type": "text/html"}
_BLOCK = b"\x00" * 65_536
_MEGABYTE = 1_000_000


def broken(exchange: Exchange) -> None:
    """Answer 500."""
    exchange.answer(500, {"Content-Type": "text/html"}, "服务器错误".encode())


def garbage(exchange: Exchange) -> None:
    """Answer with bytes that are no HTTP."""
    exchange.write(b"\x00\xff\x13SSH-2.0-nothing here\r\n\r\n" * 3)


def silence(exchange: Exchange) -> None:
    """Close without a byte."""
    del exchange


def empty(exchange: Exchange) -> None:
    """Answer 200 with no body."""
    exchange.answer(200)


def endless(exchange: Exchange) -> None:
    """Send a body of unknown length until the client or the portal goes."""
    exchange.begin(200, {"Content-Type": "text/html"})
    while not exchange.stopping.is_set():
        exchange.write(_BLOCK)


def huge(megabytes: int = 200) -> Handler:
    """Send a large body in chunks that are made on the way."""

    def handler(exchange: Exchange) -> None:
        exchange.begin(200, _CHUNKED)
        for _ in range(megabytes * _MEGABYTE // len(_BLOCK)):
            exchange.chunk(_BLOCK)
        exchange.chunk(b"")

    return handler


def announced_huge(exchange: Exchange) -> None:
    """Announce 200 MB and send a little of it."""
    exchange.begin(200, {"Content-Length": str(200 * _MEGABYTE)})
    exchange.write(_BLOCK)


def drip(exchange: Exchange) -> None:
    """Send a byte now and then, for ever: never silent long enough for a read time-out."""
    exchange.begin(200, {"Content-Type": "text/html"})
    while exchange.wait(0.02):
        exchange.write(b".")


def dripping_headers(exchange: Exchange) -> None:
    """Send a header a byte now and then, for ever."""
    exchange.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while exchange.wait(0.02):
        exchange.write(b".")


def dead(exchange: Exchange) -> None:
    """Accept the request and say nothing."""
    exchange.stopping.wait()


def cut_short(exchange: Exchange) -> None:
    """Announce more than is sent."""
    exchange.answer(200, {"Content-Length": "1000"}, b"<html>")


def cut_chunks(exchange: Exchange) -> None:
    """End a chunked body without its last chunk."""
    exchange.begin(200, _CHUNKED)
    exchange.chunk(b"<html>")


def cut_gzip(exchange: Exchange) -> None:
    """Send half of a compressed body, honestly framed."""
    whole = gzip.compress(b"<html>" * 1000)
    exchange.answer(200, {"Content-Encoding": "gzip"}, whole[: len(whole) // 2])


def gzip_bomb(exchange: Exchange) -> None:
    """Send about 1 MB that would become 1 GB."""
    exchange.begin(200, {"Content-Encoding": "gzip", "Content-Type": "text/html"})
    for piece in _bomb(1000):
        exchange.write(piece)


def _bomb(megabytes: int) -> Iterator[bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    yield packer.compress(b"\x00" * _MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    # after a full flush each block stands for itself and can be sent again and again
    block = packer.compress(b"\x00" * _MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(megabytes - 1):
        yield block


def endless_headers(exchange: Exchange) -> None:
    """Send header after header."""
    exchange.write(b"HTTP/1.1 200 OK\r\n")
    while not exchange.stopping.is_set():
        exchange.write(b"X-More: " + b"a" * 60_000 + b"\r\n")


def redirect(location: str, status: int = 302) -> Handler:
    """Send elsewhere."""

    def handler(exchange: Exchange) -> None:
        exchange.answer(status, {"Location": location})

    return handler


def redirect_loop(exchange: Exchange) -> None:
    """Send to itself."""
    exchange.answer(302, {"Location": exchange.seen.path})


def fat_redirect(location: str) -> Handler:
    """Send elsewhere, with a body that never ends."""

    def handler(exchange: Exchange) -> None:
        exchange.begin(302, {"Location": location})
        while not exchange.stopping.is_set():
            exchange.write(_BLOCK)

    return handler


def conditional(body: bytes, etag: str, last_modified: str) -> Handler:
    """Answer 304 to whoever names the current state, else the whole body (RFC 9110 §13)."""

    def handler(exchange: Exchange) -> None:
        state = {"ETag": etag, "Last-Modified": last_modified}
        since = exchange.seen.header("If-Modified-Since")
        if etag == exchange.seen.header("If-None-Match") or last_modified == since:
            exchange.begin(304, state)
        else:
            exchange.answer(200, {"Content-Type": "text/html", **state}, body)

    return handler
